/**
 * From the files in which something was found to the entries of a map: sort, decide, draft, file by file, so
 * that no more than one file's text is needed at a time.
 */
import type { Sorter } from "../classify/sorter.ts";
import { draftMissing } from "../decide/draft-missing.ts";
import { draftFile, type DraftEntry, type Judged } from "../decide/draft.ts";
import { SURROUNDING_CHARACTERS } from "../decide/longer-name.ts";
import { decide, type Decidable, type DecisionSettings } from "../decide/rules.ts";
import { timed } from "../diagnostics/timings.ts";
import type { Entry, Operation } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath, type Occurrence } from "../occurrence/occurrence.ts";
import { encodePath } from "../paths/repo-path.ts";
import { decode, type FileText } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";
import type { FoundFile } from "../search/tree-search.ts";

/** An entry of the plan with what a reviewer wants to see beside it. */
export interface PlannedEntry extends DraftEntry {
  /** The source line, for a comment; undefined for a file as a whole. */
  readonly source: string | undefined;
}

/** What a reviewer wants to see beside an entry: the source line, and the category that almost won. */
export function shownBeside({ judged, source }: PlannedEntry): { close?: string; source?: string } {
  const close = judged.find(({ sorting }) => sorting.close !== undefined)?.sorting.close;
  return { ...(close === undefined ? {} : { close }), ...(source === undefined ? {} : { source }) };
}

export interface Planner {
  readonly needles: Needles;
  readonly sort: Sorter;
  readonly settings: DecisionSettings;
  readonly operation: Operation;
  /** By path: entries that there are already. Only what they do not list is planned. */
  readonly known?: ReadonlyMap<string, readonly Entry[]>;
}

/** How much text may wait for its sorting: enough to keep all cores at work, whatever the tree's size. */
const WAITING_BYTES = 64 * 1024 * 1024;

/**
 * Files planned side by side: the search goes on while others are sorted, as far as memory allows. The entries come
 * in the order in which the files were added, whichever was done first.
 */
export class SideBySide {
  readonly #planner: Planner;
  readonly #planned: Promise<PlannedEntry[]>[] = [];
  readonly #open = new Set<Promise<void>>();
  #bytes = 0;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Settles when there is room for another file. */
  async add(path: string, found: FoundFile | undefined): Promise<void> {
    const size = found?.text.searchable.length ?? 0;
    const planned = planFile(path, found, this.#planner);
    this.#planned.push(planned);
    this.#bytes += size;
    const done = (): void => {
      this.#bytes -= size;
      this.#open.delete(open);
    };
    // A failure is told by `all`; here it only makes room.
    const open = planned.then(done, done);
    this.#open.add(open);
    while (this.#bytes > WAITING_BYTES && this.#open.size > 0) await Promise.race(this.#open);
  }

  /** Throws what a file's planning threw. */
  async all(): Promise<PlannedEntry[]> {
    return (await Promise.all(this.#planned)).flat();
  }
}

/** Longest piece of a line that is kept for showing; the writer shortens further. */
const SOURCE_BYTES = 400;

/** Entries for one file; `found` is undefined where only its path can hold an occurrence. */
export async function planFile(
  path: string,
  found: FoundFile | undefined,
  planner: Planner,
): Promise<PlannedEntry[]> {
  const occurrences = [...occurrencesInPath(path, planner.needles), ...(found?.occurrences ?? [])];
  if (occurrences.length === 0) return [];
  const text = found?.text;
  const sortings = await timed("sort", () => planner.sort({ path, text, occurrences }));
  const lines = text && text.encoding !== "binary" ? Lines.of(text.searchable) : undefined;
  const judged = occurrences.map((occurrence, index): Judged => {
    const sorting = sortings[index];
    if (!sorting) throw new Error(`the sorter gave no answer for ${path}:${occurrence.line}`);
    const candidate: Decidable = {
      occurrence,
      category: sorting.category,
      surroundings: surroundings(occurrence, text, lines),
    };
    return { occurrence, sorting, decided: decide(candidate, planner.settings) };
  });
  const known = planner.known?.get(path);
  const drafts = known
    ? draftMissing(judged, known, planner.operation)
    : draftFile(judged, planner.operation);
  return drafts.map((one) => ({ ...one, source: sourceOf(one, lines) }));
}

function surroundings(
  occurrence: Occurrence,
  text: FileText | undefined,
  lines: Lines | undefined,
): Decidable["surroundings"] {
  const { kind, line, start, end, path } = occurrence;
  if (kind === "binary") return { before: "", after: "" };
  const bytes = kind === "path" ? encodePath(path) : (text?.searchable ?? Buffer.alloc(0));
  const from = kind === "content" && lines ? lines.start(line) : 0;
  const to = kind === "content" && lines ? lines.start(line + 1) : bytes.length;
  // Four bytes hold any character; what is cut in its middle lies further out than anybody looks.
  const reach = SURROUNDING_CHARACTERS * 4;
  return {
    before: decode(wholeCharacters(bytes.subarray(Math.max(from, start - reach), start))),
    after: decode(trimmedEnd(bytes.subarray(end, Math.min(to, end + reach)))),
  };
}

/** Without the continuation bytes that a cut left at the beginning. */
function wholeCharacters(bytes: Buffer): Buffer {
  let from = 0;
  while (from < 3 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from += 1;
  return bytes.subarray(from);
}

/** Without the beginning of a character that a cut left at the end. */
function trimmedEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

function sourceOf({ entry, judged }: DraftEntry, lines: Lines | undefined): string | undefined {
  const [first] = judged;
  return entry.line === 0 || !lines || !first ? undefined : sourceLine(lines, first.occurrence);
}

/** The line of an occurrence, or for a very long one the part of it around the occurrence. */
export function sourceLine(lines: Lines, { line, start: at }: Pick<Occurrence, "line" | "start">): string {
  const content = lines.content(line);
  if (content.length <= SOURCE_BYTES) return decode(content);
  const start = Math.max(0, at - lines.start(line) - SHOWN_BEFORE);
  const piece = trimmedEnd(wholeCharacters(content.subarray(start, start + SOURCE_BYTES)));
  return `${start > 0 ? "…" : ""}${decode(piece)}`;
}

const SHOWN_BEFORE = 40;
