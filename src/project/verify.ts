/**
 * The conditions of contract E1, checked on two readings of the file: before an upgrade and after it.
 *
 * All must hold before anything says "upgraded". They are written from the contract and not from the code
 * that edits, so that a mistake there, or another program writing at the same time, is seen here.
 */
import { isDeepStrictEqual } from "node:util";
import { Lexer } from "yaml";
import { dataOf } from "../yaml/bounded.ts";
import { REQUIRED_SCHEMA } from "./layout.ts";
import { readMetadata, type LedgerRecord, type MetadataFile } from "./metadata.ts";
import { judge } from "./state.ts";

/** What the upgrade promised. */
export interface Expectation {
  readonly cliVersion: string;
  readonly stamp: string;
  readonly machine: { readonly platform: string; readonly platformVersion: string };
}

export const CONDITIONS = {
  readable: "the file reads as project metadata, no key twice",
  version: "spec_kitty.version is the CLI's",
  schema_version: "spec_kitty.schema_version is the required one",
  last_upgraded_at: "spec_kitty.last_upgraded_at is the moment of this upgrade",
  initialized_at: "spec_kitty.initialized_at is unchanged",
  environment: "environment describes this machine, python_version kept",
  ledger: "migrations.applied holds every record it had, and this upgrade's after them",
  other_fields: "every field that an upgrade does not own is unchanged",
  comments: "every comment is still there",
  not_blocked: "the next command, mission branch-context for one, is not blocked",
} as const;

export type Condition = keyof typeof CONDITIONS;

/** The conditions that `after` does not meet, in the order of the table; none is success. */
export function failedConditions(before: Buffer, after: Buffer, expected: Expectation): Condition[] {
  const old = readMetadata(before);
  const fresh = readMetadata(after);
  if (old.kind === "fault" || fresh.kind === "fault") return ["readable"];
  const held = holds(old.file, fresh.file, expected);
  const notBlocked = judge({ kind: "file", bytes: after }).block === undefined;
  const met: Readonly<Record<Condition, boolean>> = { readable: true, ...held, not_blocked: notBlocked };
  return conditionNames().filter((condition) => !met[condition]);
}

function conditionNames(): Condition[] {
  return Object.keys(CONDITIONS).filter((name): name is Condition => Object.hasOwn(CONDITIONS, name));
}

function holds(
  old: MetadataFile,
  fresh: MetadataFile,
  { cliVersion, stamp, machine }: Expectation,
): Record<Exclude<Condition, "readable" | "not_blocked">, boolean> {
  const { metadata } = fresh;
  const { environment } = metadata;
  const keptPython = old.metadata.environment.pythonVersion;
  return {
    version: metadata.version === cliVersion,
    schema_version: metadata.schemaVersion === REQUIRED_SCHEMA,
    last_upgraded_at: metadata.lastUpgradedAt === stamp,
    initialized_at: metadata.initializedAt === old.metadata.initializedAt,
    environment:
      environment.platform === machine.platform &&
      environment.platformVersion === machine.platformVersion &&
      environment.pythonVersion !== undefined &&
      (keptPython === undefined || environment.pythonVersion === keptPython),
    ledger:
      metadata.applied.length === old.metadata.applied.length + 1 &&
      firstChangedRecord(old.metadata.applied, metadata.applied) === undefined,
    other_fields: isDeepStrictEqual(otherFields(old), otherFields(fresh)),
    comments: isDeepStrictEqual(comments(old), comments(fresh)),
  };
}

/** The first of the `old` records that does not stand at its place, unchanged; undefined when all do. */
export function firstChangedRecord(
  old: readonly LedgerRecord[],
  fresh: readonly LedgerRecord[],
): number | undefined {
  const index = old.findIndex((record, at) => !isDeepStrictEqual(record.data, fresh[at]?.data));
  return index === -1 ? undefined : index;
}

/** What an upgrade may change, by the path of its keys. */
const OWNED: Readonly<Record<string, readonly string[]>> = {
  spec_kitty: ["version", "schema_version", "last_upgraded_at"],
  environment: ["python_version", "platform", "platform_version"],
  migrations: ["applied"],
};

/** All data that is not owned, as nested lists of entries: their order is part of it. */
function otherFields({ root, yaml }: MetadataFile): unknown {
  const data = dataOf(yaml.document, root);
  if (!(data instanceof Map)) return data;
  const entries = [...data].map(([key, value]: [unknown, unknown]): [unknown, unknown] => {
    const owned = typeof key === "string" && Object.hasOwn(OWNED, key) ? OWNED[key] : undefined;
    if (!owned) return [key, ordered(value)];
    const others = value instanceof Map ? [...value].filter(([name]) => !owned.includes(String(name))) : [];
    return [key, ordered(new Map(others))];
  });
  // A group that holds nothing but what an upgrade owns may have been made by it.
  return entries.filter(
    ([key, value]) => !(typeof key === "string" && Object.hasOwn(OWNED, key) && isEmpty(value)),
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function ordered(value: unknown): unknown {
  if (value instanceof Map)
    return [...value].map(([key, inner]: [unknown, unknown]) => [key, ordered(inner)]);
  return Array.isArray(value) ? value.map(ordered) : value;
}

/** The comments of the text, in order. The lexer marks scalars, so a `#` within one is not mistaken. */
function comments({ yaml }: MetadataFile): string[] {
  const found: string[] = [];
  let scalarNext = false;
  for (const token of new Lexer().lex(yaml.text)) {
    if (!scalarNext && token.startsWith("#")) found.push(token);
    scalarNext = token === SCALAR_MARK;
  }
  return found;
}

/** What the lexer of `yaml` puts before a plain or block scalar. */
const SCALAR_MARK = "\u001f";
