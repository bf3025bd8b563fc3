/** From the text of a Spec Kitty map to what it says, or to everything that is wrong with it. */
import { CATEGORIES, type Category } from "../map/categories.ts";
import type { Operation } from "../map/model.ts";
import { readYaml, type YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";
import { schemaFaults } from "../yaml/schema-check.ts";
import { specKittySchema } from "./spec-kitty-schema.ts";

/** One hand-written item: a file, perhaps a line of it, and what is decided. */
export interface SpecKittyItem {
  readonly category: Category;
  readonly path: string;
  /** 1-based; `about`: written as `~40`. Undefined for the file. */
  readonly line?: { readonly at: number; readonly about: boolean };
  /** As it is written; REMOVE and KEEP are known. */
  readonly decision: string;
  readonly reason: string;
  /** Line of the Spec Kitty file, 1-based. */
  readonly writtenAt: number;
}

export interface SpecKittyException {
  readonly path: string;
  readonly action: string | undefined;
  readonly reason: string;
  readonly writtenAt: number;
}

export interface SpecKittyCategory {
  readonly category: Category;
  readonly action: string;
  readonly notes: string | undefined;
  readonly items: readonly SpecKittyItem[];
}

export interface SpecKittyMap {
  readonly term: string;
  readonly operation: Operation;
  /** Present exactly for `operation: rename`. */
  readonly replacement: string | undefined;
  /** Those that the file has, in the order of the map. */
  readonly categories: readonly SpecKittyCategory[];
  readonly exceptions: readonly SpecKittyException[];
  /** Lines of the file on which its `moves` stand: no file shows what they hold. */
  readonly moves: readonly number[];
  readonly totals: { readonly remove_count?: number; readonly keep_count?: number };
  readonly notes: string | undefined;
}

export type SpecKittyReading = { readonly map: SpecKittyMap } | { readonly faults: readonly Fault[] };

/** Never throws for any content; what is wrong is in `faults`, in file order. */
export async function readSpecKitty(bytes: Buffer): Promise<SpecKittyReading> {
  const reading = readYaml(bytes);
  if ("faults" in reading) return reading;
  const { document } = reading;
  const faults = await schemaFaults(specKittySchema, document);
  if (faults.length > 0) return { faults };
  // The one place where checked data becomes typed data: the schema above is the proof.
  const file = document.value as SpecKittyFile;
  const { term, operation, replacement } = file.target;
  const becomes = operation === "rename" ? (replacement ?? "") : undefined;
  if (becomes === "") return { faults: [noReplacement(document)] };
  return { map: mapOf(file, term, operation, becomes, document) };
}

interface SpecKittyFile {
  readonly target: {
    readonly term: string;
    readonly operation: Operation;
    readonly replacement?: string | null;
  };
  readonly categories: Partial<
    Readonly<
      Record<
        Category,
        { readonly action: string; readonly notes?: string; readonly occurrences?: readonly WrittenItem[] }
      >
    >
  >;
  readonly exceptions?: readonly {
    readonly path: string;
    readonly action?: string;
    readonly reason: string;
  }[];
  readonly moves?: readonly unknown[];
  readonly status?: { readonly totals?: SpecKittyMap["totals"]; readonly notes?: string };
}

interface WrittenItem {
  readonly path: string;
  readonly line?: number | string;
  readonly decision: string;
  readonly reason: string;
}

function noReplacement(document: YamlDocument): Fault {
  const position = document.locate(["target", "operation"]);
  return {
    code: "no-replacement",
    message: "the operation is rename, and the target has no replacement",
    ...position,
    text: document.sourceAt(position),
    next: "give target.replacement",
  };
}

function mapOf(
  file: SpecKittyFile,
  term: string,
  operation: Operation,
  replacement: string | undefined,
  document: YamlDocument,
): SpecKittyMap {
  const lineOf = (...at: readonly (string | number)[]): number => document.locate(at).line;
  return {
    term,
    operation,
    replacement,
    categories: CATEGORIES.flatMap((category): SpecKittyCategory[] => {
      const written = file.categories[category];
      if (!written) return [];
      const items = (written.occurrences ?? []).map((item, index): SpecKittyItem => {
        const { path, decision, reason } = item;
        const line = lineNamed(item.line);
        const writtenAt = lineOf("categories", category, "occurrences", index);
        return { category, path, ...(line === undefined ? {} : { line }), decision, reason, writtenAt };
      });
      return [{ category, action: written.action, notes: written.notes, items }];
    }),
    exceptions: (file.exceptions ?? []).map(({ path, action, reason }, index) => {
      return { path, action, reason, writtenAt: lineOf("exceptions", index) };
    }),
    moves: (file.moves ?? []).map((_move, index) => lineOf("moves", index)),
    totals: file.status?.totals ?? {},
    notes: file.status?.notes,
  };
}

/** `40`, `"40"` and `~40`; line 0 is the file. */
function lineNamed(written: number | string | undefined): SpecKittyItem["line"] {
  if (written === undefined) return undefined;
  const name = String(written);
  const at = Number(name.replace("~", ""));
  return at === 0 ? undefined : { at, about: name.startsWith("~") };
}
