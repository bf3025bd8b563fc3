// Loaded before the command line: spoils the start of ripgrep.
// OCCMAP_TEST_REMOVE names a file that is removed right before the search, as another program might.
// OCCMAP_TEST_RG=fail starts a program in its place that finds something and then fails, as rg does on a bad file.
// OCCMAP_TEST_RG=missing leaves its package out, as npm does with --omit=optional.
import childProcess from "node:child_process";
import { rmSync } from "node:fs";
import { register, syncBuiltinESMExports } from "node:module";

const original = childProcess.spawn;
const FAILING = `console.log('{"type":"begin","data":{"path":{"text":"./a.txt"}}}'); console.error("boom"); process.exitCode = 2;`;

childProcess.spawn = function (file, args, options) {
  if (!args.includes("--json")) return original.call(this, file, args, options);
  if (process.env.OCCMAP_TEST_REMOVE !== undefined) rmSync(process.env.OCCMAP_TEST_REMOVE, { force: true });
  if (process.env.OCCMAP_TEST_RG === "fail")
    return original.call(this, process.execPath, ["-e", FAILING], options);
  return original.call(this, file, args, options);
};
syncBuiltinESMExports();

if (process.env.OCCMAP_TEST_RG === "missing")
  register(
    `data:text/javascript,${encodeURIComponent(`
      export async function resolve(specifier, context, next) {
        if (specifier !== "@vscode/ripgrep") return next(specifier, context);
        return { url: "data:text/javascript,throw new Error('it is not installed')", shortCircuit: true };
      }`)}`,
  );
