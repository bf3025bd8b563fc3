/** JSON, JSON5, JSON with comments, and JSON lines. */
import type { Place, Site } from "../site.ts";
import { JSON_FORM, readFlow } from "./flow.ts";
import { Waiting } from "./waiting.ts";

export function readJson(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  readFlow(source, source.startsWith("\ufeff") ? 1 : 0, [], JSON_FORM, waiting, true);
  return waiting.finish({ role: "word", what: "text outside of any value" });
}
