/**
 * Makes a git repository of a given size, the same bytes for the same settings: sources in several languages, deep
 * folders, tracked files that git would ignore, binary and huge files, and occurrences at set rates.
 *
 * The files go to `git fast-import` as one stream and are then checked out, which takes a fraction of the time that
 * writing and adding them would.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { Random } from "./random.js";
import { LANGUAGES, writeSource } from "./sources.js";

/** The strings that are looked for: one that is common in the tree, one that is rare. */
export const COMMON = "legacy_checkout";
export const RARE = "retired_gateway";

/** Median and spread of file sizes in bytes: a mean of 11 kB, a tail of hundreds. */
const MEDIAN_SIZE = 4800;
const SPREAD = 1.3;
const LARGEST_SOURCE = 400_000;

const BINARY_RATE = 0.01;
const IGNORED_RATE = 0.005;
/** One huge file for so many others, of one of these sizes in turn. */
const FILES_A_HUGE_ONE = 5000;
const HUGE_SIZES = [4_000_000, 6_000_000, 14_000_000];

/**
 * `files`; `common` and `rare` occurrences, each in `commonFiles` and `rareFiles` files; `small`: files of some
 * hundred bytes, where only their number matters; `flat`: all in one folder; `levels`: all so many folders deep.
 */
export async function makeRepository(folder, settings) {
  mkdirSync(folder, { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch=main");
  const written = await importCommit(folder, settings);
  git(folder, "branch", "base", "main");
  // A path that no file system takes can be in the index all the same.
  if (settings.levels > 1000) git(folder, "read-tree", "main");
  // Checked out, and the index filled with the files' times, as after a clone.
  else git(folder, "reset", "--quiet", "--hard", "refs/heads/main");
  return written;
}

export function git(folder, ...args) {
  return execFileSync("git", ["-c", "gc.auto=0", ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function importCommit(folder, settings) {
  const args = [
    "-c",
    "core.compression=1",
    "-c",
    "fastimport.unpackLimit=1",
    "fast-import",
    "--quiet",
    "--depth=0",
  ];
  const importer = spawn("git", args, { cwd: folder, stdio: ["pipe", "inherit", "inherit"] });
  const ended = once(importer, "close");
  const write = async (bytes) => {
    if (!importer.stdin.write(bytes)) await once(importer.stdin, "drain");
  };
  await write(
    "commit refs/heads/main\ncommitter bench <bench@example.invalid> 1700000000 +0000\ndata 4\nbase\n",
  );
  let files = 0;
  let bytes = 0;
  for (const { path, content } of generatedFiles(settings)) {
    await write(`M 100644 inline ${path}\ndata ${content.length}\n`);
    await write(content);
    await write("\n");
    files += 1;
    bytes += content.length;
  }
  importer.stdin.end("done\n");
  const [status] = await ended;
  if (status !== 0) throw new Error(`git fast-import ended with ${status}`);
  return { files, bytes };
}

function* generatedFiles({
  files,
  seed,
  common,
  commonFiles,
  rare,
  rareFiles,
  small = false,
  flat = false,
  levels,
}) {
  const random = new Random(seed);
  yield { path: ".gitignore", content: Buffer.from("build/\n*.generated.*\n") };
  const commonly = spread(common, commonFiles, files);
  const rarely = spread(rare, rareFiles, files, 1);
  for (let number = 0; number < files; number += 1) {
    const strings = [...Array(commonly(number)).fill(COMMON), ...Array(rarely(number)).fill(RARE)];
    const folder = flat ? "all" : levels ? `${"d/".repeat(levels)}end` : folderOf(number);
    if (strings.length === 0 && !small && random.next() < BINARY_RATE) {
      yield { path: `${folder}/asset${number}.png`, content: binary(random) };
      continue;
    }
    const language = pickLanguage(random);
    const size = small ? 200 : Math.min(LARGEST_SOURCE, random.logNormal(MEDIAN_SIZE, SPREAD));
    const ignored = random.next() < IGNORED_RATE;
    const path = `${ignored ? `build/${folder}` : folder}/part${number}.${language.extension}`;
    yield { path, content: Buffer.from(writeSource(language, size, strings, random)) };
  }
  if (small) return;
  for (let at = 0; at < Math.floor(files / FILES_A_HUGE_ONE); at += 1) {
    const content = writeSource(LANGUAGES[6], HUGE_SIZES[at % HUGE_SIZES.length], [], random);
    yield { path: `data/dump${at}.json`, content: Buffer.from(content) };
  }
}

/** How many of `total` occurrences file `number` holds when `holders` of `files` files hold them all. */
function spread(total, holders, files, offset = 0) {
  const step = Math.max(1, Math.floor(files / Math.max(holders, 1)));
  return (number) => {
    const index = (number - offset) / step;
    if (!Number.isInteger(index) || index < 0 || index >= holders) return 0;
    return Math.floor(((index + 1) * total) / holders) - Math.floor((index * total) / holders);
  };
}

/** Some thirty files a folder, folders three to eight deep, one in two hundred forty deep. */
function folderOf(number) {
  const group = Math.floor(number / 30);
  if (group % 200 === 199) return `deep${group}/${"level/".repeat(38)}end`;
  const parts = ["services", "libs", "apps", "tools", "tests", "docs"];
  const depth = 1 + (group % 6);
  const inner = Array.from({ length: depth }, (_, level) => `area${(group >> level) % 17}`);
  return `${parts[group % parts.length]}/team${group % 23}/${inner.join("/")}/group${group}`;
}

function pickLanguage(random) {
  let left = random.below(100);
  for (const language of LANGUAGES) {
    left -= language.share;
    if (left < 0) return language;
  }
  return LANGUAGES[0];
}

function binary(random) {
  const bytes = Buffer.alloc(Math.min(300_000, Math.floor(random.logNormal(20_000, 1))) + 8);
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeInt32LE(random.below(2 ** 31), at);
  bytes.write("\x89PNG\r\n\x1a\n\0", 0, "latin1");
  return bytes;
}
