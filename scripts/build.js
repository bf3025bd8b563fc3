// Compiles src/ into dist/: the program with tsc, once more into few files (dist/bundle/), which are what runs and what
// is published; the script of a report's page into one file. A stale file in dist/ would be packed and shipped, so the
// folder is made anew. The same goes for grammars/, the parsers' grammars that no package of ours at run time holds
// (docs/decisions/parsers.md).
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundle } from "./support/bundle.js";

const root = new URL("..", import.meta.url);
rmSync(new URL("dist", root), { recursive: true, force: true });
const { resolve } = createRequire(import.meta.url);
const grammars = new URL("grammars/", root);
rmSync(grammars, { recursive: true, force: true });
mkdirSync(grammars);
for (const path of [
  "tree-sitter-c/tree-sitter-c.wasm",
  "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
])
  copyFileSync(resolve(path), new URL(path.slice(path.lastIndexOf("/") + 1), grammars));
const tsc = resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;

await bundle();
await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints: { page: "src/page/main.ts" },
  outdir: "dist/page",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "ascii",
  // The licence of what is bundled stays in the page.
  legalComments: "inline",
  logLevel: "warning",
});
await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints: ["src/page/page.css"],
  outdir: "dist/page",
  minify: true,
  charset: "ascii",
  logLevel: "warning",
});

// The manual is made of what was just compiled.
if (status === 0) await import("./manual.js");
