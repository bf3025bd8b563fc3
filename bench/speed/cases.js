/**
 * The questions of the benchmark: each makes what it needs, lets contenders take turns, and holds medians against a
 * goal. A goal is a ratio to what was measured in the same run, or a bound in milliseconds and bytes.
 */
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contest, run } from "./measure.js";
import { parsersAlone } from "./parsers.js";
import { contendersIn } from "./peers.js";
import { COMMON, git, makeRepository, RARE } from "./repository.js";

const MAP = "occurrence_map.yaml";
const MB = 1e6;

/** A tree of `files` files; one in a hundred holds ten occurrences of COMMON, thirty of them one of RARE each. */
export function treeOf(files) {
  const commonFiles = Math.max(1, Math.round(files * 0.009));
  return { files, seed: 1, common: commonFiles * 10, commonFiles, rare: 30, rareFiles: 30 };
}

/** Start-up: the least that anything written for Node can take, and what ours adds. */
export async function start({ folder, rounds }) {
  const root = join(folder, "empty");
  if (!existsSync(root)) {
    await makeRepository(root, { ...treeOf(30), small: true });
    await run(contendersIn(root).occmap(["init", "--hook", "plain"]));
  }
  const { node, occmap, hook } = contendersIn(root);
  const figures = await contest(
    {
      "node -e 0": node(),
      "occmap --version": occmap(["--version"]),
      "commit hook, no map": hook(),
      "occmap hook, no map": occmap(["hook"]),
      "occmap scan, 30 files": occmap(["scan", "--target", RARE, "--output", "-"]),
    },
    { rounds: Math.max(rounds, 15) },
  );
  return {
    title: "Start",
    figures,
    goals: [
      ratio(figures, "occmap --version", ["node -e 0"], 1.3),
      ratio(figures, "commit hook, no map", ["node -e 0"], 1.3),
      ratio(figures, "occmap hook, no map", ["node -e 0"], 1.3),
    ],
  };
}

/** The scan of a tree in which the string is common, or rare. */
export async function scan({ root, label, strings, rounds, rare, peers }) {
  const { node, occmap, gitListAndRg, rg, gitGrep, astGrep, ripgrepJs } = contendersIn(root);
  const [target, ...related] = strings;
  const args = ["scan", "--target", target, ...related.flatMap((one) => ["--related", one]), "--output", "-"];
  const figures = await contest(
    {
      "node -e 0": node(),
      "git ls-files + rg": gitListAndRg(strings),
      "rg --json (walks the folders)": rg(strings),
      "git grep": gitGrep(strings),
      "occmap scan": occmap(args),
      ...(peers ? { "ast-grep (names in TypeScript only)": astGrep(target) } : {}),
      ...(peers ? { "ripgrep-js": ripgrepJs(target) } : {}),
    },
    { rounds },
  );
  const stages = await stagesOf(root, [...args.slice(0, -1), `${root}-timed.yaml`, "--force"]);
  const parsers = rare ? 0 : await parsersAlone(root, strings, rounds);
  const floor = ["git ls-files + rg"];
  return {
    title: `Scan, ${label}`,
    figures,
    stages,
    goals: goalsAt(root, [
      rare
        ? ratio(figures, "occmap scan", floor, 1.3, { without: "node -e 0" })
        : ratio(figures, "occmap scan", floor, 1.5, { without: "node -e 0", plus: parsers }),
    ]),
  };
}

/** The goals are about a tree of 100,000 files: in a small one the start of git and Node is all there is. */
const LARGE_TREE = 50_000;

function goalsAt(root, goals) {
  return sizeOf(root).files < LARGE_TREE ? [] : goals;
}

/** The gate over a change of thirty files: every occurrence of RARE is removed. */
export async function gate({ root, label, rounds }) {
  const { node, occmap, gitStatus, gitDiff, gitListAndRg } = contendersIn(root);
  try {
    await run(occmap(["scan", "--target", RARE]));
    git(root, "add", MAP);
    git(root, ...IDENTITY, "commit", "--quiet", "--message=plan");
    await run(occmap(["apply", "--write"]));
    // What was just written is as young as the index; a person's change is not. Git must not read it twice.
    git(root, "status", "--short");
    const figures = await contest(
      {
        "node -e 0": node(),
        "git status --untracked-files=all": gitStatus(),
        "git diff": gitDiff(),
        "git ls-files + rg": gitListAndRg([RARE]),
        "occmap gate": occmap(["gate"]),
        "occmap check": occmap(["check"]),
      },
      { rounds },
    );
    const stages = await stagesOf(root, ["gate"]);
    return {
      title: `Gate, ${label}, a change of 30 files`,
      figures,
      stages,
      goals: goalsAt(root, [
        ratio(figures, "occmap gate", ["git status --untracked-files=all"], 1.5, { without: "node -e 0" }),
        ratio(figures, "occmap gate", ["git status --untracked-files=all", "git ls-files + rg"], 1.5, {
          without: "node -e 0",
        }),
      ]),
    };
  } finally {
    git(root, "reset", "--quiet", "--hard", "refs/heads/base");
  }
}

/** Very many occurrences: the scan of a million, and a map of 100,000 entries. */
export async function many({ folder, rounds }) {
  const million = join(folder, "million");
  if (!existsSync(million))
    await makeRepository(million, {
      files: 10_000,
      seed: 2,
      common: 1e6,
      commonFiles: 1e4,
      rare: 0,
      rareFiles: 0,
    });
  const large = join(folder, "large-map");
  if (!existsSync(large)) {
    await makeRepository(large, {
      files: 10_000,
      seed: 3,
      common: 1e5,
      commonFiles: 1e4,
      rare: 0,
      rareFiles: 0,
      small: true,
    });
    await run(contendersIn(large).occmap(["scan", "--target", COMMON]));
    git(large, "add", MAP);
    git(large, ...IDENTITY, "commit", "--quiet", "--message=plan");
    await run(contendersIn(large).occmap(["apply", "--write"]));
  }
  const scanArgs = ["scan", "--target", COMMON, "--output", "-"];
  const figures = {
    ...(await contest(
      { "scan of 1,000,000 occurrences": contendersIn(million).occmap(scanArgs) },
      { rounds: Math.min(rounds, 3) },
    )),
    ...(await contest(
      {
        "check, map of 100,000 entries": contendersIn(large).occmap(["check", "--base", "HEAD"], [0, 1]),
        "gate, map of 100,000 entries": contendersIn(large).occmap(["gate"]),
      },
      { rounds },
    )),
  };
  return {
    title: "Very many occurrences",
    figures,
    stages: await stagesOf(large, ["gate"]),
    goals: [
      bound(figures, "scan of 1,000,000 occurrences", 25_000, 1000 * MB),
      bound(figures, "check, map of 100,000 entries", 4000, 700 * MB),
      bound(figures, "gate, map of 100,000 entries", 4000, 700 * MB),
    ],
  };
}

const PATHOLOGICAL = {
  "one line of 500 MB": (root) => {
    const piece = Buffer.from(`${"x".repeat(99_999)} `);
    const file = join(root, "line.txt");
    writeFileSync(file, "");
    for (let at = 0; at < 5000; at += 1) appendFileSync(file, at === 2500 ? Buffer.from(COMMON) : piece);
  },
  "a file of only the target, 20 MB": (root) => {
    writeFileSync(join(root, "only.txt"), COMMON.repeat(Math.floor((20 * MB) / COMMON.length)));
  },
};

/** Inputs that nobody has on purpose: time and memory stay bounded. */
export async function odd({ folder, rounds }) {
  const contenders = {};
  for (const [name, write] of Object.entries(PATHOLOGICAL)) {
    const root = await oddRepository(folder, name, { files: 10 });
    if (!existsSync(join(root, ".git", "written"))) {
      write(root);
      git(root, "add", "--all");
      git(root, ...IDENTITY, "commit", "--quiet", "--message=more");
      writeFileSync(join(root, ".git", "written"), "");
    }
    contenders[`scan: ${name}`] = scanOf(root);
  }
  const flat = await oddRepository(folder, "200,000 files in one folder", { files: 200_000, flat: true });
  contenders["scan: 200,000 files in one folder"] = scanOf(flat);
  // Deeper trees are none of git's: some versions refuse more than 2,048 levels, others crash over 5,000.
  const deep = await oddRepository(folder, "2,000 levels of folders", { files: 10, levels: 2000 });
  contenders["scan: 2,000 levels of folders"] = scanOf(deep);
  return {
    title: "Odd inputs",
    figures: await contest(contenders, { rounds: Math.min(rounds, 3) }),
    goals: [],
  };
}

/** A scan may refuse, by name, what it cannot do; it may not hang or crash. */
function scanOf(root) {
  return contendersIn(root).occmap(["scan", "--target", COMMON, "--output", "-"], [0, 2]);
}

async function oddRepository(folder, name, settings) {
  const root = join(folder, name.replace(/\W+/g, "-"));
  if (!existsSync(root))
    await makeRepository(root, {
      seed: 4,
      common: 5,
      commonFiles: 5,
      rare: 0,
      rareFiles: 0,
      small: true,
      ...settings,
    });
  return root;
}

/** How the time grows: with files at a set rate of occurrences, and with occurrences in a set number of files. */
export async function growth({ trees, folder, rounds }) {
  const files = [];
  for (const { root, files: number } of trees) {
    const { node, occmap } = contendersIn(root);
    const figures = await contest(
      { node: node(), scan: occmap(["scan", "--target", COMMON, "--output", "-"]) },
      { rounds },
    );
    files.push({ size: number, ms: figures.scan.median - figures.node.median });
  }
  const occurrences = [];
  for (const number of [1000, 10_000, 100_000, 1_000_000]) {
    const root = join(folder, number === 1_000_000 ? "million" : `occurrences-${number}`);
    if (!existsSync(root))
      await makeRepository(root, {
        files: 10_000,
        seed: 2,
        common: number,
        commonFiles: Math.min(number, 10_000),
        rare: 0,
        rareFiles: 0,
      });
    const { node, occmap } = contendersIn(root);
    const figures = await contest(
      { node: node(), scan: occmap(["scan", "--target", COMMON, "--output", "-"]) },
      { rounds: Math.min(rounds, 3) },
    );
    occurrences.push({ size: number, ms: figures.scan.median - figures.node.median });
  }
  return {
    title: "Growth",
    curves: {
      "files, a scan of one tree": { points: files, exponent: exponent(files) },
      "occurrences in 10,000 files": { points: occurrences, exponent: exponent(occurrences) },
    },
    goals: [],
  };
}

/** The slope of log(time) over log(size), least squares: 1 is linear. */
function exponent(points) {
  const logs = points.map(({ size, ms }) => [Math.log(size), Math.log(ms)]);
  const mean = (at) => logs.reduce((sum, one) => sum + one[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

const IDENTITY = ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid"];

/** What the tool itself says of its stages. */
async function stagesOf(root, args) {
  const out = `${root}-timings.json`;
  const { argv } = contendersIn(root).occmap([...args, "--timings", "--json"]);
  await run({
    argv: ["sh", "-c", 'exec "$@" >"$OUT"', "sh", ...argv],
    cwd: root,
    env: { ...process.env, OUT: out },
  });
  const { timings } = JSON.parse(readFileSync(out, "utf8"));
  rmSync(out);
  return timings;
}

/**
 * `own` against the sum of `floor`, as a ratio. `without`: start-up is set aside. `plus`: milliseconds that are
 * allowed on top of the floor's share.
 */
function ratio(figures, own, floor, goal, { without, plus = 0 } = {}) {
  const aside = without === undefined ? 0 : figures[without].median;
  const measured = figures[own].median - aside - plus;
  const against = floor.reduce((sum, name) => sum + figures[name].median, 0);
  const text = [
    own,
    without === undefined ? "" : ` less ${without}`,
    plus === 0 ? "" : ` less the parsers' ${plus.toFixed(0)} ms`,
    ` / (${floor.join(" + ")})`,
  ].join("");
  return { what: text, value: measured / against, goal, met: measured / against <= goal };
}

function bound(figures, own, ms, bytes) {
  const { median, memory } = figures[own];
  return {
    what: `${own}: within ${ms / 1000} s and ${bytes / MB} MB`,
    value: median,
    memory: memory?.own ?? null,
    goal: ms,
    met: median <= ms && (memory === null || memory.own <= bytes),
  };
}

/** Number and bytes of the tracked files. */
export function sizeOf(root) {
  const paths = git(root, "ls-files", "-z").split("\0").filter(Boolean);
  const sizes = paths.map((path) => statSync(join(root, path), { throwIfNoEntry: false })?.size ?? 0);
  return { files: paths.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
