/** Whose plan is it? The mission's; without one given by flags, kept from the map that is there, or made up. */
import type { MissionIdentity } from "../jobs/scan.ts";
import type { Operation } from "../map/model.ts";
import { usageError, type Arguments } from "./arguments.ts";

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const LONGEST_SLUG = 60;

export function makeIdentity(
  command: string,
  args: Arguments,
  {
    target,
    verb,
    known,
    mission,
    newId,
  }: {
    readonly target: string;
    readonly verb: Operation;
    readonly known: MissionIdentity | undefined;
    readonly mission: MissionIdentity | undefined;
    readonly newId: () => string;
  },
): MissionIdentity {
  const id = args.text("mission-id");
  const slug = args.text("mission-slug");
  if (id !== undefined && !ULID.test(id))
    throw usageError(
      command,
      "--mission-id takes a ULID: 26 characters of 0-9 and A-Z without I, L, O and U",
    );
  if (slug !== undefined && !SLUG.test(slug))
    throw usageError(command, "--mission-slug takes letters, digits, dots, dashes and underscores");
  if (mission) {
    ensureSame(command, "--mission-id", id, mission.id);
    ensureSame(command, "--mission-slug", slug, mission.slug);
    return { id: mission.id, slug: mission.slug };
  }
  return { id: id ?? known?.id ?? newId(), slug: slug ?? known?.slug ?? slugOf(target, verb) };
}

function ensureSame(command: string, flag: string, given: string | undefined, own: string): void {
  if (given === undefined || given === own) return;
  throw usageError(command, `${flag} ${given} contradicts the mission, whose meta.json says ${own}`);
}

/** `/spec-kitty.checklist` → `remove-spec-kitty-checklist`. */
export function slugOf(target: string, verb: Operation): string {
  const words = target
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  return words === "" ? `${verb}-string` : `${verb}-${words}`;
}
