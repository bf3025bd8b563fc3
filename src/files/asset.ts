/** Files that are part of occmap itself and stand beside its code, wherever it is installed. */
import { readFile } from "node:fs/promises";

/** The text of a file of the built package, by its path in `dist/`. */
export function readBuiltFile(name: "page/page.js" | "page/page.css"): Promise<string> {
  return readFile(new URL(`../${name}`, import.meta.url), "utf8");
}

/** The text of a page of the documentation that is packed with the code. */
export function readDocumentation(name: "findings.md"): Promise<string> {
  return readFile(new URL(`../../docs/${name}`, import.meta.url), "utf8");
}
