/** Preloaded: appends what the command loads, packages and the sorter, to the file that NOTE_LOADED_IN names. */
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";

const { cache } = createRequire(import.meta.url);
const file = process.env["NOTE_LOADED_IN"] ?? "";

register(
  `data:text/javascript,${encodeURIComponent(`
    import { appendFileSync } from "node:fs";
    export async function resolve(specifier, context, next) {
      if (/^[@a-z]/.test(specifier) && !/^(node|file|data):/.test(specifier)) {
        const found = await next(specifier, context);
        if (found.url.includes("/node_modules/")) appendFileSync(${JSON.stringify(file)}, specifier + "\\n");
        return found;
      }
      // scripts/support/bundle.js names the file.
      if (specifier.startsWith("./sorting-")) appendFileSync(${JSON.stringify(file)}, "the sorter\\n");
      return next(specifier, context);
    }`)}`,
);

// What is required does not pass the hook.
process.on("exit", () => {
  for (const path of Object.keys(cache)) {
    const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path) ?? [];
    if (name !== undefined) appendFileSync(file, `${name.replaceAll("\\", "/")}\n`);
  }
});
