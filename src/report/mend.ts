/**
 * How to mend a finding: the git command that takes the change back, and the lines of the map that would make it
 * part of the plan. Both are ready to paste; docs/findings.md says for each code which to choose.
 */
import type { Finding } from "../gate/findings.ts";
import { quoted } from "../map/scalars.ts";
import type { Entry } from "../map/model.ts";
import { isRepresentable } from "../paths/repo-path.ts";
import { shellQuoted } from "../text/shell.ts";

/** What was judged. */
export interface MendContext {
  /** Revision to go back to. */
  readonly base: string;
  /** Was the index judged? Then the working tree is left alone. */
  readonly staged: boolean;
  /** Revision of the trusted map, for a map that was changed. */
  readonly mapRevision: string;
}

export interface Mend {
  /** For a POSIX shell, in any folder of the repository. Takes back all that the change did to the file. */
  readonly command?: string;
  /** Does the command bring the whole file back, with what was carried out in it? */
  readonly restores?: true;
  /** Edits of the map, in order. */
  readonly map: readonly MapEdit[];
}

export interface MapEdit {
  readonly action: "add" | "take out";
  /** Where in the map, as keys. */
  readonly list: string;
  /** An item of that list, on one line of YAML. */
  readonly item: string;
}

/** One line for each step of the mend, in words that every format shares. Not yet safe to print. */
export function mendLines({ command, map }: Mend): string[] {
  return [
    ...(command === undefined ? [] : [`mend: ${command}`]),
    ...map.map(({ action, list, item }) => `map: ${action}, under ${list}: ${item}`),
  ];
}

/** Stands where only a person knows the word. */
const CATEGORY = "CATEGORY";
const WHY = "WHY";

export function mendOf(finding: Finding, context: MendContext): Mend {
  const { path, entry } = finding;
  const back = restore(path, context);
  switch (finding.code) {
    case "extra-change":
    case "binary-change":
      return { ...undone(finding, context), map: entry ? [] : exception(path, false) };
    case "extra-file":
      return {
        ...(finding.detail === "added" ? { command: leaveOut(path, context) } : back),
        map: entry ? [] : exception(path, false),
      };
    case "new-occurrence":
      return {
        ...(finding.detail === "in a new file"
          ? { command: leaveOut(path, context) }
          : undone(finding, context)),
        map: exception(path, true),
      };
    case "mode-change":
      return { command: changeMode(finding, context), map: entry ? [] : exception(path, false) };
    case "keep-touched":
      return { ...undone(finding, context), map: entry ? moved(entry, "remove") : [] };
    case "not-removed":
      return {
        ...(entry?.line === 0 && finding.planned === undefined ? { command: takeAway(path, context) } : {}),
        map: entry ? moved(entry, "keep") : [],
      };
    case "still-present":
      return { ...undone(finding, context), map: [] };
    case "unmapped-occurrence":
      return { map: unlisted(finding) };
    case "stale-entry":
      return { map: entry ? [{ action: "take out", ...itemOf(entry) }] : [] };
    case "type-change":
    case "metadata-violation":
      return { ...back, map: [] };
    case "submodule-change":
      return { command: submodule(finding, context), map: [] };
    case "map-changed":
      return { ...restore(path, { ...context, base: context.mapRevision }), map: [] };
  }
}

type Restoring = Required<Pick<Mend, "command" | "restores">>;

function restore(path: string, { base, staged }: MendContext): Restoring {
  const what = staged ? "--staged" : "--staged --worktree";
  return {
    command: `git restore --source=${shellQuoted(base)} ${what} -- ${pathspec(path)}`,
    restores: true,
  };
}

/** A file that was moved as well goes back to its old name. */
function undone({ path, headPath }: Finding, context: MendContext): Restoring {
  const back = restore(path, context);
  return headPath === undefined
    ? back
    : { ...back, command: `${back.command} && ${leaveOut(headPath, context)}` };
}

/** Takes a file out of the change: out of the index, and where the working tree was judged, out of that. */
function leaveOut(path: string, { staged }: MendContext): string {
  const place = pathspec(path);
  if (staged) return `git rm -q --cached -- ${place}`;
  return `git rm -qf --ignore-unmatch -- ${place} && git clean -qf -- ${place}`;
}

/** Carries out an entry for a whole file. */
function takeAway(path: string, { staged }: MendContext): string {
  return `git rm -q ${staged ? "--cached " : ""}-- ${pathspec(path)}`;
}

function changeMode({ path, detail }: Finding, { staged }: MendContext): string {
  const mode = detail?.startsWith("100755") === true ? "+x" : "-x";
  const file = shellQuoted(`./${path}`);
  const index = `git update-index --chmod=${mode} ${file}`;
  return `(cd "$(git rev-parse --show-toplevel)" && ${staged ? index : `chmod ${mode} ${file} && ${index}`})`;
}

function submodule({ path, detail }: Finding, context: MendContext): string {
  if (detail === "added") return `git rm -q --cached -- ${pathspec(path)}`;
  const { command: back } = restore(path, { ...context, staged: true });
  return context.staged ? back : `${back} && git submodule update --init -- ${pathspec(path)}`;
}

/** From any folder, and no character of the path is magic to git. */
function pathspec(path: string): string {
  return shellQuoted(/^[\w.][\w@%+=,./~-]*$/.test(path) ? `:/${path}` : `:(top,literal)${path}`);
}

function exception(path: string, occurrences: boolean): MapEdit[] {
  if (!isRepresentable(path)) return [];
  // Every character that a glob takes for more than itself, as a set of one.
  const glob = quoted(path.replace(/[*?[{]/g, "[$&]"));
  const allow = occurrences ? ", allow_occurrences: true" : "";
  return [{ action: "add", list: "exceptions", item: `- { path: ${glob}, reason: ${quoted(WHY)}${allow} }` }];
}

/** The entry with the other decision. */
function moved(entry: Entry, decision: Entry["decision"]): MapEdit[] {
  const { category, path, line, endLine, column, reason } = entry;
  const place = {
    category,
    path,
    line,
    reason,
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
  };
  const turned: Entry =
    decision === "keep" ? { ...place, decision, keepReason: WHY } : { ...place, decision };
  return [
    { action: "take out", ...itemOf(entry) },
    { action: "add", ...itemOf(turned) },
  ];
}

function unlisted({ path, base }: Finding): MapEdit[] {
  if (!isRepresentable(path)) return [];
  const place = `path: ${quoted(path)}, line: ${base?.first ?? 0}, reason: ${quoted(WHY)}`;
  return [{ action: "add", list: `categories.${CATEGORY}.remove`, item: `- { ${place} }` }];
}

function itemOf(entry: Entry): Pick<MapEdit, "list" | "item"> {
  const pairs = [
    `path: ${quoted(entry.path)}`,
    `line: ${entry.line}`,
    ...(entry.endLine === undefined ? [] : [`end_line: ${entry.endLine}`]),
    ...(entry.column === undefined ? [] : [`column: ${entry.column}`]),
    `reason: ${quoted(entry.reason)}`,
    ...(entry.decision === "keep" ? [`keep_reason: ${quoted(entry.keepReason)}`] : []),
  ];
  return {
    list: `categories.${entry.category}.${entry.decision}`,
    item: `- { ${pairs.join(", ")} }`,
  };
}
