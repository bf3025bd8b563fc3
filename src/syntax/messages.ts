/**
 * What the main thread and a parsing thread say to each other.
 *
 * Cloning objects costs the main thread more than anything else it does while threads parse, and one file may hold
 * thousands of occurrences. So they travel as numbers, whose memory is handed over; what is equal travels once; and
 * the answers to a whole batch are one text, which is copied at once where objects are copied one by one.
 */
import type { Match, SortableFile, Sorting } from "../classify/sorter.ts";
import { CATEGORIES } from "../map/categories.ts";
import type { OccurrenceKind } from "../occurrence/occurrence.ts";
import type { Encoding } from "../text/encoding.ts";

export interface Task {
  readonly path: string;
  /** The searchable bytes; absent where only the path matched. */
  readonly text: { readonly bytes: Uint8Array<ArrayBuffer>; readonly encoding: Encoding } | undefined;
  /** The strings that matched, each once. */
  readonly needles: readonly string[];
  /** Four numbers for each occurrence: its kind, the place of its string among `needles`, start and end. */
  readonly occurrences: Float64Array<ArrayBuffer>;
}

export type Answer = readonly Sorting[];

/** An answer in which equal sortings stand once; `order` has a place among them for each occurrence. */
export interface PackedAnswer {
  readonly sortings: readonly PackedSorting[];
  readonly order: readonly number[];
}

/**
 * Categories are places in their list: read back, each is the one string that this thread has for it. As text each
 * answer would bring strings of its own, equal to the others but slow to compare with them.
 */
type PackedSorting = readonly [category: number, close: number | null, reason: string];

/** For each task in their order: its answer, or why there is none. */
export type Reply = readonly ({ readonly answer: PackedAnswer } | { readonly failed: string })[];

/** What a thread says before anything else. */
export const READY = "ready";

export function written(reply: Reply): string {
  return JSON.stringify(reply);
}

/** Undefined where the message is no reply. */
export function replyIn(message: unknown): Reply | undefined {
  if (typeof message !== "string" || !message.startsWith("[")) return undefined;
  // A thread runs our own module: a list is what `written` made.
  return JSON.parse(message) as Reply;
}

const KINDS: readonly OccurrenceKind[] = ["content", "path", "binary", "link"];
const NUMBERS = 4;

/** The bytes are copied out of the buffer that they may share with other files, so that they can be handed over. */
export function taskOf({ path, text, occurrences }: SortableFile): Task {
  const needles = [...new Set(occurrences.map(({ needle }) => needle))];
  const numbers = new Float64Array(occurrences.length * NUMBERS);
  let at = 0;
  for (const { kind, needle, start, end } of occurrences) {
    numbers[at] = KINDS.indexOf(kind);
    numbers[at + 1] = needles.indexOf(needle);
    numbers[at + 2] = start;
    numbers[at + 3] = end;
    at += NUMBERS;
  }
  return {
    path,
    text: text && { bytes: new Uint8Array(text.searchable), encoding: text.encoding },
    needles,
    occurrences: numbers,
  };
}

/** The memory that goes over with a task. */
export function handedOver({ text, occurrences }: Task): ArrayBuffer[] {
  return [occurrences.buffer, ...(text ? [text.bytes.buffer] : [])];
}

export function fileOf({ path, text, needles, occurrences }: Task): SortableFile {
  const number = (at: number): number => occurrences[at] ?? 0;
  const matches: Match[] = [];
  for (let at = 0; at < occurrences.length; at += NUMBERS)
    matches.push({
      kind: KINDS[number(at)] ?? "content",
      needle: needles[number(at + 1)] ?? "",
      start: number(at + 2),
      end: number(at + 3),
    });
  if (!text) return { path, text: undefined, occurrences: matches };
  const { buffer, byteOffset, byteLength } = text.bytes;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return { path, text: { bytes, encoding: text.encoding, searchable: bytes }, occurrences: matches };
}

export function packed(answer: Answer): PackedAnswer {
  const places = new Map<string, number>();
  const sortings: PackedSorting[] = [];
  const order = answer.map(({ category, close, reason }) => {
    const key = `${category} ${close ?? ""} ${reason}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, sortings.length);
    const nearly = close === undefined ? null : CATEGORIES.indexOf(close);
    return sortings.push([CATEGORIES.indexOf(category), nearly, reason]) - 1;
  });
  return { sortings, order };
}

export function unpacked({ sortings, order }: PackedAnswer): Answer {
  const read = sortings.map(([place, nearly, reason]): Sorting | undefined => {
    const category = CATEGORIES[place];
    const close = nearly === null ? undefined : CATEGORIES[nearly];
    return category && (close === undefined ? { category, reason } : { category, reason, close });
  });
  return order.map((place) => read[place]).filter((sorting) => sorting !== undefined);
}
