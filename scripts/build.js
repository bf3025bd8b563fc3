// Compiles src/ into dist/. A stale file in dist/ would be packed and shipped, so the folder is made anew. The same
// goes for grammars/, the parsers' grammars that no package of ours at run time holds (docs/decisions/parsers.md).
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

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
