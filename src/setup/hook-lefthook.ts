/** Lefthook reads its hooks from a YAML file; ours is one command, or one job, of each hook. */
import { isMap, isSeq, type Document } from "yaml";
import { editYaml, isBlank } from "./edit-yaml.ts";
import { HOOK_NAMES } from "./hook-script.ts";
import type { Seen, Step } from "./steps.ts";

/** All the names that lefthook knows, the usual one first. */
export const LEFTHOOK_FILES = ["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml"] as const;

/** Starts Node only where there is a map, a mission or a project, or HEAD has one; one line, as lefthook shows it. */
export const LEFTHOOK_RUN = [
  "for f in occurrence_map.yaml kitty-specs .kittify;",
  'do if [ -e $f ] || git rev-parse -q --verify "HEAD:$f" >/dev/null || [ -n "$(git ls-files -- $f)" ];',
  "then exec npx --no-install occmap hook; fi; done",
].join(" ");

const NEW_FILE = `# Judges each commit by the occurrence map, if there is one (occmap hook).
${HOOK_NAMES.map((name) => `${name}:\n  commands:\n    occmap:\n      run: ${LEFTHOOK_RUN}\n`).join("")}`;

export function lefthookHook(seen: Seen): Step[] {
  const path = LEFTHOOK_FILES.find((name) => seen.files.has(name)) ?? LEFTHOOK_FILES[0];
  const placed = { place: path, name: path };
  const there = seen.files.get(path);
  if (!there) {
    const content = Buffer.from(NEW_FILE);
    const what = "judges each commit; then run: npx lefthook install";
    return [{ ...placed, kind: "write", content, executable: false, isNew: true, what }];
  }
  const text = there.content.toString("utf8");
  const edited = isBlank(text) ? `${text.replace(/\n*$/, "\n\n")}${NEW_FILE}` : editYaml(text, addCommands);
  if (edited === text) return [{ ...placed, kind: "current" }];
  if (edited === undefined) {
    const why = "it would not keep its form; add this by hand";
    return [{ ...placed, kind: "by-hand", why, snippet: NEW_FILE }];
  }
  const what = "judges each commit; then run: npx lefthook install";
  return [{ ...placed, kind: "write", content: Buffer.from(edited), executable: false, isNew: false, what }];
}

function addCommands(document: Document): boolean {
  for (const name of HOOK_NAMES) {
    const jobs = document.getIn([name, "jobs"]);
    if (isSeq(jobs)) {
      const known = jobs.items.some((job) => isMap(job) && job.get("name") === "occmap");
      if (!known) jobs.add(document.createNode({ name: "occmap", run: LEFTHOOK_RUN }));
    } else if (!document.hasIn([name, "commands", "occmap"])) {
      document.setIn([name, "commands", "occmap"], document.createNode({ run: LEFTHOOK_RUN }));
    }
  }
  return true;
}
