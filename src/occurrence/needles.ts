/**
 * What is searched for, and where it stands in a run of bytes.
 *
 * This is the one definition of a match: literal, byte for byte, anywhere. Where matches overlap the longest
 * stands (of equals the first), and it is one occurrence. ripgrep only says which files to open; the scan, the
 * gate and the judge all ask this module, so that they cannot disagree.
 */

/** One match: bytes `start` (inclusive) to `end` (exclusive), of the string `needle`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly needle: string;
}

/** The strings of one map, ready to be searched. */
export class Needles {
  /** Target first, then the related strings, each once. */
  readonly strings: readonly string[];
  /** Grouped by length in bytes, longest first: the order in which overlaps are settled. */
  readonly #byLength: readonly (readonly Pattern[])[];

  constructor(strings: readonly string[]) {
    this.strings = [...new Set(strings)];
    const groups = new Map<number, Pattern[]>();
    for (const needle of this.strings) {
      const bytes = Buffer.from(needle, "utf8");
      const group = groups.get(bytes.length);
      if (group) group.push({ needle, bytes });
      else groups.set(bytes.length, [{ needle, bytes }]);
    }
    this.#byLength = [...groups.entries()].sort(([a], [b]) => b - a).map(([, group]) => group);
  }

  /** Can any of the strings stand in this path? Says yes where it would have to look at bytes. */
  mayStandIn(path: string): boolean {
    return !path.isWellFormed() || this.strings.some((text) => !text.isWellFormed() || path.includes(text));
  }

  /** Does any of the strings stand anywhere in `bytes`? */
  in(bytes: Buffer): boolean {
    return this.#byLength.some((group) => group.some(({ bytes: pattern }) => bytes.includes(pattern)));
  }

  /** All occurrences in `bytes`, in the order in which they stand; no two overlap. */
  find(bytes: Buffer): Span[] {
    let standing: Span[] = [];
    for (const group of this.#byLength) {
      const found = group.flatMap((pattern) => matches(bytes, pattern));
      if (group.length > 1) found.sort((a, b) => a.start - b.start);
      standing = settle(standing, found);
    }
    return standing;
  }
}

interface Pattern {
  readonly needle: string;
  readonly bytes: Buffer;
}

/** Every place where the pattern stands, places that overlap each other included. */
function matches(bytes: Buffer, { needle, bytes: pattern }: Pattern): Span[] {
  const found: Span[] = [];
  for (let at = bytes.indexOf(pattern); at !== -1; at = bytes.indexOf(pattern, at + 1)) {
    found.push({ start: at, end: at + pattern.length, needle });
  }
  return found;
}

/** Adds to `standing` (longer matches) those of `found` that touch neither them nor each other. */
function settle(standing: readonly Span[], found: readonly Span[]): Span[] {
  if (found.length === 0) return [...standing];
  const merged: Span[] = [];
  let next = 0;
  let free = 0;
  for (const span of found) {
    for (let other = standing[next]; other && other.start < span.end; other = standing[next]) {
      merged.push(other);
      free = Math.max(free, other.end);
      next += 1;
    }
    if (span.start >= free) {
      merged.push(span);
      free = span.end;
    }
  }
  for (const other of standing.slice(next)) merged.push(other);
  return merged;
}
