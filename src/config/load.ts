/**
 * occmap.yaml at the repository root: read, checked, and turned into settings.
 *
 * A file that is wrong is an error with every fault in it, never half a configuration.
 */
import { BUILT_IN_RULE_NAMES, type DecisionSettings, type ProjectRule } from "../decide/rules.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import type { Category } from "../map/categories.ts";
import { compileGlob, globFault } from "../paths/glob.ts";
import { readYaml, type YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";
import { faultLines } from "../yaml/fault.ts";
import { schemaFaults } from "../yaml/schema-check.ts";
import { configSchema } from "./schema.ts";

export const CONFIG_FILE = "occmap.yaml";

export type Config = Pick<DecisionSettings, "disabled" | "projectRules">;

export const DEFAULT_CONFIG: Config = { disabled: new Set(), projectRules: [] };

/** What the schema guarantees. */
interface ConfigFile {
  readonly decisions?: { readonly disable?: readonly string[]; readonly rules?: readonly RuleFile[] };
}

interface RuleFile {
  readonly decision: "remove" | "keep";
  readonly reason?: string;
  readonly path?: string;
  readonly category?: Category;
  readonly match?: string;
}

/** Throws `OccmapError` (config-invalid) that lists every fault with its place. */
export async function parseConfig(bytes: Buffer, name: string): Promise<Config> {
  const reading = readYaml(bytes);
  if ("faults" in reading) throw invalid(name, reading.faults);
  const { document } = reading;
  // An empty file, or one of comments only, says nothing, and that is allowed.
  if (document.value === null) return DEFAULT_CONFIG;
  const violations = await schemaFaults(configSchema, document);
  if (violations.length > 0) throw invalid(name, violations);
  // The one place where checked data becomes typed data: the schema above is the proof.
  const { decisions = {} } = document.value as ConfigFile;
  const rules = decisions.rules ?? [];
  const faults = rules.flatMap((rule, index) => ruleFaults(rule, index, document));
  if (faults.length > 0) throw invalid(name, faults);
  const disabled = new Set(decisions.disable ?? []);
  return {
    disabled: new Set(BUILT_IN_RULE_NAMES.filter((rule) => disabled.has(rule))),
    projectRules: rules.map(toRule),
  };
}

function toRule({ decision, reason, path, category, match }: RuleFile): ProjectRule {
  return {
    matchesPath: path === undefined ? () => true : compileGlob(path, "trees"),
    ...(category === undefined ? {} : { category }),
    ...(match === undefined ? {} : { match }),
    decided: decision === "keep" ? { decision, keepReason: reason ?? "" } : { decision },
  };
}

function ruleFaults(rule: RuleFile, index: number, document: YamlDocument): Fault[] {
  const faults: Fault[] = [];
  const add = (key: string, code: string, message: string, next: string): void => {
    const position = document.locate(["decisions", "rules", index, key]);
    faults.push({ code, message, ...position, text: document.sourceAt(position), next });
  };
  if (rule.decision === "keep" && rule.reason === undefined) {
    add("decision", "missing-key", "a rule that keeps needs a reason", "add reason");
  }
  const badGlob = rule.path === undefined ? undefined : globFault(rule.path);
  if (badGlob !== undefined) add("path", "bad-glob", badGlob, "write it like src/**/*.ts");
  return faults;
}

function invalid(name: string, faults: readonly Fault[]): OccmapError {
  return new OccmapError({
    code: "config-invalid",
    message: `${name} is not valid:\n${faultLines(name, faults).join("\n")}`,
    where: name,
    next: "mend these places; docs/configuration.md describes the file",
  });
}
