// Loaded before the command line: OCCMAP_TEST_STUCK removals of a scratch folder fail, as they do when a program that
// was begun in it writes there at that moment.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";

const original = fs.rmSync;
let left = Number(process.env.OCCMAP_TEST_STUCK);

fs.rmSync = function (path, options) {
  if (!basename(String(path)).startsWith("occmap-") || left === 0) return original.call(this, path, options);
  left -= 1;
  throw Object.assign(new Error(`ENOTEMPTY: directory not empty, rmdir '${path}'`), { code: "ENOTEMPTY" });
};
syncBuiltinESMExports();
