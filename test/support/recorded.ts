/** The occurrences behind a scan's entries, which lets go of them: recorded where they are given to the sorter. */
import { DEFAULT_SORTING_SETTINGS } from "../../src/classify/settings.ts";
import type { Match, Sorter } from "../../src/classify/sorter.ts";
import type { Occurrence } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";

export interface Recorder {
  /** Sorts as a scan does. */
  readonly sorter: Sorter;
  readonly occurrences: readonly Occurrence[];
}

export function recorder(): Recorder {
  const sort = createSyntaxSorter(DEFAULT_SORTING_SETTINGS);
  const occurrences: Occurrence[] = [];
  return {
    occurrences,
    sorter: (file) => {
      for (const match of file.occurrences) {
        if (!isOccurrence(match)) throw new Error("a scan gives whole occurrences to its sorter");
        occurrences.push(match);
      }
      return sort(file);
    },
  };
}

function isOccurrence(match: Match): match is Occurrence {
  return "path" in match && "line" in match && "column" in match;
}
