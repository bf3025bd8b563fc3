/** What an update does to the comments of a map: it refreshes occmap's own, and keeps every word of a person. */
import { ENTRY_KEYS, type EntryComments } from "../map/entry-text.ts";
import { readLineComment, writeLineComment, type LineComment, type Mark } from "../map/line-comment.ts";
import { placeOf, type Entry } from "../map/model.ts";
import type { FollowedEntry } from "./follow.ts";

/** Source lines that occmap may have shown beside an entry, and the one to show now. */
export interface Sources {
  readonly before: readonly string[];
  readonly now: string | undefined;
}

/** The new comment beside the line number of an entry, with its `#`; undefined where it stays as it is. */
export function refreshed(
  { fate }: FollowedEntry,
  comment: string | undefined,
  { before, now }: Sources,
): string | undefined {
  const read: LineComment = comment === undefined ? {} : readLineComment(comment, before);
  const mark = nextMark(read.mark, fate);
  const shown = comment === undefined || read.source !== undefined;
  const source = !shown ? undefined : fate === "vanished" ? (read.source ?? before[0]) : (now ?? read.source);
  if (mark === read.mark && (comment === undefined || source === read.source)) return undefined;
  return writeLineComment({ ...read, mark, source });
}

/** Marks stay until a person takes them out; only an entry that stands for something again is not vanished. */
function nextMark(mark: Mark | undefined, fate: FollowedEntry["fate"]): Mark | undefined {
  if (fate === "vanished" || fate === "changed") return fate;
  return mark === "vanished" ? undefined : mark;
}

/**
 * What stays of the comments inside an entry that goes: people's words, as comment lines that say whose they were
 * and what became of it.
 */
export function wordsLeft(
  entry: Entry,
  fate: string,
  { before, at }: EntryComments,
  sources: readonly string[],
): string[] {
  const told = `${placeOf(entry)} (${fate})`;
  return ENTRY_KEYS.flatMap((key) => {
    const beside = at.get(key);
    const words = [
      ...(before.get(key) ?? []).map(plain),
      ...(beside === undefined
        ? []
        : [key === "line" ? (readLineComment(beside, sources).words ?? "") : plain(beside)]),
    ];
    return words.filter((word) => word !== "").map((word) => `# ${told}: ${word}`);
  });
}

function plain(comment: string): string {
  return comment.replace(/^#+/, "").trim();
}
