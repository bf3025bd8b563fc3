/**
 * The event stream of `rg --json`, cut into lines and read for the one thing we ask: which files match.
 *
 * A path comes as text or, where it is not UTF-8, as base64 bytes. Lines of `match` events can be as long as
 * the longest line of a file and are never parsed.
 */
import { decodePath } from "../paths/repo-path.ts";

const LF = 0x0a;
/** rg writes the type first; a `begin` event opens each file that has a match. */
const BEGIN = Buffer.from('{"type":"begin"');

export class RgEvents {
  readonly #onMatch: (path: string) => void;
  #pieces: Buffer[] = [];

  constructor(onMatch: (path: string) => void) {
    this.#onMatch = onMatch;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
      this.#pieces.push(chunk.subarray(from, end));
      this.#line(this.#pieces.length === 1 ? chunk.subarray(from, end) : Buffer.concat(this.#pieces));
      this.#pieces = [];
      from = end + 1;
    }
    if (from < chunk.length) this.#pieces.push(chunk.subarray(from));
  }

  #line(line: Buffer): void {
    if (!line.subarray(0, BEGIN.length).equals(BEGIN)) return;
    const event: unknown = JSON.parse(line.toString("utf8"));
    const path = pathOf(event);
    if (path === undefined)
      throw new Error(`rg gave an event without a path: ${line.toString("utf8", 0, 200)}`);
    this.#onMatch(path);
  }
}

function pathOf(event: unknown): string | undefined {
  const path = property(property(event, "data"), "path");
  const text = property(path, "text");
  if (typeof text === "string") return text;
  const bytes = property(path, "bytes");
  return typeof bytes === "string" ? decodePath(Buffer.from(bytes, "base64")) : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
