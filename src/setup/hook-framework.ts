/** The pre-commit framework reads its hooks from a YAML file; ours comes from occmap's own repository. */
import { isMap, isSeq, type Document } from "yaml";
import { VERSION } from "../version.ts";
import { editYaml } from "./edit-yaml.ts";
import type { Seen, Step } from "./steps.ts";

export const FRAMEWORK_FILE = ".pre-commit-config.yaml";
const REPOSITORY = "https://github.com/occmap/occmap";

const ENTRY = `  - repo: ${REPOSITORY}
    rev: v${VERSION}
    hooks:
      - id: occmap
`;
const NEW_FILE = `default_install_hook_types: [pre-commit, pre-merge-commit]
repos:
${ENTRY}`;
const INSTALL = "then run: pre-commit install --hook-type pre-commit --hook-type pre-merge-commit";

export function frameworkHook(seen: Seen): Step[] {
  const placed = { place: FRAMEWORK_FILE, name: FRAMEWORK_FILE };
  const there = seen.files.get(FRAMEWORK_FILE);
  const what = `judges each commit; ${INSTALL}`;
  if (!there) {
    const content = Buffer.from(NEW_FILE);
    return [{ ...placed, kind: "write", content, executable: false, isNew: true, what }];
  }
  const text = there.content.toString("utf8");
  const edited = editYaml(text, addRepository);
  if (edited === undefined) {
    const why = `it would not keep its form; add this under repos: by hand, ${INSTALL}`;
    return [{ ...placed, kind: "by-hand", why, snippet: ENTRY }];
  }
  if (edited === text) return [{ ...placed, kind: "current" }];
  return [{ ...placed, kind: "write", content: Buffer.from(edited), executable: false, isNew: false, what }];
}

/** False where there is no list to add to. */
function addRepository(document: Document): boolean {
  const repositories = document.get("repos");
  if (!isSeq(repositories)) return false;
  const known = repositories.items.some((one) => isMap(one) && one.get("repo") === REPOSITORY);
  if (!known) {
    repositories.add(
      document.createNode({ repo: REPOSITORY, rev: `v${VERSION}`, hooks: [{ id: "occmap" }] }),
    );
  }
  return true;
}
