// Puts the program into few files (dist/bundle/): Node takes about a millisecond for each module that it loads
// (docs/decisions/start.md). What the frequent commands share is one file, whatever else shares parts of it; left to
// itself, a bundler cuts it into fifty.
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { rollup } from "rollup";
import { validators } from "./validators.js";

const ROOT = new URL("../../", import.meta.url);
const inSource = (file) => fileURLToPath(new URL(`src/${file}`, ROOT));

/**
 * The files that are put together, by the modules whose imports they hold; a module that belongs to two of them goes into
 * the file of what they share. None holds a module that loads a package, with all that lies behind it: packages are for
 * those who ask for them.
 */
const FILES = {
  start: ["main.ts"],
  scan: ["cli/dispatch.ts", "cli/enter.ts", "cli/scan.ts"],
  gate: ["cli/gate.ts", "cli/check.ts"],
  // A parsing thread loads this one and what it shares.
  sorting: ["syntax/sorter.ts"],
};
const SHARED = "shared";

export async function bundle() {
  const program = await rolledUp({
    main: inSource("main.ts"),
    index: inSource("index.ts"),
    worker: inSource("syntax/worker.ts"),
  });
  const fileOf = once(filesOf);
  await program.write({
    dir: fileURLToPath(new URL("dist/bundle", ROOT)),
    format: "es",
    entryFileNames: "[name].js",
    // As deep as the modules themselves: they find grammars, pages and documents beside them.
    chunkFileNames: "[name]-[hash].js",
    manualChunks: (id, graph) => fileOf(graph).get(id),
    onlyExplicitManualChunks: true,
    hoistTransitiveImports: false,
  });
  // A file of its own that shares nothing: each further module would cost a hook in a repository without a map.
  const quick = await rolledUp(inSource("quick.ts"));
  await quick.write({ file: fileURLToPath(new URL("dist/bundle/quick.cjs", ROOT)), format: "cjs" });
}

function rolledUp(input) {
  return rollup({
    input,
    // Packages stay packages: their licences, their updates, and what nobody asks for is not loaded.
    external: (id) => isPackage(id),
    plugins: [
      validators(new URL("dist/", ROOT)),
      {
        name: "typescript",
        transform: async (code, id) =>
          id.endsWith(".ts")
            ? { code: (await transform(code, { loader: "ts", target: "node20.12" })).code, map: null }
            : null,
      },
    ],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
}

/** Node's own modules are packages too; schemas are made by a plugin. */
function isPackage(id) {
  return !/^[./]|^[A-Za-z]:|^urn:|^\0/.test(id) || id.startsWith("node:");
}

/** The name of the file that each module goes into, for those that are put together. */
function filesOf({ getModuleInfo }) {
  const behind = (starts) => {
    const found = new Set(starts);
    // Grows while it is walked.
    for (const id of found) for (const next of getModuleInfo(id)?.importedIds ?? []) found.add(next);
    return found;
  };
  const needsPackage = (id) => [...behind([id])].some((one) => isPackage(one) && !one.startsWith("node:"));
  const files = new Map();
  for (const [file, starts] of Object.entries(FILES))
    for (const id of behind(starts.map(inSource)))
      if (!isPackage(id) && !needsPackage(id)) files.set(id, files.has(id) ? SHARED : file);
  return files;
}

function once(make) {
  let made;
  return (argument) => (made ??= make(argument));
}
