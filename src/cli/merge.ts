/** `occmap merge`: one map of several parts. */
import { resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { writeFileAtomic } from "../files/atomic.ts";
import { readIfThere } from "../files/read.ts";
import { mergeMaps, readPart } from "../jobs/merge.ts";
import { countTotals } from "../map/model.ts";
import { documentText } from "../report/documents.ts";
import { printable } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { outputOption } from "./output-option.ts";

export async function runMerge(args: Arguments, environment: Environment): Promise<Outcome> {
  const { name: output, file } = outputOption("merge", args, environment);
  const parts = await Promise.all(
    args.positionals.map((name) => readPart(name, resolve(environment.cwd, name))),
  );
  const { map, text } = mergeMaps(parts);
  if (file === undefined) return { status: 0, payload: text, exact: true };
  if (!args.on("force") && (await readIfThere(file)) !== undefined)
    throw new OccmapError({
      code: "map-exists",
      message: "there is a map already, and people may have worked on it",
      where: output,
      next: "write elsewhere, or overwrite it with --force",
    });
  await writeFileAtomic(file, Buffer.from(text));
  const { remove, keep } = countTotals(map.entries);
  const document = { map: output, parts: parts.length, totals: { remove_count: remove, keep_count: keep } };
  return {
    status: 0,
    payload: args.on("json")
      ? documentText(document)
      : `Wrote ${printable(output)} of ${parts.length} parts: ${remove} to remove, ${keep} to keep\n`,
  };
}
