/** Which reader reads which file: formats by theirs, code by the reader that is given. */
import type { FileFacts } from "./files.ts";
import { readCmake } from "./formats/cmake.ts";
import { readCrontab } from "./formats/crontab.ts";
import { readDocker } from "./formats/docker.ts";
import { readDocument } from "./formats/document.ts";
import { readIni } from "./formats/ini.ts";
import { readJson } from "./formats/json.ts";
import { readJust } from "./formats/just.ts";
import { readLines } from "./formats/lines.ts";
import { readMake } from "./formats/make.ts";
import { readMarkup } from "./formats/markup.ts";
import { readSchema } from "./formats/schema.ts";
import { readSolution } from "./formats/solution.ts";
import { readTable } from "./formats/table.ts";
import { readToml } from "./formats/toml.ts";
import { readYaml } from "./formats/yaml.ts";
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
      return readCode(source, file.language, places);
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
    case "table":
      return readTable(source, places);
    case "crontab":
      return readCrontab(source, places);
    case "solution":
      return readSolution(source, places);
    case "requirements":
    case "lock":
    case "gomod":
    case "paths":
    case "owners":
    case "services":
    case "catalog":
    case "log":
    case "words":
    case "list":
    case "recorded":
      return readLines(source, places, file.format);
  }
}
