/**
 * Why the occurrences at a place are in their categories: reads the one file, sorts it as a scan would, and keeps
 * every rule's answer.
 */
import { resolve } from "node:path";
import { factsOf, subjects } from "../classify/classify.ts";
import { compileSettings } from "../classify/compiled-settings.ts";
import { explain, type Explanation } from "../classify/explain.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { findRepository, type Repository } from "../git/repository.ts";
import { findInTree, resolveRevision } from "../git/tree.ts";
import { stringsOf } from "../map/model.ts";
import { faultLines } from "../yaml/fault.ts";
import { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath } from "../occurrence/occurrence.ts";
import { searchDisk, statFiles } from "../search/folder-search.ts";
import { nothing, searchTree, type FoundFile } from "../search/tree-search.ts";
import { SyntaxReader } from "../syntax/reader.ts";
import { readMap } from "./map-source.ts";
import { readConfig } from "./scan.ts";

export interface ExplainRequest {
  readonly folder: string;
  /** Relative to the root of the repository, as a map has it. */
  readonly path: string;
  /** 1-based; 0 is the path itself. */
  readonly line: number;
  /** 1-based character; undefined for all occurrences of the line. */
  readonly column?: number;
  /** The target and related strings; undefined: those of the map. */
  readonly strings?: readonly string[];
  /** Absolute path of the map; default: at the root. */
  readonly mapFile?: string;
  /** Default: the base of the map where the strings come from it, else HEAD. */
  readonly rev?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface ExplainResult {
  readonly strings: readonly string[];
  /** Full id of the commit that was read; undefined outside of git. */
  readonly revision: string | undefined;
  readonly explanations: readonly Explanation[];
}

/** Throws `OccmapError` where there is no such file, no occurrence at the place, or no string to look for. */
export function explainPlace(request: ExplainRequest): Promise<ExplainResult> {
  return joinInvocation(async () => {
    const repository = await findRepository(request.folder, request.variables);
    const root = repository?.root ?? resolve(request.folder);
    const { strings, base } = await stringsAsked(request, root);
    const needles = new Needles(strings);
    const rev = request.rev ?? base ?? "HEAD";
    const { found, revision } = repository
      ? await readRevision(repository, rev, request.path, needles)
      : { found: await readDisk(root, request.path, needles), revision: undefined };
    const config = await readConfig(root);
    const occurrences = [...occurrencesInPath(request.path, needles), ...(found?.occurrences ?? [])];
    const file = { path: request.path, text: found?.text, occurrences };
    const settings = compileSettings(config.sorting);
    const facts = factsOf(file, settings);
    const judged = subjects(file, settings, await new SyntaxReader().for(file, facts), facts);
    const explanations = occurrences.flatMap((occurrence, index): Explanation[] => {
      const subject = judged[index];
      const here =
        occurrence.line === request.line &&
        (request.column === undefined || occurrence.column === request.column);
      return here && subject ? [explain(occurrence, subject)] : [];
    });
    if (explanations.length === 0) throw noOccurrence(request, strings, occurrences);
    return { strings, revision, explanations };
  });
}

async function stringsAsked(
  { strings, mapFile }: ExplainRequest,
  root: string,
): Promise<{ strings: readonly string[]; base: string | undefined }> {
  if (strings !== undefined) return { strings, base: undefined };
  const reading = await readMap(root, mapFile);
  if ("faults" in reading) {
    throw new OccmapError({
      code: "map-invalid",
      message: `${reading.name} is not valid:\n${faultLines(reading.name, reading.faults).join("\n")}`,
      where: reading.name,
      next: "mend it, or name the string with --target STRING",
    });
  }
  return { strings: stringsOf(reading.map), base: reading.map.baseCommit };
}

async function readRevision(
  repository: Repository,
  rev: string,
  path: string,
  needles: Needles,
): Promise<{ found: FoundFile | undefined; revision: string }> {
  const revision = await resolveRevision(repository, rev);
  const entry = await findInTree(repository, revision.tree, path);
  if (!entry) throw noFile(path, `${rev} holds no such file`);
  const tree = { repository, entries: entry.mode === "160000" ? [] : [entry], isOnDisk: nothing };
  for await (const found of searchTree(tree, needles)) return { found, revision: revision.commit };
  return { found: undefined, revision: revision.commit };
}

async function readDisk(root: string, path: string, needles: Needles): Promise<FoundFile | undefined> {
  const unreadable = (): never => {
    throw new OccmapError({
      code: "file-unreadable",
      message: "the file cannot be read",
      where: path,
      next: "make it readable",
    });
  };
  const files = await statFiles(root, [path], unreadable);
  if (files.length === 0) throw noFile(path, "there is no such file");
  for await (const found of searchDisk(root, files, { needles, onUnreadable: unreadable })) return found;
  return undefined;
}

function noFile(path: string, message: string): OccmapError {
  return new OccmapError({
    code: "usage",
    message,
    where: path,
    next: "name the file as the map does, relative to the root of the repository (--rev REV for another revision)",
  });
}

/** Says where the file does hold occurrences, so that a wrong line is mended at once. */
function noOccurrence(
  { path, line, column }: ExplainRequest,
  strings: readonly string[],
  occurrences: readonly { readonly line: number; readonly column: number }[],
): OccmapError {
  const places = [...new Set(occurrences.map((one) => `${one.line}:${one.column}`))];
  const shown = places.slice(0, 10).join(", ");
  return new OccmapError({
    code: "usage",
    message: `no occurrence of ${strings.map((text) => JSON.stringify(text)).join(", ")} is there`,
    where: `${path}:${line}${column === undefined ? "" : `:${column}`}`,
    next:
      places.length === 0
        ? "the file holds none; name another string with --target STRING"
        : `name one of: ${shown}${places.length > 10 ? ` and ${places.length - 10} more` : ""}`,
  });
}
