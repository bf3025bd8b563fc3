// Shows the whole tool on a small project (fixtures/demo): plan, carry out, accept, one edit more, reject.
// Works on a copy in a temporary folder. Fails where any step does not come out as it should.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { parse } from "yaml";
import { carryOut } from "./support/carry-out.js";
import { commitAll, git, isolatedEnvironment } from "./support/git.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const MAP = "occurrence_map.yaml";
const SCAN = [
  "scan",
  ...["--target", "legacy-export", "--related", "legacy_export", "--related", "legacyExport"],
];

const project = mkdtempSync(join(realpathSync(tmpdir()), "occmap-demo-"));
try {
  runDemo();
} catch (error) {
  console.error(styleText("red", `demo failed: ${error.message}`));
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}

function runDemo() {
  cpSync(join(root, "fixtures/demo"), project, { recursive: true });
  commitAll(project, "Tidepool 2.4.0");

  heading("1. A project that is to lose its --legacy-export");
  print(git(project, "ls-files"));

  heading("2. Plan: every occurrence, sorted, each to be removed or kept");
  occmap(SCAN, 0);
  heading(`   ${MAP}`);
  print(readFileSync(join(project, MAP), "utf8"));

  heading("3. Nothing is done yet, and the gate says so");
  occmap(["gate", "--quiet"], 1, ["not-removed"]);

  heading("4. Carry out what the map says, line by line");
  const map = parse(readFileSync(join(project, MAP), "utf8"));
  for (const done of carryOut(project, map)) print(done);
  print(git(project, "diff", "--stat"));

  heading("5. The change is the plan: accepted");
  occmap(["gate"], 0, ["accepted"]);

  heading("6. One edit more, which nobody planned: rejected");
  appendFileSync(join(project, "web/download.ts"), "export const RETRIES = 3;\n");
  occmap(["gate"], 1, ["extra-change", "web/download.ts"]);

  print(styleText("green", "demo: every step came out as it should"));
}

/** Runs the built command line, shows it, and holds it to its exit status and to words in its output. */
function occmap(args, expected, words = []) {
  print(styleText("bold", `$ occmap ${args.join(" ")}`));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "bin.cjs"), ...args], {
    cwd: project,
    env: isolatedEnvironment(),
    encoding: "utf8",
  });
  print(shortened(stdout));
  if (stderr !== "") print(stderr);
  print(styleText("dim", `exit status ${status}`));
  if (status !== expected) throw new Error(`expected exit status ${expected}, not ${status}`);
  for (const word of words)
    if (!stdout.includes(word)) throw new Error(`expected ${JSON.stringify(word)} in the output`);
}

/** A long report is cut in the middle: its beginning and its verdict are what a reader wants. */
function shortened(text, room = 40) {
  const lines = text.split("\n");
  if (lines.length <= room) return text;
  const left = lines.length - room;
  return [...lines.slice(0, room - 8), `  … ${left} lines more …`, ...lines.slice(-8)].join("\n");
}

function heading(text) {
  print(`\n${styleText("bold", text)}\n`);
}

function print(text) {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}
