#!/usr/bin/env node
/**
 * How long a gate takes over a large change, measured against `git status` in the same repository.
 *
 *   node bench/gate-change.js [--files 3000] [--entries 20000] [--unchanged 0] [--rounds 5] [--keep]
 *
 * Makes a repository in a temporary folder: `files` files that share `entries` planned lines, and `unchanged` others.
 * The plan is carried out in the working tree, and both commands are run in turn, `rounds` times each; the medians
 * are printed with their ratio, with the start of Node and without it.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const BIN = join(import.meta.dirname, "..", "bin.cjs");
const { values } = parseArgs({
  options: {
    files: { type: "string", default: "3000" },
    entries: { type: "string", default: "20000" },
    unchanged: { type: "string", default: "0" },
    rounds: { type: "string", default: "5" },
    keep: { type: "boolean", default: false },
  },
});
const [files, entries, unchanged, rounds] = [
  values.files,
  values.entries,
  values.unchanged,
  values.rounds,
].map(Number);

const home = mkdtempSync(join(tmpdir(), "occmap-bench-"));
const root = join(home, "repository");
const env = { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: "1", LC_ALL: "C" };

function run(file, args) {
  return execFileSync(file, args, { cwd: root, env, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

function write(path, content) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** 60 lines; on every third from the second on stands a planned occurrence, as long as there are any left. */
function linesOf(file, planned) {
  return Array.from({ length: 60 }, (_, at) =>
    at % 3 === 1 && Math.floor(at / 3) < planned
      ? `  legacy_call(${file}, ${at});`
      : `  line(${file}, ${at % 7});`,
  );
}

const path = (file) => `src/area${file % 50}/part${file % 10}/file${file}.js`;
const plannedIn = (file) => Math.floor(((file + 1) * entries) / files) - Math.floor((file * entries) / files);

function makeRepository() {
  mkdirSync(root);
  run("git", ["init", "--quiet", "--initial-branch=main"]);
  const list = [];
  for (let file = 0; file < files; file += 1) {
    const lines = linesOf(file, plannedIn(file));
    write(path(file), `${lines.join("\n")}\n`);
    for (const [at, line] of lines.entries())
      if (line.includes("legacy_call")) list.push([path(file), at + 1]);
  }
  for (let file = 0; file < unchanged; file += 1)
    write(`other/area${file % 100}/file${file}.js`, `${linesOf(file, 0).join("\n")}\n`);
  write("occurrence_map.yaml", mapOf(list));
  run("git", ["add", "--all"]);
  run("git", [
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@example.invalid",
    "commit",
    "--quiet",
    "-m",
    "base",
  ]);
  for (let file = 0; file < files; file += 1) {
    const kept = linesOf(file, plannedIn(file)).filter((line) => !line.includes("legacy_call"));
    write(path(file), `${kept.join("\n")}\n`);
  }
  return list.length;
}

function mapOf(list) {
  const sorted = list.toSorted(([a, m], [b, n]) => (a === b ? m - n : a < b ? -1 : 1));
  const none = ["import_paths", "filesystem_paths", "serialized_keys", "cli_commands"];
  return [
    "mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
    "mission_slug: bench-01KQ7YXH",
    "target_string: legacy_call",
    "related_strings: []",
    "generated_at: 2026-04-27T18:00:45Z",
    "categories:",
    "  code_symbols:",
    "    remove:",
    ...sorted.map(([file, line]) => `      - path: ${file}\n        line: ${line}\n        reason: a call`),
    "    keep: []",
    ...[...none, "user_facing_strings", "tests_fixtures", "logs_telemetry"].map(
      (name) => `  ${name}: { remove: [], keep: [] }`,
    ),
    `totals: { remove_count: ${list.length}, keep_count: 0 }`,
    "",
  ].join("\n");
}

function time(file, args, expected) {
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(file, args, { cwd: root, env, maxBuffer: 1 << 28 });
  const taken = Number(process.hrtime.bigint() - began) / 1e6;
  if (status !== expected) throw new Error(`${file} ${args.join(" ")} gave ${status}: ${stderr}`);
  return taken;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

try {
  const planned = makeRepository();
  const taken = { status: [], gate: [], node: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Without optional locks git status leaves the index as it is, so that every round has the same work.
    taken.status.push(
      time("git", ["--no-optional-locks", "status", "--untracked-files=all", "--porcelain"], 0),
    );
    taken.gate.push(time(process.execPath, [BIN, "gate"], 0));
    taken.node.push(time(process.execPath, ["-e", "0"], 0));
  }
  const [status, gate, node] = [taken.status, taken.gate, taken.node].map(median);
  const ms = (number) => `${number.toFixed(0)} ms`.padStart(9);
  process.stdout.write(
    [
      `${files} files changed, ${planned} entries, ${unchanged} other files; medians of ${rounds} rounds`,
      `git status --untracked-files=all ${ms(status)}`,
      `node -e 0                        ${ms(node)}`,
      `occmap gate                      ${ms(gate)}  ${(gate / status).toFixed(2)} × git status`,
      `occmap gate without Node's start ${ms(gate - node)}  ${((gate - node) / status).toFixed(2)} × git status`,
      ...(values.keep ? [`kept: ${root}`] : []),
      "",
    ].join("\n"),
  );
} finally {
  if (!values.keep) rmSync(home, { recursive: true, force: true });
}
