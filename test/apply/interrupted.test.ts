/** A signal at every file call of `apply --write`: the tree is the old one or the new one, or what is left is named. */
import { cpSync, lstatSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { occmap, type Run } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const HARNESS = join(import.meta.dirname, "..", "support", "at-staging-call.js");
const onUnix = process.platform === "win32" ? test.skip : test;

/** A rename plan: one file is edited, one moves to a new folder, a link and a kept file. */
async function prepared(): Promise<string> {
  const root = `${folder()}/plan`;
  const repository = makeRepository(root, {
    "a.txt": "a needle\n",
    "needle/b.txt": "needle\n",
    "c.txt": "c\n",
  });
  repository.link("link", "to/needle");
  repository.commit();
  expect((await occmap(["scan", "--target", "needle", "--replacement", "pin"], { cwd: root })).status).toBe(
    0,
  );
  return root;
}

/** Every file and link of a tree but git's, with its content. */
function contentsOf(root: string, below = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, below))) {
    if (name === ".git") continue;
    const path = below === "" ? name : `${below}/${name}`;
    const status = lstatSync(join(root, path));
    if (status.isDirectory()) Object.assign(found, { [`${path}/`]: "" }, contentsOf(root, path));
    else
      found[path] = status.isSymbolicLink()
        ? readlinkSync(join(root, path))
        : readFileSync(join(root, path), "utf8");
  }
  return found;
}

/** An empty folder is none to git. */
function filesOf(contents: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(contents).filter(([path]) => !path.endsWith("/")));
}

interface Trial {
  readonly root: string;
  readonly run: Run;
}

/** Applies in a copy of the plan, with a signal at the file call number `at`. */
async function applied(plan: string, at: number, signal: string): Promise<Trial> {
  const root = `${folder()}/at-${at}`;
  cpSync(plan, root, { recursive: true, verbatimSymlinks: true });
  const run = await occmap(["apply", "--write"], {
    cwd: root,
    preload: [HARNESS],
    variables: { OCCMAP_TEST_AT: String(at), OCCMAP_TEST_SIGNAL: signal },
    keepStdin: true,
  });
  return { root, run };
}

/** Calls `judge` for every `step`-th file call, until there is none with that number; gives how many there were. */
async function atEveryCall(
  plan: string,
  { signal, step }: { readonly signal: string; readonly step: number },
  judge: (trial: Trial) => Promise<void> | void,
): Promise<number> {
  for (let at = 1; ; at += step) {
    const trial = await applied(plan, at, signal);
    if (trial.run.status === 0) return at;
    await judge(trial);
    rmSync(trial.root, { recursive: true });
  }
}

const NEW = { "a.txt": "a pin\n", "c.txt": "c\n", link: "to/pin", "pin/": "", "pin/b.txt": "pin\n" };

onUnix.each([
  ["SIGINT", 130, 2],
  ["SIGTERM", 143, 7],
] as const)(
  "after %s the tree is the old one or the new one, whole, and nothing is left",
  async (signal, status, step) => {
    const plan = await prepared();
    const before = contentsOf(plan);
    const after = { ...NEW, "occurrence_map.yaml": before["occurrence_map.yaml"] };
    const seen = new Set<string>();
    const calls = await atEveryCall(plan, { signal, step }, ({ root, run }) => {
      expect(run).toMatchObject({ status, stdout: "", stderr: `occmap: interrupted by ${signal}\n` });
      const now = contentsOf(root);
      const which = "pin/b.txt" in now ? "new" : "old";
      expect(now).toEqual(which === "new" ? after : before);
      seen.add(which);
    });
    expect(calls).toBeGreaterThan(20);
    expect([...seen].sort()).toEqual(["new", "old"]);
  },
  300_000,
);

onUnix(
  "after SIGKILL the next run names what is left, and the old files are where it says",
  async () => {
    const plan = await prepared();
    const before = contentsOf(plan);
    const after = filesOf({ ...NEW, "occurrence_map.yaml": before["occurrence_map.yaml"] ?? "" });
    const said = new Set<string>();
    await atEveryCall(plan, { signal: "SIGKILL", step: 1 }, async ({ root, run }) => {
      expect(run).toMatchObject({ status: null, signal: "SIGKILL" });
      if (!readdirSync(root).includes(".occmap-apply")) return;
      const next = await occmap(["apply", "--write"], { cwd: root });
      expect(next.status).toBe(2);
      const [, what] =
        /(killed before|killed in the middle|killed when all|one was killed)/.exec(next.stderr) ?? [];
      said.add(what ?? next.stderr);
      for (const [, path, kept] of next.stderr.matchAll(/(\S+) \(now (\S+old\/\d+)\)/g))
        renameSync(join(root, kept ?? ""), join(root, path ?? ""));
      for (const path of /new are: (\S+)/.exec(next.stderr)?.slice(1) ?? [])
        rmSync(join(root, path.replace(/;$/, "")));
      rmSync(join(root, ".occmap-apply"), { recursive: true });
      expect(filesOf(contentsOf(root))).toEqual(what === "killed when all" ? after : filesOf(before));
    });
    expect([...said]).toEqual(
      expect.arrayContaining(["killed before", "killed in the middle", "killed when all"]),
    );
  },
  300_000,
);
