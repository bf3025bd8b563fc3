/**
 * The mend of each finding, tried: a change with one fault, judged by the command line; its mend carried
 * out (the command run by a shell, or the map edited); judged again. The finding is gone.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse, stringify } from "yaml";
// Loaded up front: the test runner cannot load it for two calls at once.
import "../../src/cli/gate.ts";
import { FINDING_CODES, type FindingCode } from "../../src/gate/findings.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { git } from "../support/command-line.ts";
import { call } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

interface MapEdit {
  readonly action: "add" | "take out";
  readonly list: string;
  readonly item: string;
}

interface FindingJson {
  readonly code: string;
  readonly path: string;
  readonly mend: { readonly command?: string; readonly map: readonly MapEdit[] };
}

interface Scenario {
  readonly name: string;
  readonly code: FindingCode;
  /** Before the base is committed. */
  readonly before?: () => void;
  readonly change: () => void;
  readonly args?: readonly string[];
  /** Which mends the finding must have. */
  readonly mends: readonly ("command" | "map")[];
}

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder(), path)), { recursive: true });
  writeFileSync(join(folder(), path), text);
};
const inRepository = (...args: string[]): string => git(folder(), ...args);
const at = (path: string): string => join(folder(), path);

type Entry = Record<string, unknown>;
interface MapFile {
  exceptions: Entry[];
  categories: Record<string, { remove: Entry[]; keep: Entry[] }>;
  totals: { remove_count: number; keep_count: number };
}

const ODD = "dir/it's [odd]*\té.txt";

function firstMap(remove: Entry[], keep: Entry[]): MapFile & Record<string, unknown> {
  const categories = Object.fromEntries(
    CATEGORIES.map((name) => [name, { remove: [] as Entry[], keep: [] as Entry[] }]),
  );
  categories["code_symbols"] = { remove, keep };
  return {
    mission_id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
    mission_slug: "m",
    target_string: "NEEDLE",
    related_strings: [],
    generated_at: "2026-01-01T00:00:00Z",
    exceptions: [],
    categories,
    totals: { remove_count: remove.length, keep_count: keep.length },
  };
}

function saveMap(map: MapFile): void {
  const lists = Object.values(map.categories);
  map.totals = {
    remove_count: lists.reduce((sum, { remove }) => sum + remove.length, 0),
    keep_count: lists.reduce((sum, { keep }) => sum + keep.length, 0),
  };
  write("occurrence_map.yaml", stringify(map));
}

const readMap = (): MapFile => parse(readFileSync(at("occurrence_map.yaml"), "utf8")) as MapFile;

/** A repository whose planned change is carried out, but for what a scenario does to it. */
function makeRepository({ before, change }: Scenario): void {
  inRepository("init", "-q", "-b", "main");
  write("code.txt", "one\nNEEDLE goes\ntwo\nNEEDLE stays\nthree\n");
  write("whole.txt", "NEEDLE\n");
  write(ODD, "odd\n");
  write("plain.txt", "plain\n");
  write("binary.bin", "a\0b\n");
  symlinkSync("plain.txt", at("link"));
  const entry = (path: string, line: number): Entry => ({ path, line, reason: "r" });
  saveMap(
    firstMap(
      [entry("code.txt", 2), entry("whole.txt", 0)],
      [{ ...entry("code.txt", 4), keep_reason: "history" }],
    ),
  );
  before?.();
  inRepository("add", "-A");
  inRepository("commit", "-qm", "base");
  write("code.txt", "one\ntwo\nNEEDLE stays\nthree\n");
  rmSync(at("whole.txt"));
  change();
}

const edit = (path: string, from: string, to: string): void =>
  write(path, readFileSync(at(path), "utf8").replace(from, to));

const SCENARIOS: readonly Scenario[] = [
  {
    name: "a line",
    code: "extra-change",
    change: () => edit("plain.txt", "plain", "other"),
    mends: ["command", "map"],
  },
  {
    name: "in an odd path",
    code: "extra-change",
    change: () => write(ODD, "even\n"),
    mends: ["command", "map"],
  },
  {
    name: "untracked",
    code: "extra-file",
    change: () => write("new/file.txt", "new\n"),
    mends: ["command", "map"],
  },
  {
    name: "untracked, odd path",
    code: "extra-file",
    change: () => write("new/it's [new]*.txt", "new\n"),
    mends: ["command", "map"],
  },
  {
    name: "staged",
    code: "extra-file",
    change: () => {
      write("new.txt", "new\n");
      inRepository("add", "-A");
    },
    args: ["--staged"],
    mends: ["command", "map"],
  },
  { name: "deleted", code: "extra-file", change: () => rmSync(at("plain.txt")), mends: ["command", "map"] },
  {
    name: "keep line",
    code: "keep-touched",
    change: () => edit("code.txt", "NEEDLE stays", "stays"),
    mends: ["command", "map"],
  },
  {
    name: "a line",
    code: "not-removed",
    change: () => write("code.txt", "one\nNEEDLE goes\ntwo\nNEEDLE stays\nthree\n"),
    mends: ["map"],
  },
  {
    name: "a file",
    code: "not-removed",
    change: () => write("whole.txt", "NEEDLE\n"),
    mends: ["command", "map"],
  },
  {
    name: "a line",
    code: "still-present",
    change: () => edit("code.txt", "two", "NEEDLE went\ntwo"),
    mends: ["command"],
  },
  {
    name: "new file",
    code: "new-occurrence",
    change: () => write("new.txt", "NEEDLE\n"),
    mends: ["command", "map"],
  },
  {
    name: "old file",
    code: "new-occurrence",
    change: () => write("plain.txt", "plain\nNEEDLE\n"),
    mends: ["command", "map"],
  },
  {
    name: "a line",
    code: "unmapped-occurrence",
    before: () => write("more.txt", "x\nNEEDLE\n"),
    change: () => undefined,
    mends: ["map"],
  },
  {
    name: "a line",
    code: "stale-entry",
    before: () => {
      const map = readMap();
      map.categories["code_symbols"]?.keep.push({
        path: "plain.txt",
        line: 1,
        reason: "r",
        keep_reason: "k: #x",
      });
      saveMap(map);
    },
    change: () => undefined,
    mends: ["map"],
  },
  {
    name: "executable",
    code: "mode-change",
    change: () => chmodSync(at("plain.txt"), 0o755),
    mends: ["command", "map"],
  },
  {
    name: "staged",
    code: "mode-change",
    change: () => {
      inRepository("add", "-A");
      inRepository("update-index", "--chmod=+x", ODD);
    },
    args: ["--staged"],
    mends: ["command", "map"],
  },
  {
    name: "a link",
    code: "type-change",
    change: () => {
      rmSync(at("link"));
      write("link", "no link\n");
    },
    mends: ["command"],
  },
  {
    name: "staged",
    code: "submodule-change",
    change: () => {
      inRepository("add", "-A");
      inRepository("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
    },
    args: ["--staged"],
    mends: ["command"],
  },
  {
    name: "a byte",
    code: "binary-change",
    change: () => write("binary.bin", "a\0c\n"),
    mends: ["command", "map"],
  },
  {
    name: "removed date",
    code: "metadata-violation",
    before: () =>
      write(
        ".kittify/metadata.yaml",
        "spec_kitty:\n  version: 1.0.0\n  schema_version: 3\n  initialized_at: 2026-01-01T00:00:00Z\n",
      ),
    change: () => rmSync(at(".kittify/metadata.yaml")),
    mends: ["command"],
  },
  {
    name: "a new exception",
    code: "map-changed",
    change: () => {
      const map = readMap();
      map.exceptions.push({ path: "plain.txt", reason: "r" });
      saveMap(map);
    },
    args: ["--map-from", "HEAD"],
    mends: ["command"],
  },
];

async function judged(
  args: readonly string[] = [],
): Promise<{ status: number | null; findings: FindingJson[] }> {
  const { status, stdout, stderr } = await call(["gate", "--json", ...args], { cwd: folder() });
  const document = JSON.parse(stdout) as { findings?: FindingJson[] };
  if (!document.findings) throw new Error(`${stdout}${stderr}`);
  return { status, findings: document.findings };
}

function editMap({ action, list, item }: MapEdit): void {
  const map = readMap();
  const [value] = parse(item.replaceAll("WHY", "because")) as Entry[];
  const keys = list.replace("CATEGORY", "code_symbols").split(".");
  const [category = "", decision = ""] = keys.slice(1);
  const target =
    keys[0] === "exceptions"
      ? map.exceptions
      : map.categories[category]?.[decision === "keep" ? "keep" : "remove"];
  if (!target || !value) throw new Error(`no such list: ${list}`);
  if (action === "add") target.push(value);
  else {
    const at = target.findIndex((each) => JSON.stringify(each) === JSON.stringify(value));
    expect(at).not.toBe(-1);
    target.splice(at, 1);
  }
  saveMap(map);
}

describe("the mend of a finding makes it go away", () => {
  test.each(
    SCENARIOS.flatMap((scenario) => scenario.mends.map((mend) => ({ scenario, mend }))).map((one) => ({
      ...one,
      title: `${one.scenario.code}, ${one.scenario.name}, by ${one.mend}`,
    })),
  )("$title", async ({ scenario, mend }) => {
    const { code, args } = scenario;
    makeRepository(scenario);
    const found = (await judged(args)).findings.filter((finding) => finding.code === code);
    expect(found).toHaveLength(1);
    const [finding] = found;
    if (mend === "command") {
      expect(finding?.mend.command).toBeDefined();
      // From a folder below the root, as a user may stand there.
      execFileSync("bash", ["-c", finding?.mend.command ?? "false"], { cwd: at("dir") });
    } else {
      expect(finding?.mend.map).not.toHaveLength(0);
      for (const each of finding?.mend.map ?? []) editMap(each);
      if (args?.includes("--staged") === true) inRepository("add", "occurrence_map.yaml");
    }
    const after = (await judged(args)).findings;
    expect(after.filter((other) => other.code === code && other.path === finding?.path)).toEqual([]);
  });

  test("each code has a scenario", () => {
    const tried = new Set(SCENARIOS.map(({ code }) => code));
    expect([...tried].sort()).toEqual(Object.keys(FINDING_CODES).sort());
  });
});
