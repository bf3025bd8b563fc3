/**
 * The flag table: every flag of every command, once. The parser, the help and the tests are driven by it.
 */
import { CATEGORIES } from "../map/categories.ts";

export interface Flag {
  /** `text` takes one value, `list` may be repeated, `switch` takes none. */
  readonly kind: "text" | "list" | "switch";
  /** Placeholder of the value in help. */
  readonly value?: string;
  readonly short?: string;
  /** All that the value can be, where that is a closed list. */
  readonly values?: readonly string[];
  readonly about: string;
}

export const FLAGS = {
  target: {
    kind: "text",
    value: "STRING",
    about: "the string that the bulk edit is about (literal, case-sensitive)",
  },
  related: { kind: "list", value: "STRING", about: "another string that belongs to it; may be repeated" },
  replacement: { kind: "text", value: "STRING", about: "make a rename map: what the target becomes" },
  variants: {
    kind: "switch",
    about: "rename the other spellings of the target too (snake_case, kebab-case, plural, …), shown first",
  },
  "related-replacement": {
    kind: "list",
    value: "STRING",
    about: "what a related string becomes: the first one the first --related, and so on",
  },
  mission: {
    kind: "text",
    value: "DIR",
    about: "mission folder with meta.json; the map lies beside its plan.md",
  },
  "mission-id": { kind: "text", value: "ULID", about: "id of the mission (made up when absent)" },
  "mission-slug": {
    kind: "text",
    value: "SLUG",
    about: "readable name of the mission (made from the target when absent)",
  },
  rev: { kind: "text", value: "REV", about: "revision to scan (default HEAD)" },
  include: { kind: "list", value: "GLOB", about: "search only what matches; may be repeated" },
  exclude: { kind: "list", value: "GLOB", about: "do not search what matches; may be repeated" },
  shard: {
    kind: "text",
    value: "PART/OF",
    about: "scan one part of the files, like 2/8; merge joins the parts",
  },
  to: {
    kind: "text",
    value: "FORMAT",
    values: ["spec-kitty", "csv", "json"],
    about: "write the map in another format",
  },
  from: {
    kind: "text",
    value: "FORMAT",
    values: ["spec-kitty"],
    about: "make a map of one in another format",
  },
  output: { kind: "text", short: "o", value: "FILE", about: "where to write; - is standard output" },
  force: { kind: "switch", about: "overwrite what is there" },
  base: { kind: "text", value: "REV", about: "revision that the change starts from (default HEAD)" },
  head: { kind: "text", value: "REV", about: "judge this revision instead of the working tree" },
  staged: { kind: "switch", about: "judge the index: what git commit would record" },
  diff: { kind: "text", value: "FILE", about: "judge the base with this patch applied; - is standard input" },
  "map-from": {
    kind: "text",
    value: "REV",
    about: "read the map from a trusted revision, and report later changes of it",
  },
  gate: { kind: "switch", about: "judge the change too, and show the verdict" },
  "allow-pending": { kind: "switch", about: "list entries that are not carried out yet instead of failing" },
  all: { kind: "switch", about: "show everything, however long the list" },
  summary: { kind: "text", value: "FILE", about: "also append the report to this file, as Markdown" },
  "if-required": {
    kind: "switch",
    about:
      "accept a change without a map where the mission is no bulk edit; judge by the map where there is one",
  },
  write: { kind: "switch", about: "change the working tree (default: only show what would be done)" },
  category: {
    kind: "list",
    value: "NAME",
    values: CATEGORIES,
    about: "only entries of this category (may be repeated)",
  },
  path: { kind: "list", value: "GLOB", about: "only entries whose path matches; may be repeated" },
  "allow-uncommitted": {
    kind: "switch",
    about: "also touch files that have uncommitted changes, following what was changed in them",
  },
  yes: { kind: "switch", short: "y", about: "do not ask" },
  prune: { kind: "switch", about: "drop entries whose occurrence is gone, too" },
  decision: {
    kind: "text",
    value: "DECISION",
    values: ["remove", "keep"],
    about: "only entries with this decision",
  },
  match: { kind: "text", value: "STRING", about: "only entries that stand for this string of the map" },
  remove: { kind: "switch", about: "decide that the entries are removed" },
  keep: { kind: "switch", about: "decide that the entries are kept" },
  reason: {
    kind: "text",
    value: "TEXT",
    about: "why; what a keep entry has as keep_reason, a remove entry as reason",
  },
  block: {
    kind: "text",
    value: "PATH:A-B",
    about: "make one entry of all entries on lines A to B of a file",
  },
  "dry-run": { kind: "switch", about: "show what would be written and write nothing" },
  "cli-version": {
    kind: "text",
    value: "VERSION",
    about: "the Spec Kitty that is installed (default: the one that occmap was made for)",
  },
  hook: {
    kind: "text",
    value: "TOOL",
    values: ["plain", "husky", "lefthook", "pre-commit"],
    about: "a hook that judges each commit, for git alone or for the tool that keeps your hooks",
  },
  ci: {
    kind: "text",
    value: "SERVICE",
    values: ["github", "gitlab"],
    about: "the files that judge a change in CI",
  },
  config: { kind: "switch", about: "an occmap.yaml to begin with" },
  "agent-guide": { kind: "switch", about: "a section of AGENTS.md for coding agents" },
  repo: { kind: "text", value: "DIR", about: "work in this folder (default: the current one)" },
  map: { kind: "text", value: "FILE", about: "the map (default occurrence_map.yaml at the repository root)" },
  format: { kind: "text", value: "FORMAT", about: "how to print the result" },
  json: { kind: "switch", about: "print one JSON document on standard output (--format json)" },
  quiet: { kind: "switch", short: "q", about: "print no diagnostics" },
  "no-color": { kind: "switch", about: "print without colours (also: NO_COLOR)" },
  timings: {
    kind: "switch",
    about: "show how long each stage took, on standard error (with --json in the document)",
  },
  debug: { kind: "switch", about: "print the stack of an error" },
  version: { kind: "switch", about: "print the version" },
  help: { kind: "switch", short: "h", about: "print this help" },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;
type OfKind<Kind extends Flag["kind"]> = {
  [Name in FlagName]: (typeof FLAGS)[Name]["kind"] extends Kind ? Name : never;
}[FlagName];
export type TextFlag = OfKind<"text">;
export type ListFlag = OfKind<"list">;
export type SwitchFlag = OfKind<"switch">;

type WithValues = {
  [Name in FlagName]: (typeof FLAGS)[Name] extends { readonly values: readonly string[] } ? Name : never;
}[FlagName];
/** Flags whose value is one of a closed list. */
export type ChoiceFlag = WithValues & TextFlag;
/** Flags that may be repeated, each time with one of a closed list. */
export type ChoiceListFlag = WithValues & ListFlag;
/** What such a flag can be. */
export type ValueOf<Name extends WithValues> = (typeof FLAGS)[Name]["values"][number];

/** Flags that every command takes. */
export const COMMON_FLAGS = [
  "repo",
  "map",
  "mission",
  "format",
  "json",
  "quiet",
  "no-color",
  "debug",
  "help",
] as const satisfies readonly FlagName[];
