/** Rule 6: keys and machine values that cross a process boundary. Rule 7: path literals. */
import { OPENERS, PRINTERS, ROUTERS, inTable } from "../calls.ts";
import { isConstantName, isMediaType, isSql, isToken, isUrl, pathShape, urlAround } from "../literals.ts";
import { lineAround } from "../site.ts";
import { around, whereabouts } from "../subject.ts";
import type { Subject } from "../subject.ts";
import { no, quote, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

/** Keys whose values are written for a reader, whatever they look like. */
const TEXT_KEYS =
  /^(?:description|descriptions|summary|title|titles|label|labels_text|help|message|messages|text|caption|tooltip|hint|placeholder|comment|comments|note|notes|about|documentation|abstract|readme|footer|header_text|displayname|display_name|display-name|heading|subtitle|short_description|long_description|purpose|reason|prompt|deprecated|deprecationmessage|markdowndescription|shortdesc|longdesc|short_help|content|copyright|author|authors|keywords|default_prompt|instructions|question|answer|rationale|changelog|default_message|aria-label|alt)$/i;

/** Keyword arguments and fields with text for a reader. */
const TEXT_KEYWORDS =
  /^(?:help|description|desc|describe|summary|title|label|message|msg|text|caption|tooltip|hint|placeholder|epilog|about|long_about|Short|Long|Usage|Description|header|footer|verbose_name|verbose_name_plural|help_text|doc|reason|placeholderText|ariaLabel|alt|prompt|content|subtitle|heading|UsageText|short_help)$/;

export function judgeMachine(subject: Subject): Outcome {
  const { site, row, command } = subject;
  switch (site.role) {
    case "key":
      return yes(
        "serialized_keys",
        site.embedded === undefined ? keyReason(subject) : `${site.what} in ${site.embedded}`,
      );
    case "value":
      if (row?.meaning === "name") return yes("serialized_keys", row.what);
      if (row?.meaning === "text" || row?.meaning === "path") return no(`it is ${row.what}`);
      if (command)
        return command.part === "key"
          ? yes("serialized_keys", "variable or key in a command line")
          : no("it is a part of a command line");
      return ofValue(subject);
    case "command":
      return command?.part === "key"
        ? yes("serialized_keys", "variable or key in a command line")
        : no("it is a part of a command line");
    case "string":
      return ofString(subject);
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

function keyReason({ site, file }: Subject): string {
  const parents = site.keys.slice(0, -1).join(".");
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return `${site.what} in ${name}${parents === "" ? "" : ` under ${quote(parents)}`}`;
}

function ofValue({ site, file }: Subject): Outcome {
  const key = site.keys.at(-1) ?? "";
  const text = site.text.trim();
  if (file.catalog) return no("it is a message of a catalog");
  if (TEXT_KEYS.test(key)) return no(`the key ${key} holds text for a reader`);
  if (isUrl(text)) return yes("serialized_keys", `URL, value of ${key === "" ? "a data file" : key}`);
  if (pathShape(text) !== undefined) return no("the value is a path");
  const url = urlAround(site.text, site.start, site.end);
  if (url !== undefined) return yes("serialized_keys", "URL in a value", "user_facing_strings");
  if (isToken(text) || isMediaType(text))
    return yes("serialized_keys", `machine value${key === "" ? "" : ` of ${quote(key)}`}`);
  if (/^\$\{?[\w.]+\}?$|^\$\{\{.*\}\}$/.test(text))
    return yes("serialized_keys", "reference to a variable in a data file");
  return no("the value is neither a key nor one machine-readable token");
}

function ofString(subject: Subject): Outcome {
  const { site } = subject;
  const text = site.text;
  const [inner] = site.around;
  if (inner?.kind === "tag") return yes("serialized_keys", `struct tag${whereabouts(subject)}`);
  if (inner?.kind === "entry-key")
    return yes("serialized_keys", `quoted key of a map${whereabouts(subject)}`);
  if (inner?.kind === "subscript")
    return yes("serialized_keys", `key looked up in ${quote(inner.object)}${whereabouts(subject)}`);
  if (isUrl(text)) return yes("serialized_keys", "URL literal");
  if (isSql(text)) return yes("serialized_keys", "name in SQL text");
  const embedded = embeddedKey(subject);
  if (embedded !== undefined) return yes("serialized_keys", embedded);
  const call = around(site, "argument");
  if (call && inTable(call.callee, ROUTERS) && /^\/?[\w{}<>:$./*-]*$/.test(text) && text.startsWith("/")) {
    return yes("serialized_keys", `route or endpoint given to ${call.callee}`, "filesystem_paths");
  }
  const annotation = around(site, "annotation");
  if (
    annotation &&
    /^(?:\w+\.)*(?:route|get|post|put|patch|delete|api_route|websocket|GetMapping|PostMapping|PutMapping|DeleteMapping|PatchMapping|RequestMapping|Path|HttpGet|HttpPost|HttpPut|HttpDelete|Route|Get|Post|Put|Patch|Delete|Controller)$/.test(
      annotation.name,
    ) &&
    text.startsWith("/")
  ) {
    return yes("serialized_keys", `route of @${annotation.name}`);
  }
  if (
    annotation &&
    /^(?:JsonProperty|JsonAlias|SerializedName|SerialName|Column|Table|JoinColumn|JsonPropertyName|DataMember|XmlElement|XmlAttribute|Field|Value|ConfigurationProperties|Entity|Index|serde|RequestParam|PathVariable|RequestHeader|ORM\\.*)$/.test(
      annotation.name,
    )
  ) {
    return yes("serialized_keys", `name given to @${annotation.name}`);
  }
  if (readerKeyword(subject)) return no("its keyword holds text for a reader");
  if (pathShape(text) !== undefined || (call !== undefined && inTable(call.callee, OPENERS)))
    return no("the literal is a path");
  if (isMediaType(text)) return yes("serialized_keys", "media type");
  if (isConstantName(text)) return yes("serialized_keys", `constant or environment variable ${quote(text)}`);
  if (call && inTable(call.callee, PRINTERS) && isToken(text))
    return no(`it is printed or raised by ${call.callee}`);
  if (isToken(text))
    return yes(
      "serialized_keys",
      `literal that is one token${call === undefined ? "" : `, argument of ${call.callee}`}${whereabouts(subject)}`,
    );
  const url = urlAround(text, site.start, site.end);
  if (url !== undefined) return yes("serialized_keys", "URL inside a literal", "user_facing_strings");
  return no("the literal is neither a key nor one token");
}

/** Is the string given as help, label or message? */
function readerKeyword({ site }: Subject): boolean {
  const [inner] = site.around;
  if (inner?.kind === "argument" || inner?.kind === "annotation")
    return inner.keyword !== undefined && TEXT_KEYWORDS.test(inner.keyword);
  if (inner?.kind === "field") return TEXT_KEYWORDS.test(inner.name);
  if (inner?.kind === "entry-value") return TEXT_KEYWORDS.test(inner.key) && /\s|^\p{Lu}/u.test(site.text);
  return false;
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
  if (site.role === "command" || (site.role === "value" && command)) {
    return command?.part === "path"
      ? yes(
          "filesystem_paths",
          `path argument of ${command.program === "" ? "a command line" : command.program}`,
        )
      : no("the word is no path");
  }
  if (row?.meaning === "path") return yes("filesystem_paths", row.what);
  if (site.role === "value") {
    const shape = file.catalog ? undefined : pathShape(site.text.trim());
    if (shape === undefined) return no("the value is no path");
    const key = site.keys.at(-1) ?? "";
    if (TEXT_KEYS.test(key) && /\s/.test(site.text.trim())) return no("the value is text");
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
  const shape = pathShape(site.text);
  if (shape !== undefined) return yes("filesystem_paths", `${shape} in a literal${whereabouts(subject)}`);
  return no("the literal is no path");
}

/** `open(path, "rb")`: the mode is no path. */
function isNoMode(text: string): boolean {
  return !/^[rwaxbt+U]{1,4}$|^utf-?8$/i.test(text);
}
