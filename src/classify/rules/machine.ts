/** Rule 6: keys and machine values that cross a process boundary. Rule 7: path literals. */
import { OPENERS, PRINTERS, ROUTERS, inTable } from "../calls.ts";
import {
  fileEnding,
  isConstantName,
  isDateFormat,
  isFilePattern,
  isGraphql,
  isMediaType,
  isSql,
  isToken,
  isUrl,
  keyWord,
  pathShape,
  pointerAt,
  routeShape,
  urlAround,
} from "../literals.ts";
import { lineAround } from "../site.ts";
import { around, whereabouts } from "../subject.ts";
import type { Subject } from "../subject.ts";
import { no, quote, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";
import { TEXT_KEYS, TEXT_KEYWORDS } from "./text-keys.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Annotations that declare a route. */
const ROUTE_ANNOTATIONS = words(
  "route get post put patch delete api_route websocket GetMapping PostMapping PutMapping DeleteMapping PatchMapping RequestMapping " +
    "Path HttpGet HttpPost HttpPut HttpDelete Route Get Post Put Patch Delete Controller",
);

/** Annotations that give a name on the wire, in a table or in the configuration. */
const NAME_ANNOTATIONS = words(
  "JsonProperty JsonAlias SerializedName SerialName Column Table JoinColumn JsonPropertyName DataMember XmlElement XmlAttribute " +
    "Field Value ConfigurationProperties Entity Index serde RequestParam PathVariable RequestHeader",
);

/** Names under which markup and settings hold a route: `<a href="/x">` in JSX. */
const ROUTE_NAMES = words("href to action route endpoint url pathname basepath");

/** Keys whose values have a slash, look like paths and are none: `owner/name`, `area/plan`. */
const REPOSITORY_KEYS = words(
  "repository repo slug reposlug repositoryslug githubrepository fork label labels",
);

/** Keys whose values are paths, or patterns for them, however odd they look. */
const PATH_KEYS = words(
  "path paths file files filename filenames dir dirs directory directories folder folders excludedir excludedirs excludefile " +
    "excludefiles excludepaths includepaths ignorepaths skipdirs skipfiles",
);

/** Routers that take a route without its first slash: Django, Laravel, ASP.NET. */
const RELATIVE_ROUTERS =
  /^(?:path|re_path|url|Route\.(?:get|post|put|patch|delete|any|match|resource|view|redirect|prefix))$|\.Map(?:Get|Post|Put|Delete|Patch)$/;

export function judgeMachine(subject: Subject): Outcome {
  const { site, row, command } = subject;
  if (command && site.role !== "key") return ofCommand(subject);
  if (row?.meaning === "name") return yes("serialized_keys", row.what);
  if (row !== undefined && site.role !== "key") return no(`it is ${row.what}`);
  switch (site.role) {
    case "key":
      return yes(
        "serialized_keys",
        site.embedded === undefined ? keyReason(subject) : `${site.what} in ${site.embedded}`,
      );
    case "value":
      return ofValue(subject);
    case "string":
      return ofString(subject);
    case "command":
    case "comment":
    case "docstring":
    case "identifier":
    case "markup":
    case "module":
    case "prose":
    case "word":
      return no(`${site.what} is no key and no machine value`);
  }
}

/** In a command line: variables, and what they are set to. */
function ofCommand({ command }: Subject): Outcome {
  if (command?.part === "key") return yes("serialized_keys", "variable or key in a command line");
  if (command?.part === "constant")
    return yes("serialized_keys", "name of a variable or header given to a command", "cli_commands");
  if (command?.part === "url") return yes("serialized_keys", "URL in a command line", "cli_commands");
  if (command?.part === "value") return yes("serialized_keys", "value of a variable in a command line");
  return no("it is a part of a command line");
}

function keyReason({ site, file }: Subject): string {
  const parents = site.keys.slice(0, -1).join(".");
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return `${site.what} in ${name}${parents === "" ? "" : ` under ${quote(parents)}`}`;
}

function ofValue({ site, file }: Subject): Outcome {
  const key = site.keys.at(-1) ?? "";
  const text = site.text.trim();
  const of = key === "" ? "" : ` of ${quote(key)}`;
  if (file.catalog) return no("it is a message of a catalog");
  if (TEXT_KEYS.has(keyWord(key))) return no(`the key ${key} holds text for a reader`);
  if (isUrl(text)) return yes("serialized_keys", `URL, value${key === "" ? " of a data file" : of}`);
  const before = site.text.slice(0, site.start);
  if (
    /(?:^|\s)[A-Za-z_]\w*$|^$/.test(before) &&
    /^\w*=/.test(site.text.slice(site.end)) &&
    isVariableList(text)
  )
    return yes("serialized_keys", `name of a variable${of}`);
  const pointer = pointerAt(text);
  if (pointer !== undefined && site.start - site.text.indexOf(text) >= pointer)
    return yes("serialized_keys", `JSON pointer${of}`);
  if (
    (REPOSITORY_KEYS.has(keyWord(key)) || /repo(?:sitory)?$/.test(keyWord(key))) &&
    /^[\w.-]+\/[\w.-]+$/.test(text) &&
    fileEnding(text) === undefined
  )
    return yes("serialized_keys", `repository or label${of}`, "filesystem_paths");
  if (pathShape(text) !== undefined || isFilePattern(text)) return no("the value is a path");
  const url = urlAround(site.text, site.start, site.end);
  if (url !== undefined) return yes("serialized_keys", "URL in a value", "user_facing_strings");
  if (isToken(text) || isMediaType(text)) return yes("serialized_keys", `machine value${of}`);
  if (isTokenList(text)) return yes("serialized_keys", `list of machine values${of}`);
  if (/^\$\{?[\w.]+\}?$|^\$\{\{[^{}]{1,200}\}\}$/.test(text))
    return yes("serialized_keys", "reference to a variable in a data file");
  return no("the value is neither a key nor one machine-readable token");
}

/** `PLAN_HOME=/srv LEVEL=1`: settings of the environment. */
function isVariableList(text: string): boolean {
  return /^[A-Za-z_]\w*=/.test(text) && text.length < 1000;
}

/** `root,plan,barn`: tokens with commas and without blanks. */
function isTokenList(text: string): boolean {
  return text.length < 1000 && text.includes(",") && text.split(",").every(isToken);
}

function ofString(subject: Subject): Outcome {
  const { site } = subject;
  const { text } = site;
  const [inner] = site.around;
  const call = around(site, "argument");
  const where = whereabouts(subject);
  if (inner?.kind === "tag") return yes("serialized_keys", `struct tag${where}`);
  if (inner?.kind === "entry-key") return yes("serialized_keys", `quoted key of a map${where}`);
  if (inner?.kind === "subscript")
    return yes("serialized_keys", `key looked up in ${quote(inner.object)}${where}`);
  if (isUrl(text)) return yes("serialized_keys", "URL literal");
  const pointer = pointerAt(text);
  if (pointer !== undefined && site.start >= pointer) return yes("serialized_keys", "JSON pointer");
  const embedded = embeddedName(subject);
  if (embedded !== undefined) return yes("serialized_keys", embedded);
  const route = routeOf(subject);
  if (route) return route;
  const annotation = around(site, "annotation");
  if (annotation && annotation.keyword !== "description" && NAME_ANNOTATIONS.has(lastPart(annotation.name)))
    return yes("serialized_keys", `name given to @${annotation.name}`);
  if (readerKeyword(subject)) return no("its keyword holds text for a reader");
  if (isFilePattern(text)) return no("the literal is a pattern for names of files");
  if (pathShape(text) !== undefined || (call !== undefined && inTable(call.callee, OPENERS)))
    return no("the literal is a path");
  if (isMediaType(text)) return yes("serialized_keys", "media type");
  if (isDateFormat(text)) return yes("serialized_keys", "format of a date");
  if (isConstantName(text)) return yes("serialized_keys", `constant or environment variable ${quote(text)}`);
  if (call && inTable(call.callee, PRINTERS) && isToken(text))
    return no(`it is printed or raised by ${call.callee}`);
  if (isToken(text)) {
    const taker = call === undefined ? "" : `, argument of ${call.callee}`;
    return yes("serialized_keys", `literal that is one token${taker}${where}`);
  }
  const url = urlAround(text, site.start, site.end);
  if (url !== undefined) return yes("serialized_keys", "URL inside a literal", "user_facing_strings");
  return no("the literal is neither a key nor one token");
}

/** A route or endpoint: given to a router or client, declared by an annotation, or the target of a link. */
function routeOf(subject: Subject): Outcome | undefined {
  const { site } = subject;
  const [inner] = site.around;
  const call = around(site, "argument");
  const annotation = around(site, "annotation");
  if (annotation && isRelativeRoute(site.text) && ROUTE_ANNOTATIONS.has(lastPart(annotation.name)))
    return yes("serialized_keys", `route of @${annotation.name}`);
  if (inner === call && call?.index === 0 && isRelativeRoute(site.text) && RELATIVE_ROUTERS.test(call.callee))
    return yes("serialized_keys", `route given to ${call.callee}`);
  if (!routeShape(site.text)) {
    // "plans#index": controller and action.
    const action = call && /^[\w/]{1,100}#\w{1,100}$/.test(site.text) && inTable(call.callee, ROUTERS);
    return action ? yes("serialized_keys", `controller and action given to ${call.callee}`) : undefined;
  }
  if (call && inTable(call.callee, ROUTERS))
    return yes("serialized_keys", `route or endpoint given to ${call.callee}`, "filesystem_paths");
  const name =
    inner?.kind === "assigned" || inner?.kind === "field"
      ? inner.name
      : inner?.kind === "entry-value"
        ? inner.key
        : "";
  if (ROUTE_NAMES.has(keyWord(name))) return yes("serialized_keys", `route in ${name}`, "filesystem_paths");
  return undefined;
}

/** `plans/<int:id>/`, `^plans/(?P<id>\\d+)$`, `plans/{id}`: no blanks, and no ending of a file. */
function isRelativeRoute(text: string): boolean {
  return text.length <= 300 && /^\S+$/.test(text) && /[\w*{<(]/.test(text) && fileEnding(text) === undefined;
}

function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("\\")) + 1);
}

/** Is the string given as help, label or message? */
function readerKeyword({ site }: Subject): boolean {
  const [inner] = site.around;
  if (inner?.kind === "argument" || inner?.kind === "annotation")
    return inner.keyword !== undefined && TEXT_KEYWORDS.has(keyWord(inner.keyword));
  if (inner?.kind === "field") return TEXT_KEYWORDS.has(keyWord(inner.name));
  const wordy = /\s|^\p{Lu}/u.test(site.text);
  if (inner?.kind === "entry-value") return TEXT_KEYWORDS.has(keyWord(inner.key)) && wordy;
  if (inner?.kind === "assigned") return TEXT_KEYWORDS.has(keyWord(inner.name)) && wordy;
  return false;
}

/** Names in text of another language inside the literal: tables in SQL, fields in GraphQL, keys of data. */
function embeddedName(subject: Subject): string | undefined {
  const { text } = subject.site;
  if (isSql(text)) return "name in SQL text";
  if (isGraphql(text)) return "name in GraphQL text";
  return embeddedKey(subject);
}

/** A key of YAML, JSON or TOML text inside a string literal. */
function embeddedKey({ site }: Subject): string | undefined {
  const { line, at } = lineAround(site.text, site.start);
  const end = at + site.end - site.start;
  const json = new RegExp(/(?:\\?"|')([\w$@./-]+)(?:\\?"|')\s*:/g);
  for (const match of line.matchAll(json)) {
    if (
      match.index <= at &&
      end <= match.index + match[0].length &&
      /[{[,]/.test(site.text.slice(0, site.start))
    )
      return "key of JSON text in a literal";
  }
  if (!site.text.includes("\n")) return undefined;
  const key = /^\s*(?:- )?["']?([\w.-]+)["']?\s*[:=](?:\s|$)/.exec(line);
  const dataLike = site.text
    .split("\n")
    .filter((one) => /^\s*(?:- )?["']?[\w.-]+["']?\s*[:=](?:\s|$)|^\s*$|^\s*[-#[{}\]]/.test(one)).length;
  if (key && end <= key[0].length && dataLike * 4 >= site.text.split("\n").length * 3)
    return "key of YAML or TOML text in a literal";
  return undefined;
}

export function judgePath(subject: Subject): Outcome {
  const { site, row, command, file } = subject;
  if (command) {
    return command.part === "path"
      ? yes(
          "filesystem_paths",
          `path argument of ${command.program === "" ? "a command line" : command.program}`,
        )
      : no("the word is no path");
  }
  if (row?.meaning === "path") return yes("filesystem_paths", row.what);
  if (row !== undefined) return no(`it is ${row.what}`);
  if (site.role === "value") {
    const text = site.text.trim();
    const shape = file.catalog
      ? undefined
      : isFilePattern(text)
        ? "pattern for names of files"
        : pathShape(text);
    const key = site.keys.at(-1) ?? "";
    if (
      shape === undefined &&
      PATH_KEYS.has(keyWord(key)) &&
      /[\\/]/.test(text) &&
      !/\s/.test(text) &&
      !isUrl(text)
    )
      return yes("filesystem_paths", `value of ${quote(key)}`);
    if (shape === undefined) return no("the value is no path");
    if (TEXT_KEYS.has(keyWord(key)) && /\s/.test(site.text.trim())) return no("the value is text");
    return yes("filesystem_paths", `${shape}${key === "" ? "" : `, value of ${quote(key)}`}`);
  }
  if (site.role !== "string") return no(`${site.what} is no path literal`);
  const call = around(site, "argument");
  if (
    call &&
    inTable(call.callee, OPENERS) &&
    !/\s{2}|\n/.test(site.text) &&
    call.index <= 3 &&
    call.keyword === undefined &&
    isNoMode(site.text)
  ) {
    return yes("filesystem_paths", `path given to ${call.callee}${whereabouts(subject)}`);
  }
  const shape = isFilePattern(site.text) ? "pattern for names of files" : pathShape(site.text);
  if (shape !== undefined) return yes("filesystem_paths", `${shape} in a literal${whereabouts(subject)}`);
  return no("the literal is no path");
}

/** `open(path, "rb")`: the mode is no path. */
function isNoMode(text: string): boolean {
  return !/^[rwaxbt+U]{1,4}$|^utf-?8$/i.test(text);
}
