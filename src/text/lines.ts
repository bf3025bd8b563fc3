/**
 * Lines of a file as byte ranges. A line ends at LF and owns its LF; what follows the last LF is a line of
 * its own when it is not empty. CR, form feed, U+2028 and friends are ordinary bytes within a line.
 */
import type { Encoding } from "./encoding.ts";

const LF = 0x0a;

/** The lines of one buffer. Line numbers given to these methods are 1-based. */
export class Lines {
  readonly bytes: Buffer;
  /** Offset of the first byte of each line, plus the length of the buffer as the last element. */
  readonly #starts: readonly number[];

  private constructor(bytes: Buffer, starts: readonly number[]) {
    this.bytes = bytes;
    this.#starts = starts;
  }

  static of(bytes: Buffer, encoding: Encoding = "utf8"): Lines {
    return new Lines(
      bytes,
      encoding === "utf16le" || encoding === "utf16be" ? startsUtf16(bytes, encoding) : starts(bytes),
    );
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** Offset of the first byte of `line`; for `count + 1` the length of the buffer. */
  start(line: number): number {
    const offset = this.#starts[line - 1];
    if (offset === undefined) throw new RangeError(`line ${line} of ${this.count}`);
    return offset;
  }

  /** The bytes of `line` with its line end. */
  get(line: number): Buffer {
    return this.bytes.subarray(this.start(line), this.start(line + 1));
  }

  /** The bytes of `line` without LF or CRLF. */
  content(line: number): Buffer {
    const bytes = this.get(line);
    let end = bytes.length;
    if (end > 0 && bytes[end - 1] === LF) end -= 1;
    if (end < bytes.length && end > 0 && bytes[end - 1] === 0x0d) end -= 1;
    return bytes.subarray(0, end);
  }

  /** The line that the byte at `offset` belongs to. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

function starts(bytes: Buffer): number[] {
  const offsets = [0];
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (at + 1 < bytes.length) offsets.push(at + 1);
  }
  return closed(offsets, bytes);
}

/** `bytes` without their byte-order mark. */
function startsUtf16(bytes: Buffer, encoding: "utf16le" | "utf16be"): number[] {
  const offsets = [0];
  const [low, high] = encoding === "utf16le" ? [0, 1] : [1, 0];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at + low] === LF && bytes[at + high] === 0 && at + 2 < bytes.length) offsets.push(at + 2);
  }
  return closed(offsets, bytes);
}

function closed(offsets: number[], bytes: Buffer): number[] {
  if (bytes.length === 0) return [0];
  offsets.push(bytes.length);
  return offsets;
}
