/**
 * From the files in which something was found to the entries of a map: sort, decide, draft, file by file, so
 * that no more than one file's text is needed at a time.
 */
import type { Sorter } from "../classify/sorter.ts";
import { draftMissing } from "../decide/draft-missing.ts";
import { draftFile, type DraftEntry, type Judged } from "../decide/draft.ts";
import { deciderFor, type DecisionSettings } from "../decide/rules.ts";
import { surroundingsOf } from "../decide/surroundings.ts";
import { timed } from "../diagnostics/timings.ts";
import type { Category } from "../map/categories.ts";
import type { Entry, Operation } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath } from "../occurrence/occurrence.ts";
import { sourceLine } from "../text/cut.ts";
import type { FileText } from "../text/encoding.ts";
import type { FoundFile } from "../search/tree-search.ts";

/**
 * An entry of the plan with what a reviewer wants to see beside it. What else was found out about its occurrences
 * is let go of here: a plan may have a million entries.
 */
export interface PlannedEntry {
  readonly entry: Entry;
  /** The source line, for a comment; undefined for a file as a whole. */
  readonly source: string | undefined;
  /** The category that almost won, for any of its occurrences. */
  readonly close: Category | undefined;
  /** Is it kept because an occurrence is part of a longer name? */
  readonly inLongerName: boolean;
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
const WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Files planned side by side: the search goes on while others are sorted, as far as memory allows. The entries come
 * in the order in which the files were added, whichever was done first.
 */
export class SideBySide {
  readonly #planner: Planner;
  readonly #planned: Promise<PlannedEntry[]>[] = [];
  #bytes = 0;
  /** Tells whoever waits that a file is done. */
  #onDone: (() => void) | undefined;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Settles when there is room for another file. One call at a time. */
  async add(path: string, found: FoundFile | undefined): Promise<void> {
    const size = found?.text.searchable.length ?? 0;
    const planned = planFile(path, found, this.#planner);
    this.#planned.push(planned);
    this.#bytes += size;
    const done = (): void => {
      this.#bytes -= size;
      this.#onDone?.();
    };
    // A failure is told by `all`; here it only makes room.
    planned.then(done, done);
    while (this.#bytes > WAITING_BYTES)
      await new Promise<void>((resolve) => {
        this.#onDone = resolve;
      });
  }

  /** Throws what a file's planning threw. */
  async all(): Promise<PlannedEntry[]> {
    return (await Promise.all(this.#planned)).flat();
  }
}

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
  const decide = deciderFor(path, planner.settings);
  const judged = occurrences.map((occurrence, index): Judged => {
    const sorting = sortings[index];
    if (!sorting) throw new Error(`the sorter gave no answer for ${path}:${occurrence.line}`);
    const surroundings = surroundingsOf(occurrence, text);
    return {
      occurrence,
      sorting,
      decided: decide({ occurrence, category: sorting.category, surroundings }),
    };
  });
  const known = planner.known?.get(path);
  const drafts = known
    ? draftMissing(judged, known, planner.operation)
    : draftFile(judged, planner.operation);
  return drafts.map((draft) => planned(draft, text));
}

function planned({ entry, judged }: DraftEntry, text: FileText | undefined): PlannedEntry {
  const [first] = judged;
  return {
    entry,
    source:
      entry.line === 0 || !text || !first ? undefined : sourceLine(text.searchable, first.occurrence.start),
    close: judged.find(({ sorting }) => sorting.close !== undefined)?.sorting.close,
    inLongerName: judged.some(({ decided }) => decided.decision === "keep" && decided.rule === "longer-name"),
  };
}
