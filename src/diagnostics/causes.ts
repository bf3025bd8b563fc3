/**
 * The table of causes: every diagnostic that occmap can give, with the words for one case and for many.
 *
 * A cause is something a person should know that is neither a finding nor an error: a file that was not
 * searched, a filter that was not run. Keys are short and stable (contract E3): scripts may match on them.
 */

interface CauseText {
  /** `one` is used for a single subject, `many` with a count; both are followed by the subjects. */
  readonly one: string;
  readonly many: string;
}

export const CAUSES = {
  "scan.binary_file": {
    one: "binary file holds an occurrence and is mapped as a whole",
    many: "binary files hold occurrences and are mapped as a whole",
  },
  "scan.unreadable_file": {
    one: "file could not be read and was not searched",
    many: "files could not be read and were not searched",
  },
  "scan.submodule": { one: "submodule was not searched", many: "submodules were not searched" },
  "scan.nested_repository": {
    one: "nested repository was not searched",
    many: "nested repositories were not searched",
  },
  "scan.unrepresentable_path": {
    one: "file name is not UTF-8 and cannot stand in a map",
    many: "file names are not UTF-8 and cannot stand in a map",
  },
  "scan.uncommitted": {
    one: "file has uncommitted occurrences, which the map does not list",
    many: "files have uncommitted occurrences, which the map does not list",
  },
  "sorting.thread_died": {
    one: "file killed the thread that parsed it and was sorted by its words",
    many: "files killed the thread that parsed them and were sorted by their words",
  },
  "sorting.thread_not_started": {
    one: "reason why no parsing thread could start; everything was sorted in one thread",
    many: "reasons why no parsing thread could start; everything was sorted in one thread",
  },
  "git.filter_not_run": {
    one: "file has a content filter that was not run; it was judged by its bytes",
    many: "files have a content filter that was not run; they were judged by their bytes",
  },
  "git.ignored_by_change": {
    one: "file is ignored by a rule that the base does not have; it was judged all the same",
    many: "files are ignored by rules that the base does not have; they were judged all the same",
  },
  "git.shallow_clone": {
    one: "history is shallow; older revisions are missing",
    many: "histories are shallow; older revisions are missing",
  },
  "mission.no_plan": {
    one: "mission has no plan.md; its map lies beside meta.json",
    many: "missions have no plan.md; their maps lie beside meta.json",
  },
  "mission.unreadable": {
    one: "mission has a meta.json that cannot be read and was not looked at",
    many: "missions have a meta.json that cannot be read and were not looked at",
  },
  "shutdown.left_behind": {
    one: "thing could not be put away at the end",
    many: "things could not be put away at the end",
  },
} as const satisfies Record<string, CauseText>;

export type CauseKey = keyof typeof CAUSES;
