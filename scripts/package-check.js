// Is what npm would publish whole, and does it work where nothing of this repository is at hand? Packs, installs
// the tarball in an empty folder, and uses it there as a command, as a library and from TypeScript.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { commitAll, git, isolatedEnvironment } from "./support/git.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const scratch = mkdtempSync(join(realpathSync(tmpdir()), "occmap-package-"));
const user = join(scratch, "user");

try {
  const { tarball, files } = pack();
  await lint(tarball);
  install(tarball);
  checkFiles(files);
  checkCommand();
  checkLibrary();
  checkTypes();
  console.log(`${manifest.name}-${manifest.version}: ${files.length} files, installed and used`);
} catch (error) {
  console.error(`package check failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function run(command, args, { cwd = user, expected = 0 } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: isolatedEnvironment(),
    encoding: "utf8",
  });
  if (error) throw error;
  if (status !== expected)
    throw new Error(`${command} ${args.join(" ")} ended with ${status}, not ${expected}\n${stdout}${stderr}`);
  return stdout;
}

function ensure(holds, message) {
  if (!holds) throw new Error(message);
}

function pack() {
  run(process.execPath, [join(root, "scripts/build.js")], { cwd: root });
  const [packed] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", scratch], { cwd: root }),
  );
  return { tarball: join(scratch, packed.filename), files: packed.files.map(({ path }) => path) };
}

async function lint(tarball) {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball);
  const packed = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: packed }, strict: true });
  ensure(
    messages.length === 0,
    `publint has something to say:\n${messages.map((message) => formatMessage(message, pkg)).join("\n")}`,
  );
}

function install(tarball) {
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), `${JSON.stringify({ private: true, type: "module" })}\n`);
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", tarball]);
}

/** What a user gets: the program, its types, schemas and documents. Nothing to test or to build it with. */
function checkFiles(files) {
  const wanted = [
    /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|bin\.cjs)$/,
    /^dist\/.+\.(c?js|d\.ts)$/,
    /^dist\/page\/page\.css$/,
  ];
  wanted.push(/^grammars\/tree-sitter-[\w-]+\.wasm$/);
  wanted.push(/^man\/occmap\.1$/, /^docs\/images\/\w+\.(svg|png)$/);
  wanted.push(/^schemas\/[\w-]+\.schema\.json$/, /^docs\/.+\.md$/);
  for (const path of files) {
    ensure(
      wanted.some((pattern) => pattern.test(path)),
      `${path} has no place in the package`,
    );
    const text = readFileSync(join(user, "node_modules", manifest.name, path), "utf8");
    ensure(!text.includes("sourceMappingURL"), `${path} names a source map`);
    for (const place of [root, scratch])
      ensure(!text.includes(place), `${path} holds a path of this machine`);
  }
  for (const path of [
    "bin.cjs",
    "dist/bundle/index.js",
    "dist/bundle/quick.cjs",
    "dist/bundle/worker.js",
    "dist/index.d.ts",
    "README.md",
    "LICENSE",
  ])
    ensure(files.includes(path), `the package lacks ${path}`);
}

function checkCommand() {
  const command = join(user, "node_modules", ".bin", manifest.name);
  ensure(run(command, ["--version"]) === `${manifest.version}\n`, "--version prints another version");
  ensure(run(command, ["--help"]).includes("\n  scan "), "--help does not list the commands");
  const project = join(scratch, "project");
  mkdirSync(project);
  writeFileSync(join(project, "app.py"), "import sys\nold_name = 1\nprint(sys.argv)\n");
  commitAll(project, "first");
  run(command, ["scan", "--target", "old_name"], { cwd: project });
  run(command, ["check"], { cwd: project });
  run(command, ["gate"], { cwd: project, expected: 1 });
  writeFileSync(join(project, "app.py"), "import sys\nprint(sys.argv)\n");
  run(command, ["gate"], { cwd: project });
  appendFileSync(join(project, "app.py"), "print(1)\n");
  run(command, ["gate"], { cwd: project, expected: 1 });
  git(project, "checkout", "--quiet", "app.py");
  checkGrammars(command);
}

/** The grammars of a package and those that occmap brings itself: a tree knows what holds a name, tokens do not. */
function checkGrammars(command) {
  const project = join(scratch, "grammars");
  mkdirSync(project);
  writeFileSync(join(project, "app.py"), "class Outer:\n    def old_name(self): pass\n");
  writeFileSync(join(project, "app.kt"), "class Outer {\n  fun old_name() {}\n}\n");
  writeFileSync(join(project, "app.c"), "int old_name(void) { return 1; }\n");
  commitAll(project, "first");
  run(command, ["scan", "--target", "old_name"], { cwd: project });
  const map = readFileSync(join(project, "occurrence_map.yaml"), "utf8");
  const found = map.match(/identifier, (method of class Outer|function)/g) ?? [];
  ensure(found.length === 3, `a grammar is missing from the package:\n${map}`);
}

function checkLibrary() {
  const program = `
    import assert from "node:assert/strict";
    import { gate, scan, SCHEMAS, VERSION, writeMap } from "${manifest.name}";
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    const folder = process.argv[2];
    const mission = { id: "01HZ0000000000000000000000", slug: "remove-old-name" };
    const result = await scan({ folder, target: "old_name", mission, now: new Date(0), variables: process.env });
    assert.equal(result.map.entries.length, 1);
    assert.match(writeMap(result.map), /path: app\\.py/);
    const verdict = await gate({ folder, variables: process.env });
    assert.equal(verdict.pass, false);
    assert.equal(VERSION, require("${manifest.name}/package.json").version);
    for (const name of Object.keys(SCHEMAS))
      assert.deepEqual(require(\`${manifest.name}/schemas/\${name}.schema.json\`), SCHEMAS[name]);
  `;
  writeFileSync(join(user, "library.mjs"), program);
  run(process.execPath, ["library.mjs", join(scratch, "project")]);
}

/** With this repository's compiler and its types of Node, and with the package's own declarations checked too. */
function checkTypes() {
  const program = `
    import { gate, scan, type Finding, type GateResult, type ScanResult } from "${manifest.name}";
    const mission = { id: "01HZ0000000000000000000000", slug: "remove-old-name" };
    export async function both(folder: string): Promise<readonly Finding[]> {
      const scanned: ScanResult = await scan({ folder, target: "x", mission, now: new Date(), variables: {} });
      const judged: GateResult = await gate({ folder: scanned.root, variables: {} });
      // @ts-expect-error the types are there, and refuse what is wrong
      await gate({ folder: 1 });
      return "faults" in judged ? [] : judged.findings;
    }
  `;
  writeFileSync(join(user, "types.mts"), program);
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];
  options.push("--module", "nodenext", "--types", "node", "--typeRoots", join(root, "node_modules/@types"));
  run(process.execPath, [tsc, ...options, "types.mts"]);
}
