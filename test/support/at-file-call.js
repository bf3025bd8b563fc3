// Loaded before the command line: counts its file calls in .kittify, and does something at one of them.
// OCCMAP_TEST_AT is the number of the call, OCCMAP_TEST_DO what is done instead of it:
//   kill      end the process as a power cut would
//   stall     say "stalled" on standard error and never answer
//   no-links  (at no number) be a file system without hard links
//   tamper    (at no number) let another program write right after the call that replaces the file
import promises, { open, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.OCCMAP_TEST_AT);
const action = process.env.OCCMAP_TEST_DO;
const ours = new WeakSet();
let calls = 0;

function arrive() {
  calls += 1;
  if (calls !== at) return undefined;
  if (action === "kill") process.kill(process.pid, "SIGKILL");
  if (action === "stall") process.stderr.write("stalled\n");
  // An open handle keeps the process there.
  return new Promise((resolve) => process.stdin.on("never", resolve).resume());
}

function replace(target, names, isOurs, afterwards) {
  for (const name of names) {
    const original = target[name];
    target[name] = async function (...args) {
      const mine = isOurs(this, args);
      if (mine) await arrive();
      if (mine && name === "link" && action === "no-links")
        throw Object.assign(new Error("no"), { code: "EPERM" });
      const result = await original.apply(this, args);
      if (mine) await afterwards(name, args, result);
      return result;
    };
  }
}

const handle = await open(new URL(import.meta.url));
const methods = Object.getPrototypeOf(handle);
await handle.close();
replace(
  methods,
  ["writeFile", "chmod", "sync", "read", "stat"],
  (self) => ours.has(self),
  () => undefined,
);
replace(
  promises,
  ["open", "writeFile", "link", "rename", "lstat", "readFile", "readdir", "rm", "mkdir"],
  (_self, [path]) => String(path).includes(".kittify"),
  async (name, args, result) => {
    if (name === "open") ours.add(result);
    if (action === "tamper" && name === "rename") await writeFile(args[1], process.env.OCCMAP_TEST_CONTENT);
  },
);
syncBuiltinESMExports();
