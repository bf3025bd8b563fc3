/** `-o FILE`: where a command writes what it makes. One module, so that `-` means the same to all of them. */
import { resolve } from "node:path";
import { usageError, type Arguments } from "./arguments.ts";
import type { Environment } from "./environment.ts";

export const STDOUT = "-";

export interface Output {
  /** As it was named. */
  readonly name: string;
  /** Absolute; undefined for standard output. */
  readonly file: string | undefined;
}

/** `usual` is taken where nothing is named. Throws `OccmapError` (usage). */
export function outputOption(
  command: string,
  args: Arguments,
  { cwd }: Environment,
  usual?: typeof STDOUT,
): Output {
  const name = args.text("output") ?? usual;
  if (name === undefined) throw usageError(command, "-o FILE is missing");
  if (name !== STDOUT) return { name, file: resolve(cwd, name) };
  if (args.on("json")) throw usageError(command, "--json needs -o FILE: both want standard output");
  return { name, file: undefined };
}
