/** What a Spec Kitty map says beside its occurrences: what of it a map of ours can say, and what it cannot. */
import { exceptionFault } from "../map/rules.ts";
import type { Exception } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import type { Loss } from "./loss.ts";
import type { SpecKittyCategory, SpecKittyException, SpecKittyMap } from "./spec-kitty-read.ts";
import { actionFor } from "./spec-kitty-write.ts";

export interface Frame {
  readonly exceptions: readonly Exception[];
  readonly losses: readonly Loss[];
  /** People's notes as comment lines, each with its `#`. */
  readonly remarks: readonly string[];
}

/** The action of an exception in users' files. What another one would ask for is not known. */
const USUAL_ACTION = "manual_review";

export function frameOf(map: SpecKittyMap): Frame {
  const refused = new Map(map.exceptions.map((one) => [one, whyNot(one)]));
  return {
    exceptions: map.exceptions
      .filter((one) => refused.get(one) === undefined)
      .map(({ path, reason }) => ({ path, reason, allowOccurrences: false })),
    losses: [
      ...map.categories.flatMap(actionLoss),
      ...map.exceptions.flatMap((one): Loss[] => {
        const why = refused.get(one);
        return why === undefined ? [] : [{ place: `exceptions (line ${one.writtenAt})`, what: why }];
      }),
      ...map.moves.map((line) => ({
        place: `moves (line ${line})`,
        what: "not taken over; a rename map moves the files that it lists with line 0",
      })),
      ...totalsLoss(map),
    ],
    remarks: [
      ...map.categories.flatMap(({ category, notes }) => remark(category, notes)),
      ...remark("status", map.notes),
    ],
  };
}

function whyNot({ path, action }: SpecKittyException): string | undefined {
  if (action !== undefined && action !== USUAL_ACTION)
    return `${JSON.stringify(path)} is not taken over: its action ${JSON.stringify(action)} is not known`;
  const fault = exceptionFault(path);
  return fault === undefined ? undefined : `${JSON.stringify(path)} is not taken over: ${fault}`;
}

/** Our categories have no action; where it follows from the decisions, nothing is lost. */
function actionLoss({ category, action, items }: SpecKittyCategory): Loss[] {
  const decisions = items.map(({ decision }) => (decision === "REMOVE" ? "remove" : "keep"));
  if (action === actionFor(decisions)) return [];
  const what =
    items.length === 0
      ? `${JSON.stringify(action)} names no occurrence; nothing was taken from it`
      : `${JSON.stringify(action)} is not what follows from the decisions; the decisions were taken`;
  return [{ place: `categories.${category}.action`, what }];
}

function totalsLoss({ totals, categories }: SpecKittyMap): Loss[] {
  const listed = (decision: string): number =>
    categories.flatMap(({ items }) => items).filter((item) => item.decision === decision).length;
  const check = (key: keyof SpecKittyMap["totals"], decision: string): Loss[] => {
    const said = totals[key];
    const counted = listed(decision);
    if (said === undefined || said === counted) return [];
    return [{ place: `status.totals.${key}`, what: `says ${said}; the file lists ${counted}` }];
  };
  return [...check("remove_count", "REMOVE"), ...check("keep_count", "KEEP")];
}

function remark(about: string, notes: string | undefined): string[] {
  const lines = (notes ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line, index) => printable(index === 0 ? `# ${about}: ${line}` : `#   ${line}`).trimEnd());
}
