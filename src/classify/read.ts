/** Which reader reads which file: formats by theirs, code by its tokens unless a parser's tree is at hand. */
import type { FileFacts } from "./files.ts";
import { readDocument } from "./formats/document.ts";
import { readIni } from "./formats/ini.ts";
import { readJson } from "./formats/json.ts";
import { readLines } from "./formats/lines.ts";
import { readMarkup } from "./formats/markup.ts";
import { readScript } from "./formats/script.ts";
import { readToml } from "./formats/toml.ts";
import { readYaml } from "./formats/yaml.ts";
import type { Place, Site } from "./site.ts";
import { readTokens } from "./tokens.ts";

/** Sites of `places` (ascending), by means that need no parser. */
export function readSites(source: string, places: readonly Place[], file: FileFacts): Site[] {
  switch (file.format) {
    case undefined:
      return readTokens(source, file.language, places);
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
      return readMarkup(source, places, file);
    case "make":
    case "docker":
    case "schema":
    case "sql":
      return readScript(source, places, file.format, file.readAs);
    case "requirements":
    case "lock":
    case "gomod":
    case "paths":
    case "table":
    case "catalog":
    case "log":
    case "words":
      return readLines(source, places, file.format);
  }
}
