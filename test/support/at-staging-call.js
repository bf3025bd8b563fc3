// Loaded before the command line: counts the file calls that `apply --write` makes from the making of its staging
// folder to the removal of it, and at the call with the number OCCMAP_TEST_AT sends the process OCCMAP_TEST_SIGNAL.
// A call that can be waited for is never answered then; one that cannot goes on.
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.OCCMAP_TEST_AT);
const signal = process.env.OCCMAP_TEST_SIGNAL;
let calls = 0;
let isAtWork = false;

/** Is it this call's turn? */
function arrive(name, path) {
  if (String(path).includes(".occmap-apply") && name === "mkdirSync") isAtWork = true;
  if (!isAtWork) return false;
  calls += 1;
  if (calls !== at) return false;
  process.kill(process.pid, signal);
  return true;
}

for (const name of [
  "mkdirSync",
  "renameSync",
  "lstatSync",
  "readFileSync",
  "readlinkSync",
  "rmSync",
  "rmdirSync",
]) {
  const original = fs[name];
  fs[name] = function (...args) {
    arrive(name, args[0]);
    const result = original.apply(this, args);
    if (name === "rmSync" && String(args[0]).includes(".occmap-apply")) isAtWork = false;
    return result;
  };
}

function replace(target, names) {
  for (const name of names) {
    const original = target[name];
    target[name] = function (...args) {
      if (!arrive(name, args[0])) return original.apply(this, args);
      return new Promise((resolve) => process.stdin.on("never", resolve).resume());
    };
  }
}

const handle = await promises.open(new URL(import.meta.url));
replace(Object.getPrototypeOf(handle), ["writeFile", "chmod", "sync"]);
await handle.close();
replace(promises, ["open", "writeFile", "symlink"]);
syncBuiltinESMExports();
