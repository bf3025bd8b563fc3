/**
 * The tools that occmap offers to a model: what each is for, what it takes, and the command line it stands for.
 * Pure: cli/mcp.ts runs them.
 */
import { CATEGORIES } from "../map/categories.ts";
import type { JsonSchema } from "../yaml/schema-check.ts";

/** What a model gave, after its check against the schema. */
export type ToolInput = Readonly<Record<string, unknown>>;

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: JsonSchema;
  readonly readOnly: boolean;
  /** The command that does the work. */
  readonly command: "scan" | "list" | "explain" | "set" | "gate";
  /** What follows the command's name. */
  readonly argv: (input: ToolInput) => readonly string[];
  /** The list of the result that is paged. */
  readonly paged?: string;
}

const text = { type: "string", minLength: 1, maxLength: 4096 } as const;
const texts = { type: "array", items: text, maxItems: 100 } as const;
const map = { ...text, description: "The map, relative to the folder of the server; default at the root." };
const paging = {
  offset: { type: "integer", minimum: 0, description: "First item to return; 0 where it is left out." },
  limit: {
    type: "integer",
    minimum: 1,
    maximum: 200,
    description: "Most items to return; 50 where it is left out.",
  },
} as const;
const selection = {
  category: { enum: [...CATEGORIES] },
  path: { ...text, description: "A glob of paths, as src/**." },
  match: { ...text, description: "One of the target and related strings." },
} as const;

export const TOOLS: readonly Tool[] = [
  tool({
    name: "scan",
    description:
      "Plan a bulk edit: find every occurrence of a string, sort each into eight categories, and write the plan " +
      "(occurrence_map.yaml), which a person then reviews. Never writes over a map that is there.",
    properties: {
      target: { ...text, description: "The string that the edit is about; literal, case-sensitive." },
      related: { ...texts, description: "Other strings that belong to it." },
      replacement: { ...text, description: "For a rename: what the target becomes." },
      related_replacements: { ...texts, description: "For a rename: what each related string becomes." },
      include: { ...texts, description: "Globs; only what matches is searched." },
      exclude: { ...texts, description: "Globs; what matches is not searched." },
      map,
    },
    required: ["target"],
    readOnly: false,
    argv: (input) => [
      ...flag("target", input["target"]),
      ...flags("related", input["related"]),
      ...flag("replacement", input["replacement"]),
      ...flags("related-replacement", input["related_replacements"]),
      ...flags("include", input["include"]),
      ...flags("exclude", input["exclude"]),
      ...flag("map", input["map"]),
    ],
  }),
  tool({
    name: "list",
    description: "Read the plan: its entries with category, decision and reason, a page at a time.",
    properties: { ...selection, decision: { enum: ["remove", "keep"] }, map, ...paging },
    readOnly: true,
    paged: "entries",
    argv: (input) => [
      ...selectionFlags(input),
      ...flag("decision", input["decision"]),
      ...flag("map", input["map"]),
    ],
  }),
  tool({
    name: "explain",
    description:
      "Say why the occurrences at a place are in their category and how to override it (about: PATH:LINE), or what " +
      "a finding of the gate means (about: its code, as extra-change).",
    properties: {
      about: { ...text, description: "PATH:LINE, PATH:LINE:COLUMN, or the code of a finding." },
      target: { ...text, description: "The string to look for; default: the strings of the map." },
      map,
    },
    required: ["about"],
    readOnly: true,
    paged: "occurrences",
    argv: (input) => [
      ...flag("target", input["target"]),
      ...flag("map", input["map"]),
      ...(typeof input["about"] === "string" ? ["--", input["about"]] : []),
    ],
  }),
  tool({
    name: "decide",
    description:
      "Change decisions of the plan: every entry that matches all conditions is removed or kept, for a reason in " +
      "words about the code. A person reviews the map afterwards.",
    properties: {
      decision: { enum: ["remove", "keep"] },
      reason: { ...text, description: "Why; goes into the map." },
      ...selection,
      dry_run: { type: "boolean", description: "Only say what would change." },
      map,
    },
    required: ["decision", "reason"],
    readOnly: false,
    argv: (input) => [
      input["decision"] === "keep" ? "--keep" : "--remove",
      ...flag("reason", input["reason"]),
      ...selectionFlags(input),
      ...(input["dry_run"] === true ? ["--dry-run"] : []),
      ...flag("map", input["map"]),
    ],
  }),
  tool({
    name: "gate",
    description:
      "Judge a change by the plan: accepted, or each finding with what was expected, what was found and what to do " +
      "next. The head is the working tree unless it is named.",
    properties: {
      head: { ...text, description: "worktree (default), staged, or a revision." },
      base: { ...text, description: "Revision that the change starts from; default HEAD." },
      allow_pending: { type: "boolean", description: "Entries that are not carried out yet are no failure." },
      map,
      ...paging,
    },
    readOnly: true,
    paged: "findings",
    argv: (input) => [
      ...headFlags(input["head"]),
      ...flag("base", input["base"]),
      ...(input["allow_pending"] === true ? ["--allow-pending"] : []),
      ...flag("map", input["map"]),
    ],
  }),
];

interface ToolParts extends Omit<Tool, "input" | "command"> {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly name: Exclude<Tool["command"], "set"> | "decide";
}

function tool({ properties, required = [], ...rest }: ToolParts): Tool {
  return {
    ...rest,
    command: rest.name === "decide" ? "set" : rest.name,
    input: {
      $id: `urn:occmap:mcp:${rest.name}`,
      type: "object",
      additionalProperties: false,
      properties,
      required,
    },
  };
}

/** The value is in the same word as the flag: whatever it begins with, it is no flag of its own. */
function flag(name: string, value: unknown): string[] {
  return typeof value === "string" ? [`--${name}=${value}`] : [];
}

function flags(name: string, values: unknown): string[] {
  return Array.isArray(values) ? values.flatMap((value) => flag(name, value)) : [];
}

function selectionFlags(input: ToolInput): string[] {
  return ["category", "path", "match"].flatMap((name) => flag(name, input[name]));
}

function headFlags(head: unknown): string[] {
  if (head === "staged") return ["--staged"];
  return head === "worktree" ? [] : flag("head", head);
}
