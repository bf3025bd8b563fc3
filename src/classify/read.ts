/** Which reader reads which file: formats by theirs, code by the reader that is given. */
import type { FileFacts } from "./files.ts";
import { readCmake } from "./formats/cmake.ts";
import { readDocker } from "./formats/docker.ts";
import { readDocument } from "./formats/document.ts";
import { readIni } from "./formats/ini.ts";
import { readJson } from "./formats/json.ts";
import { readJust } from "./formats/just.ts";
import { readLines } from "./formats/lines.ts";
import { readMake } from "./formats/make.ts";
import { readMarkup } from "./formats/markup.ts";
import { readSchema } from "./formats/schema.ts";
import { readToml } from "./formats/toml.ts";
import { readYaml } from "./formats/yaml.ts";
import { UNKNOWN_LANGUAGE } from "./languages/others.ts";
import type { CodeReader } from "./languages/language.ts";
import type { Place, Site } from "./site.ts";
import { readTokens } from "./tokens.ts";

/** Sites of `places` (ascending); code, embedded code included, is read by `readCode`. */
export function readSites(
  source: string,
  places: readonly Place[],
  file: FileFacts,
  readCode: CodeReader = readTokens,
): Site[] {
  switch (file.format) {
    case undefined:
      return file.language === UNKNOWN_LANGUAGE
        ? readUnknown(source, places, readCode)
        : readCode(source, file.language, places);
    case "json":
      return readJson(source, places);
    case "yaml":
      return readYaml(source, places);
    case "toml":
      return readToml(source, places);
    case "ini":
      return readIni(source, places);
    case "document":
      return readDocument(source, places);
    case "markup":
      return readMarkup(source, places, file, readCode);
    case "make":
      return readMake(source, places);
    case "just":
      return readJust(source, places);
    case "docker":
      return readDocker(source, places);
    case "cmake":
      return readCmake(source, places);
    case "schema":
    case "sql":
      return readSchema(source, places, file.format);
    case "requirements":
    case "lock":
    case "gomod":
    case "paths":
    case "owners":
    case "services":
    case "table":
    case "catalog":
    case "log":
    case "words":
    case "recorded":
      return readLines(source, places, file.format);
  }
}

/** A file that neither its name nor its first line tells of: by what most of its lines look like. */
function readUnknown(source: string, places: readonly Place[], readCode: CodeReader): Site[] {
  const lines = source
    .slice(0, SAMPLE)
    .split("\n", 400)
    .filter((line) => /\S/.test(line) && !/^\s*(?:#|\/\/|;)/.test(line));
  const mostly = (form: RegExp): boolean =>
    lines.length > 0 && lines.filter((line) => form.test(line)).length >= MOST_LINES * lines.length;
  if (mostly(/^\s*(?:-\s+\S|["']?[\w.-]+["']?:(?:\s|$))/) && lines.some((line) => /^[\w.-]+:/.test(line)))
    return readYaml(source, places);
  if (mostly(/^\s*(?:\[[^\]]*\]\s*$|[a-z]\w*[ \t]+\S.*;\s*$|[\w.-]+\s*=)/)) return readIni(source, places);
  if (lines.length > 3 && mostly(/^\s*\S+\s*$/) && !mostly(/[{}()[\];]\s*$/))
    return readLines(source, places, "list");
  if (looksLikeProse(source)) return readDocument(source, places);
  return readCode(source, UNKNOWN_LANGUAGE, places);
}

/** The share of lines that have to look alike. */
const MOST_LINES = 0.9;

/** How much of an unknown file is looked at, and the share of marks of code in it that prose stays below. */
const SAMPLE = 8000;
const MARKS_OF_PROSE = 0.015;

/** A file that nothing is known of: prose has words and hardly any brackets. */
function looksLikeProse(source: string): boolean {
  const sample = source.slice(0, SAMPLE).replace(/\s/g, "");
  const marks = sample.match(/[{}()[\]=;$<>&|\\]/g)?.length ?? 0;
  return sample.length >= 200 && marks / sample.length < MARKS_OF_PROSE;
}
