/**
 * The package `yaml`, loaded when something is read with it. A map as our own writer leaves it never needs it, and
 * whoever waits for a commit hook would wait for its seventy files.
 */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";

const load = createRequire(import.meta.url);
let loaded: typeof Yaml | undefined;

export function yamlPackage(): typeof Yaml {
  // The package is CommonJS, and says so in its types.
  return (loaded ??= load("yaml") as typeof Yaml);
}
