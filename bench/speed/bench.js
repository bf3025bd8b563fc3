/**
 * npm run bench: how fast occmap is, beside the programs that do a part of its work and those that a user might pick
 * instead. bench/speed/README.md says how to read it.
 *
 *   npm run bench -- [--size FILES] [--runs N] [--only start,scan,gate,many,odd,growth] [--keep DIR] [--json FILE]
 *   npm run bench -- --repo PATH --target STRING [--related STRING]
 *   npm run bench -- --compare BEFORE.json AFTER.json
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as cases from "./cases.js";
import { machine } from "./machine.js";
import { comparisonText, questionText } from "./print.js";
import { COMMON, git, makeRepository, RARE } from "./repository.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    only: { type: "string", default: "start,scan,gate" },
    keep: { type: "string" },
    json: { type: "string" },
    repo: { type: "string" },
    target: { type: "string" },
    related: { type: "string", multiple: true, default: [] },
    compare: { type: "boolean", default: false },
  },
});

if (values.compare) {
  const [before, after] = positionals.map((file) => JSON.parse(readFileSync(file, "utf8")));
  if (!before || !after) throw new Error("--compare takes two files that --json wrote");
  process.stdout.write(comparisonText(before, after));
} else await measure();

async function measure() {
  const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), "occmap-bench-"));
  mkdirSync(folder, { recursive: true });
  try {
    const questions = [];
    const report = (question) => {
      questions.push(question);
      process.stdout.write(questionText(question));
    };
    const facts = {
      machine: machine(),
      settings: { size: values.size, runs: values.runs, repo: values.repo !== undefined },
    };
    process.stdout.write(`${JSON.stringify(facts.machine)}\n`);
    await (values.repo === undefined ? askGenerated(folder, report) : askReal(folder, report));
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...facts, questions }, null, 2)}\n`);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** A clone is asked, so that nothing in the repository itself is touched. */
async function askReal(folder, report) {
  if (values.target === undefined) throw new Error("--repo needs --target STRING");
  const root = join(folder, "clone");
  if (!existsSync(root)) git(folder, "clone", "--quiet", resolve(values.repo), root);
  const { files, bytes } = cases.sizeOf(root);
  const strings = [values.target, ...values.related];
  const label = `${files} files, ${(bytes / 1e6).toFixed(0)} MB`;
  report(await cases.scan({ root, label, strings, rounds: Number(values.runs), rare: false, peers: true }));
}

async function askGenerated(folder, report) {
  const rounds = Number(values.runs);
  const only = new Set(values.only.split(","));
  const size = Number(values.size);
  if (only.has("start")) report(await cases.start({ folder, rounds }));
  if (only.has("scan") || only.has("gate")) {
    const root = await tree(folder, size);
    const { files, bytes } = cases.sizeOf(root);
    const label = `${files} files, ${(bytes / 1e6).toFixed(0)} MB`;
    const { common, commonFiles } = cases.treeOf(size);
    const often = `${label}, ${common} occurrences in ${commonFiles} files`;
    if (only.has("scan")) {
      report(await cases.scan({ root, label: often, strings: [COMMON], rounds, rare: false, peers: true }));
      report(
        await cases.scan({
          root,
          label: `${label}, 30 occurrences`,
          strings: [RARE],
          rounds,
          rare: true,
          peers: false,
        }),
      );
    }
    if (only.has("gate")) report(await cases.gate({ root, label, rounds }));
  }
  if (only.has("many")) report(await cases.many({ folder, rounds }));
  if (only.has("odd")) report(await cases.odd({ folder, rounds }));
  if (only.has("growth")) {
    const trees = [];
    for (const files of [1000, 5000, 20_000, 100_000]) trees.push({ files, root: await tree(folder, files) });
    report(await cases.growth({ trees, folder, rounds }));
  }
}

async function tree(folder, files) {
  const root = join(folder, `tree-${files}`);
  if (!existsSync(root)) await makeRepository(root, cases.treeOf(files));
  return root;
}
