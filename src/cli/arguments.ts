/**
 * argv → arguments of one command. Pure: touches nothing, and knows only the flag table.
 */
import { parseArgs } from "node:util";
import { describe, OccmapError } from "../diagnostics/errors.ts";
import {
  COMMON_FLAGS,
  FLAGS,
  type ChoiceFlag,
  type ChoiceListFlag,
  type Flag,
  type FlagName,
  type ListFlag,
  type SwitchFlag,
  type TextFlag,
  type ValueOf,
} from "./flags.ts";

/** The values given to one command. Asking for a flag that the command does not declare is a bug. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #declared: ReadonlySet<string>;
  readonly #values: ReadonlyMap<string, unknown>;

  constructor(
    declared: ReadonlySet<string>,
    values: ReadonlyMap<string, unknown>,
    positionals: readonly string[],
  ) {
    this.#declared = declared;
    this.#values = values;
    this.positionals = positionals;
  }

  text(name: TextFlag): string | undefined {
    const value = this.#get(name);
    return typeof value === "string" ? value : undefined;
  }

  list(name: ListFlag): readonly string[] {
    const value = this.#get(name);
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /** The value of a flag with a closed list. */
  choice<Name extends ChoiceFlag>(name: Name): ValueOf<Name> | undefined {
    const value = this.text(name);
    const known: readonly ValueOf<Name>[] = FLAGS[name].values;
    return known.find((one) => one === value);
  }

  /** The values of one that may be repeated, each once. */
  choices<Name extends ChoiceListFlag>(name: Name): readonly ValueOf<Name>[] {
    const given = this.list(name);
    const known: readonly ValueOf<Name>[] = FLAGS[name].values;
    return known.filter((one) => given.includes(one));
  }

  on(name: SwitchFlag): boolean {
    return this.#get(name) === true;
  }

  /** Those of `names` that were given. */
  given(names: readonly FlagName[]): readonly FlagName[] {
    return names.filter((name) => this.#get(name) !== undefined);
  }

  #get(name: FlagName): unknown {
    if (!this.#declared.has(name)) throw new Error(`the command does not declare --${name}`);
    return this.#values.get(name);
  }
}

export interface Signature {
  readonly name: string;
  readonly flags: readonly FlagName[];
  /** Placeholders of the positional arguments; a command without them takes none. */
  readonly positionals?: readonly string[];
  /** What --format may be; text and json where nothing is said. */
  readonly formats?: readonly string[];
}

/** The formats of a command that says nothing else. */
export const USUAL_FORMATS: readonly string[] = ["text", "json"];

/** Parses what follows the command's name. Throws `OccmapError` (usage). */
export function parseArguments(signature: Signature, argv: readonly string[]): Arguments {
  const names: readonly FlagName[] = [...COMMON_FLAGS, ...signature.flags];
  const options = Object.fromEntries(names.map((name) => [name, optionOf(FLAGS[name])]));
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...argv],
      options,
      strict: true,
      allowPositionals: true,
      tokens: true,
    });
    ensureOnce(tokens.flatMap((token) => (token.kind === "option" ? [token.name] : [])));
    const expected = signature.positionals ?? [];
    // The last one may stand for several: MAP...
    if (positionals.length > expected.length && expected.at(-1)?.endsWith("...") !== true) {
      throw new Error(`unexpected argument ${JSON.stringify(positionals[expected.length])}`);
    }
    for (const [name, value] of Object.entries(values)) {
      if (value === "") throw new Error(`--${name} needs a value that is not empty`);
      ensureKnown(name, value);
    }
    const given = new Map(Object.entries(values));
    const format = formatOf(signature.formats ?? USUAL_FORMATS, given);
    return new Arguments(
      new Set(names),
      given.set("format", format).set("json", format === "json"),
      positionals,
    );
  } catch (error) {
    throw usageError(signature.name, describe(error));
  }
}

/** Of two values the last one would win unseen. Saying a switch or an item of a list again is harmless. */
function ensureOnce(given: readonly string[]): void {
  const twice = given.find((name, at) => flagNamed(name)?.kind === "text" && given.indexOf(name) < at);
  if (twice !== undefined) throw new Error(`--${twice} is given twice`);
}

function flagNamed(name: string): Flag | undefined {
  return Object.entries(FLAGS).find(([known]) => known === name)?.[1];
}

/** Throws where the flag has a closed list of values and one that was given is none of them. */
function ensureKnown(name: string, given: unknown): void {
  const known = flagNamed(name)?.values;
  if (known === undefined) return;
  for (const value of [given].flat())
    if (typeof value === "string" && !known.includes(value))
      throw new Error(`--${name} takes one of ${known.join(", ")}`);
}

/** `--json` and `--format json` are one. */
function formatOf(known: readonly string[], given: ReadonlyMap<string, unknown>): string {
  const json = given.get("json") === true;
  const format = given.get("format") ?? (json ? "json" : "text");
  if (typeof format !== "string" || !known.includes(format))
    throw new Error(`--format takes one of ${known.join(", ")}`);
  if (json && format !== "json") throw new Error(`--json and --format ${format} exclude each other`);
  return format;
}

/** A mistake in the words of the call; says where the right ones are. */
export function usageError(command: string, message: string): OccmapError {
  const [sentence = message] = message.split(". ");
  return new OccmapError({ code: "usage", message: sentence, next: `run: occmap ${command} --help` });
}

function optionOf(flag: Flag): { type: "string" | "boolean"; multiple?: boolean; short?: string } {
  return {
    type: flag.kind === "switch" ? "boolean" : "string",
    ...(flag.kind === "list" ? { multiple: true } : {}),
    ...(flag.short === undefined ? {} : { short: flag.short }),
  };
}
