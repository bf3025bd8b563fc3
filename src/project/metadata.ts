/**
 * What stands in `.kittify/metadata.yaml`: the fields of contract E1, checked, and the file they stand in.
 *
 * A field that is there must be what E1 says; of those that are not there, only `spec_kitty` itself and the
 * id of a ledger record are missed. Everything else in the file belongs to others and is not looked at.
 */
import { isMap, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { dataOf, readBounded, valueOf, type YamlFaultCode, type YamlFile } from "../yaml/bounded.ts";
import { isTimestamp } from "./timestamp.ts";
import { isVersion } from "./version.ts";

export type FaultCode =
  YamlFaultCode | FileFaultCode | "missing-field" | "wrong-type" | "bad-timestamp" | "bad-version";

/** What can be wrong before a byte is read. */
export type FileFaultCode = "not-a-file" | "not-a-folder" | "symbolic-link" | "too-large" | "unreadable";

/** Why a file is no project metadata. `field` is a path (`migrations.applied[3].id`). */
export interface MetadataFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly field?: string;
  readonly line?: number;
  readonly column?: number;
}

/** One line of the ledger. `data` is all of it, unknown fields too, for comparison. */
export interface LedgerRecord {
  readonly id: string;
  readonly data: unknown;
}

export interface Environment {
  readonly pythonVersion: string | undefined;
  readonly platform: string | undefined;
  readonly platformVersion: string | undefined;
}

export interface Metadata {
  readonly version: string | undefined;
  readonly schemaVersion: number | undefined;
  readonly initializedAt: string | undefined;
  /** null in a project that was initialized and never upgraded. */
  readonly lastUpgradedAt: string | null | undefined;
  readonly environment: Environment;
  readonly applied: readonly LedgerRecord[];
}

export interface MetadataFile {
  readonly metadata: Metadata;
  readonly yaml: YamlFile;
  readonly root: YAMLMap;
}

export type MetadataReading =
  | { readonly kind: "metadata"; readonly file: MetadataFile }
  | { readonly kind: "fault"; readonly fault: MetadataFault };

export function readMetadata(bytes: Buffer): MetadataReading {
  const reading = readBounded(bytes);
  if (reading.kind === "fault") return reading;
  try {
    const { file: yaml } = reading;
    const fields = new Fields(yaml);
    const root = yaml.document.contents;
    if (!isMap(root)) throw fields.wrongType("", root, "a mapping");
    return { kind: "metadata", file: { metadata: readFields(fields, root), yaml, root } };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { kind: "fault", fault: thrown.fault };
    throw thrown;
  }
}

function readFields(fields: Fields, root: YAMLMap): Metadata {
  const kitty = fields.map(root, "spec_kitty");
  if (!kitty) throw fields.missing("spec_kitty");
  const environment = fields.map(root, "environment", "or-null");
  const migrations = fields.map(root, "migrations", "or-null");
  return {
    version: fields.version(kitty, "spec_kitty.version"),
    schemaVersion: fields.integer(kitty, "spec_kitty.schema_version"),
    initializedAt: fields.timestamp(kitty, "spec_kitty.initialized_at"),
    lastUpgradedAt: fields.isNull(kitty, "spec_kitty.last_upgraded_at")
      ? null
      : fields.timestamp(kitty, "spec_kitty.last_upgraded_at"),
    environment: {
      pythonVersion: fields.string(environment, "environment.python_version"),
      platform: fields.string(environment, "environment.platform"),
      platformVersion: fields.string(environment, "environment.platform_version"),
    },
    applied: readLedger(fields, migrations),
  };
}

function readLedger(fields: Fields, migrations: YAMLMap | undefined): LedgerRecord[] {
  const path = "migrations.applied";
  const ledger = fields.value(migrations, path);
  if (ledger === undefined || isNullScalar(ledger)) return [];
  if (!isSeq(ledger)) throw fields.wrongType(path, ledger, "a list");
  return ledger.items.map((record, index) => {
    const at = `${path}[${index}]`;
    if (!isMap(record)) throw fields.wrongType(at, record, "a mapping");
    const id = fields.string(record, `${at}.id`);
    if (id === undefined) throw fields.missing(`${at}.id`, record);
    fields.timestamp(record, `${at}.applied_at`);
    fields.string(record, `${at}.result`);
    if (!fields.isNull(record, `${at}.notes`)) fields.string(record, `${at}.notes`);
    return { id, data: fields.data(record) };
  });
}

/** Carries a fault out of the depth; never leaves this module. */
class Refusal extends Error {
  readonly fault: MetadataFault;

  constructor(fault: MetadataFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Typed access to the fields of one file, each named by its whole path. */
class Fields {
  readonly #yaml: YamlFile;

  constructor(yaml: YamlFile) {
    this.#yaml = yaml;
  }

  value(parent: YAMLMap | undefined, path: string): unknown {
    return parent && valueOf(parent, path.slice(path.lastIndexOf(".") + 1));
  }

  data(node: YAMLMap | YAMLSeq): unknown {
    return dataOf(this.#yaml.document, node);
  }

  map(parent: YAMLMap, path: string, nullable?: "or-null"): YAMLMap | undefined {
    const node = this.value(parent, path);
    if (node === undefined || (nullable && isNullScalar(node))) return undefined;
    if (isMap(node)) return node;
    throw this.wrongType(path, node, "a mapping");
  }

  isNull(parent: YAMLMap | undefined, path: string): boolean {
    return isNullScalar(this.value(parent, path));
  }

  string(parent: YAMLMap | undefined, path: string): string | undefined {
    const node = this.value(parent, path);
    if (node === undefined) return undefined;
    if (isScalar(node) && typeof node.value === "string") return node.value;
    throw this.wrongType(path, node, "a string");
  }

  version(parent: YAMLMap, path: string): string | undefined {
    const text = this.string(parent, path);
    if (text === undefined || isVersion(text)) return text;
    throw this.#refusal("bad-version", path, "is no PEP 440 version", this.value(parent, path));
  }

  timestamp(parent: YAMLMap, path: string): string | undefined {
    const text = this.string(parent, path);
    if (text === undefined || isTimestamp(text)) return text;
    throw this.#refusal("bad-timestamp", path, "is no ISO 8601 timestamp", this.value(parent, path));
  }

  integer(parent: YAMLMap, path: string): number | undefined {
    const node = this.value(parent, path);
    if (node === undefined) return undefined;
    // `3.0` and `3e0` have the value 3 and are no integers; only the source tells.
    const whole = isScalar(node) && /^[-+]?\d+$/.test(node.source ?? "");
    if (whole && typeof node.value === "number" && Number.isSafeInteger(node.value)) return node.value;
    throw this.wrongType(path, node, "a whole number");
  }

  missing(path: string, parent?: unknown): Refusal {
    return this.#refusal("missing-field", path, "is missing", parent);
  }

  wrongType(path: string, node: unknown, wanted: string): Refusal {
    return this.#refusal("wrong-type", path, `must be ${wanted} and is ${kindOf(node)}`, node);
  }

  #refusal(code: FaultCode, field: string, fault: string, node: unknown): Refusal {
    const offset = isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
    return new Refusal({
      code,
      message: `${field === "" ? "the file" : field} ${fault}`,
      ...(field === "" ? {} : { field }),
      ...(offset === undefined ? {} : this.#yaml.position(offset)),
    });
  }
}

function isNullScalar(node: unknown): node is Scalar<null> {
  return isScalar(node) && node.value === null;
}

function kindOf(node: unknown): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node)) return "nothing";
  const { value } = node;
  if (value === null) return "empty";
  if (typeof value === "string") return "a string";
  return typeof value === "boolean" ? "a truth value" : "a number";
}
