/**
 * The formats of a verdict: a name, and a pure function from a report to text. A format's code is loaded when
 * it is asked for.
 */
import type { Reporter } from "./view.ts";

const REPORTERS = {
  text: async () => (await import("./formats/text.ts")).reportText,
  json: async () => (await import("./formats/json.ts")).reportJson,
  sarif: async () => (await import("./formats/sarif.ts")).reportSarif,
  github: async () => (await import("./formats/github.ts")).reportGithub,
  rdjson: async () => (await import("./formats/rdjson.ts")).reportRdjson,
  markdown: async () => (await import("./formats/markdown.ts")).reportMarkdown,
  junit: async () => (await import("./formats/junit.ts")).reportJunit,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(REPORTERS, name);
}

export const FORMATS = Object.keys(REPORTERS).filter(isFormat);

export function loadReporter(format: Format): Promise<Reporter> {
  return REPORTERS[format]();
}
