/** An invalid map for a person: every fault, each with its place and its mend. */
import { printable } from "../text/printable.ts";
import { faultLines, type Fault } from "../yaml/fault.ts";

export function invalidMapText(name: string, faults: readonly Fault[]): string {
  const count = `${faults.length} fault${faults.length === 1 ? "" : "s"}`;
  const lines = [`map-invalid: ${name} has ${count}`, ...faultLines(name, faults)];
  return `${lines.map(printable).join("\n")}\n`;
}
