/**
 * Data against a JSON schema (draft 2020-12): every violation at once, in words for the person who wrote it.
 *
 * ajv says which rule is broken at which path; this module says it in a sentence, finds the place in the
 * file and names the mend. ajv is loaded on first use, and only for a schema that was not compiled with the program.
 */
import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import type { Fault } from "./fault.ts";
import type { ValuePath, YamlDocument } from "./document.ts";
import { COMPILED_SCHEMAS } from "./compiled-schemas.ts";
import { compareFaults } from "./fault.ts";

/** A JSON schema as data. `$id` names it in the cache of compiled schemas. */
export interface JsonSchema {
  readonly $id: string;
  readonly [keyword: string]: unknown;
}

/** How ajv compiles a schema, here and in the build. */
export const AJV_OPTIONS = { allErrors: true, strict: true, allowUnionTypes: true, verbose: true } as const;

const compiled = new Map<string, ValidateFunction>();

async function validator(schema: JsonSchema): Promise<ValidateFunction> {
  const known = compiled.get(schema.$id);
  if (known) return known;
  const validate = (await COMPILED_SCHEMAS.get(schema.$id)?.()) ?? (await compile(schema));
  compiled.set(schema.$id, validate);
  return validate;
}

async function compile(schema: JsonSchema): Promise<ValidateFunction> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  return new Ajv2020(AJV_OPTIONS).compile(schema);
}

/** Violations of `schema` in `document`, in the order of the file. An empty list: it conforms. */
export async function schemaFaults(schema: JsonSchema, document: YamlDocument): Promise<Fault[]> {
  const validate = await validator(schema);
  if (validate(document.value)) return [];
  const faults = (validate.errors ?? []).flatMap((error) => toFault(error, document));
  return distinct(faults.sort(compareFaults));
}

/** Does `value` conform to `schema`? For our own output, in tests and in checks. */
export async function conforms(schema: JsonSchema, value: unknown): Promise<boolean> {
  return (await validator(schema))(value);
}

/** Keywords that only say that one of their parts failed; the parts speak for themselves. */
const SUMMARIES = new Set(["if", "allOf", "anyOf", "oneOf"]);

function toFault(error: ErrorObject, document: YamlDocument): Fault[] {
  if (SUMMARIES.has(error.keyword)) return [];
  const path = parsePointer(error.instancePath, document.value);
  const name = path.length === 0 ? "the file" : path.join(".").replace(/\.(\d+)(?=\.|$)/g, "[$1]");
  const at = (code: string, message: string, next: string, key?: string): Fault[] => {
    const position = key === undefined ? document.locate(path) : document.locateKey(path, key);
    return [{ code, message, ...position, text: document.sourceAt(position), next }];
  };
  const parameter = (key: string): string => {
    const value: unknown = Reflect.get(error.params, key);
    return Array.isArray(value) ? value.join(" or ") : String(value);
  };
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = parameter(
        error.keyword === "additionalProperties" ? "additionalProperty" : "unevaluatedProperty",
      );
      return at(
        "unknown-key",
        `${name} has an unknown key "${key}"`,
        "remove it, or correct its spelling",
        key,
      );
    }
    case "required":
      return at(
        "missing-key",
        `${name} lacks the key "${parameter("missingProperty")}"`,
        `add ${parameter("missingProperty")}`,
      );
    case "type":
      return at("wrong-type", `${name} must be ${article(parameter("type"))}`, typeHint(parameter("type")));
    case "enum":
    case "const": {
      const allowed: unknown = Reflect.get(error.params, "allowedValues") ?? [
        Reflect.get(error.params, "allowedValue"),
      ];
      const list = Array.isArray(allowed) ? allowed.map(String).join(", ") : String(allowed);
      return at("wrong-value", `${name} must be one of: ${list}`, "choose one of them");
    }
    case "uniqueItems":
      return at("duplicate-item", `${name} holds the same item twice`, "remove one of the two");
    default: {
      const described = description(error);
      return at(
        "wrong-value",
        `${name} ${described ?? error.message ?? "is not valid"}`,
        "correct the value",
      );
    }
  }
}

/** A schema says what its `pattern` means in `$comment`, because a regular expression is no message. */
function description(error: ErrorObject): string | undefined {
  if (error.keyword !== "pattern" || typeof error.parentSchema !== "object") return undefined;
  const comment: unknown = Reflect.get(error.parentSchema, "$comment");
  return typeof comment === "string" ? comment : undefined;
}

function article(type: string): string {
  return (
    {
      string: "a text",
      integer: "a whole number",
      object: "a mapping",
      array: "a list",
      boolean: "true or false",
    }[type] ?? type
  );
}

function typeHint(type: string): string {
  return type === "string" ? "put it in quotes" : "correct the value";
}

function parsePointer(pointer: string, root: unknown): ValuePath {
  const path: (string | number)[] = [];
  let value = root;
  for (const raw of pointer.split("/").slice(1)) {
    const step = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(value) ? Number(step) : step);
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  }
  return path;
}

/** One place, one message: `anyOf` branches may repeat each other. */
function distinct(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ line, column, message }) => {
    const key = `${line}:${column}:${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
