/**
 * What the rules look at: a site, its file, the settings, and a few readings that several rules share.
 *
 * The readings are made once for an occurrence, here, so that no two rules read the same literal differently.
 */
import type { CompiledSettings } from "./compiled-settings.ts";
import { buildFileRow } from "./build-files.ts";
import { commandWord } from "./commandline.ts";
import type { CommandWord } from "./commandline.ts";
import type { FileFacts } from "./files.ts";
import { holdsCommandLine, manifestRow } from "./manifests.ts";
import { lineAround } from "./site.ts";
import type { Meaning, Site, Surrounding } from "./site.ts";

export interface Subject {
  readonly site: Site;
  readonly file: FileFacts;
  readonly settings: CompiledSettings;
  /** Does the match lie in the file's own path? */
  readonly ownPath: boolean;
  /** What the format or the known file says that this place holds, with the words for the reason. */
  readonly row: Holding | undefined;
  /** The match as a word of a command line, where it stands in one. */
  readonly command: CommandWord | undefined;
}

export interface Holding {
  readonly meaning: Meaning;
  readonly what: string;
}

export type Around<K extends Surrounding["kind"]> = Extract<Surrounding, { readonly kind: K }>;

/** The innermost surrounding of a kind. */
export function around<K extends Surrounding["kind"]>(site: Site, kind: K): Around<K> | undefined {
  return site.around.find((one): one is Around<K> => one.kind === kind);
}

/** Where the match stands, for reasons: "in sync/background.py:_flush". */
export function whereabouts({ site, file }: Subject): string {
  const scope = site.scope.join(".");
  return scope === "" ? "" : ` in ${file.path}:${scope}`;
}

export function subjectOf(read: Site, file: FileFacts, settings: CompiledSettings): Subject {
  const site: Site = isReference(read)
    ? { ...read, role: "key", what: "reference in an expression", meaning: "name" }
    : read;
  const row = holdingOf(site, file);
  return { site, file, settings, ownPath: false, row, command: commandOf(site, row) };
}

/**
 * Does the match stand in an expression of a data file or a CI step: `${{ matrix.plan }}`, `{{ .Values.plan }}`,
 * `${PLAN}`? Whatever the value around it is for, what stands there is the name of something that is looked up.
 */
function isReference({ role, text, start, end }: Site): boolean {
  if (role !== "value" && role !== "command") return false;
  const before = text.slice(Math.max(0, start - LONGEST_EXPRESSION), start);
  const open =
    /(\$?\{\{)[^{}'"]*$/.exec(before) ?? (role === "value" ? /(\$\{)[^{}'":]*$/.exec(before) : null);
  const close = open?.[1] === "${" ? /^[\w.-]*[:}]/ : /^[^{}]*\}\}/;
  return open !== null && close.test(text.slice(end, end + LONGEST_EXPRESSION));
}

const LONGEST_EXPRESSION = 300;

/** What the place holds: the reader of the format knows best, then the tables of known files. */
function holdingOf(site: Site, file: FileFacts): Holding | undefined {
  if (site.meaning !== undefined) return { meaning: site.meaning, what: site.what };
  if (site.role === "key" || site.role === "value") {
    const row = manifestRow(file.manifest, site.keys, site.role);
    // The tag of an image names a version of it.
    const tag = row?.what.startsWith("image") === true && /:[^/\s]*$/.test(site.text.slice(0, site.start));
    return tag ? undefined : row;
  }
  if (site.role === "string") return buildFileRow(file.build, site);
  return undefined;
}

/** The command line that the role or the place of the match says it stands in. */
function commandOf(site: Site, row: Holding | undefined): CommandWord | undefined {
  const key = site.keys.at(-1) ?? "";
  const scripted =
    site.role === "command" ||
    row?.meaning === "command line" ||
    (site.role === "value" && row === undefined && holdsCommandLine(key));
  if (!scripted) return undefined;
  // A list gives one word each; a word that is alone on its line is read as what it looks like.
  const { line, at } = lineAround(site.text, site.start);
  const word = commandWord(line, at, at + site.end - site.start);
  // `args: ["/srv/plans"]`: the program of these arguments stands elsewhere.
  const argument = /^(?:args|argv)$/.test(key) && word.part === "program" && word.word.startsWith("/");
  return argument ? { ...word, part: "path" } : word;
}
