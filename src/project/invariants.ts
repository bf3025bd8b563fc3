/**
 * What a change may not do to `.kittify/metadata.yaml`, whoever makes it: the gate's part of contract E1.
 *
 * `initialized_at` is set once, the ledger is only appended to, the schema version is never lowered or
 * dropped. A change may also not leave the file unreadable: every later command would be blocked.
 */
import { readMetadata, type MetadataFault, type MetadataFile } from "./metadata.ts";
import { firstChangedRecord } from "./verify.ts";

/** One broken invariant. `field` is "" where the file as a whole is meant; `line` is of the head's file. */
export interface MetadataViolation {
  readonly field: string;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly line?: number;
}

/**
 * The invariants that the head's file breaks against the base's; undefined stands for "no such file". A base
 * that cannot be read binds nobody: a change that mends it is welcome.
 */
export function metadataViolations(base: Buffer | undefined, head: Buffer | undefined): MetadataViolation[] {
  if (head === undefined) return base === undefined ? [] : [DELETED];
  const fresh = readMetadata(head);
  if (fresh.kind === "fault") return [unreadable(fresh.fault)];
  const old = base && readMetadata(base);
  if (old?.kind !== "metadata") return [];
  return [
    ...initializedAt(old.file, fresh.file),
    ...schemaVersion(old.file, fresh.file),
    ...ledger(old.file, fresh.file),
  ];
}

const DELETED: MetadataViolation = {
  field: "",
  message: "the file is deleted, and with it the project's history",
  expected: "the file",
  found: "no file",
};

function unreadable(fault: MetadataFault): MetadataViolation {
  return {
    field: fault.field ?? "",
    message: `the file cannot be read: ${fault.message}`,
    expected: "a file that reads as project metadata",
    found: fault.code,
    ...(fault.line === undefined ? {} : { line: fault.line }),
  };
}

function initializedAt(old: MetadataFile, fresh: MetadataFile): MetadataViolation[] {
  const was = old.metadata.initializedAt;
  const is = fresh.metadata.initializedAt;
  // A file that never had one may be given one; that takes nothing away.
  if (was === undefined || was === is) return [];
  return [
    {
      field: "spec_kitty.initialized_at",
      message: `initialized_at is ${is === undefined ? "removed" : "changed"}; it is set once, at init`,
      expected: was,
      found: is ?? "nothing",
    },
  ];
}

function schemaVersion(old: MetadataFile, fresh: MetadataFile): MetadataViolation[] {
  const was = old.metadata.schemaVersion;
  const is = fresh.metadata.schemaVersion;
  if (was === undefined || (is !== undefined && is >= was)) return [];
  return [
    {
      field: "spec_kitty.schema_version",
      message: `schema_version is ${is === undefined ? "removed" : "lowered"}; every later command would be blocked`,
      expected: `${was} or higher`,
      found: is === undefined ? "nothing" : String(is),
    },
  ];
}

function ledger(old: MetadataFile, fresh: MetadataFile): MetadataViolation[] {
  const was = old.metadata.applied;
  const is = fresh.metadata.applied;
  const index = firstChangedRecord(was, is);
  if (index === undefined) return [];
  const shorter = is.length < was.length;
  return [
    {
      field: `migrations.applied[${index}]`,
      message: `the ledger of migrations is ${shorter ? "cut" : "rewritten"}; records are only appended`,
      expected: was[index]?.id ?? "",
      found: is[index]?.id ?? "nothing",
    },
  ];
}
