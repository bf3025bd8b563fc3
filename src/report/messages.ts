/**
 * The words of every finding: what was expected, what was found, what to do next. One exhaustive switch, so
 * that a new code without words does not compile.
 */
import { placeOf } from "../map/model.ts";
import type { Finding } from "../gate/findings.ts";

export interface Message {
  readonly expected: string;
  readonly found: string;
  readonly next: string;
}

/** The texts may hold strings from the repository: make them printable before showing them. */
export function messageOf(finding: Finding): Message {
  const { path, entry, needle, detail } = finding;
  const what = needle === undefined ? "an occurrence" : JSON.stringify(needle);
  switch (finding.code) {
    case "extra-change":
      return {
        expected: planned(finding) ?? "these lines to stand: no remove entry covers them",
        found: detail ?? changed(finding),
        next: "undo this part of the change, or plan it: add remove entries, or an exception with a reason",
      };
    case "extra-file":
      return {
        expected:
          planned(finding) ??
          `${path} ${detail === "added" ? "not to exist" : "to stand"}: no entry says otherwise`,
        found: `the file was ${detail ?? "changed"}`,
        next:
          detail === "added"
            ? "leave it out of the change, or add an exception with a reason"
            : `bring it back (git restore), or add a remove entry for it with line: 0`,
      };
    case "keep-touched":
      return {
        expected: `${entry ? placeOf(entry) : path} to stay${entry?.decision === "keep" ? `: ${entry.keepReason}` : ""}`,
        found: detail === undefined ? changed(finding) : `the file was ${detail}`,
        next: "undo this part of the change, or move the entry to remove if the plan was wrong",
      };
    case "not-removed":
      return {
        expected:
          planned(finding) ??
          `${entry ? placeOf(entry) : path} to be removed${entry ? `: ${entry.reason}` : ""}`,
        found: entry?.line === 0 ? "the file is still there" : "it stands as it was",
        next: "carry it out, or move the entry to keep with a keep_reason",
      };
    case "still-present":
      return {
        expected: planned(finding) ?? "a replacement without the planned strings",
        found: `the new line still holds ${what}`,
        next: "take the string out of the new line, or delete the line",
      };
    case "new-occurrence":
      return {
        expected: `no ${what} that was not there before`,
        found: "the change brings one in",
        next: "take it out, or add an exception for this file with allow_occurrences: true and a reason",
      };
    case "unmapped-occurrence":
      return {
        expected: `an entry for ${what} here`,
        found: "the map does not list it",
        next: "add a remove or keep entry for it, or scan again: occmap scan --force",
      };
    case "stale-entry":
      return {
        expected: `an occurrence at ${entry ? placeOf(entry) : path}`,
        found: "there is none at the base",
        next: "correct the entry's path or line, or remove the entry",
      };
    case "metadata-violation":
      return {
        expected: `${finding.field ?? "the file"} to be ${finding.wanted ?? "what it was"}`,
        found: detail ?? "the project metadata breaks a rule",
        next: finding.mend ?? "restore the file as it was at the base",
      };
    case "map-changed":
      return {
        expected: "the map to be the trusted one",
        found: detail ?? "it differs",
        next: "restore the map, or have the new one reviewed and judge from the revision that holds it",
      };
    case "mode-change":
      return {
        expected: "the file's mode to stay",
        found: detail ?? "it changed",
        next: `restore it: git update-index --chmod=${detail?.startsWith("100755") === true ? "+" : "-"}x`,
      };
    case "type-change":
      return {
        expected: "the file to stay what it is",
        found: detail ?? "it changed",
        next: "restore it: git restore",
      };
    case "submodule-change":
      return {
        expected: "the submodule to stay at its commit",
        found: detail ?? "it moved",
        next: "git submodule update, and leave it out of the change",
      };
    case "binary-change":
      return {
        expected: "the binary file to stay: no entry covers it",
        found: detail ?? "it changed",
        next: "restore it, or add an exception with a reason",
      };
  }
}

/** What a rename map wants there. */
function planned({ path, entry, planned: wanted }: Finding): string | undefined {
  if (!wanted) return undefined;
  const what = entry && entry.line > 0 ? placeOf(entry) : path;
  return `${what} to become ${wanted.map((text) => JSON.stringify(text)).join(", ")}`;
}

function changed({ before, after }: Finding): string {
  if (after.length === 0)
    return before.length === 1 ? "the line was deleted" : `${before.length} lines were deleted`;
  if (before.length === 0)
    return after.length === 1 ? "a line was added" : `${after.length} lines were added`;
  return "the text was changed";
}
