/**
 * The sorter that needs no parser: files by their paths, data by its format, code by its tokens.
 *
 * It is right wherever the path or a look at the tokens is enough, and it is what remains for languages without
 * a grammar and for files too large to parse. It must never throw, whatever the bytes are.
 */
import { classify } from "./classify.ts";
import { compileSettings } from "./compiled-settings.ts";
import type { CompiledSettings } from "./compiled-settings.ts";
import { readSites } from "./read.ts";
import { DEFAULT_SORTING_SETTINGS } from "./settings.ts";
import type { Sorter } from "./sorter.ts";

/** The sorter that a project's settings make. */
export function createLexicalSorter(settings: CompiledSettings): Sorter {
  return (file) => Promise.resolve(classify(file, settings, readSites));
}

export const lexicalSorter: Sorter = createLexicalSorter(compileSettings(DEFAULT_SORTING_SETTINGS));
