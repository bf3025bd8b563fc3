/** `occmap set`: decisions by rule. */
import { set, type Block, type Change, type SetResult } from "../jobs/set.ts";
import { countTotals, placeOf, type Decision } from "../map/model.ts";
import { documentText } from "../report/documents.ts";
import { entryLine, mapEntryJson } from "../report/entry-text.ts";
import { count } from "../report/words.ts";
import { printable } from "../text/printable.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption } from "./options.ts";
import { selectionOption } from "./selection.ts";

export async function runSet(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const result = await set({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    change: changeOption(args),
    dryRun: args.on("dry-run"),
    variables: environment.variables,
  });
  return { status: 0, payload: args.on("json") ? json(result) : text(result) };
}

function changeOption(args: Arguments): Change {
  const decision = decisionOption(args);
  const reason = args.text("reason");
  const named = args.text("block");
  if (named !== undefined) {
    if (args.list("path").length + args.list("category").length > 0 || args.text("match") !== undefined)
      throw usageError("set", "--block names the lines; --path, --category and --match do not go with it");
    if (decision !== undefined && reason === undefined) throw usageError("set", "--reason TEXT is missing");
    return {
      kind: "block",
      block: blockNamed(named),
      ...(decision === undefined ? {} : { decision }),
      ...(reason === undefined ? {} : { reason }),
    };
  }
  if (decision === undefined) throw usageError("set", "say what is decided: --remove or --keep");
  if (reason === undefined) throw usageError("set", "--reason TEXT is missing");
  return { kind: "decide", selection: selectionOption(args, { decision: false }), decision, reason };
}

function decisionOption(args: Arguments): Decision | undefined {
  const [remove, keep] = [args.on("remove"), args.on("keep")];
  if (remove && keep) throw usageError("set", "--remove and --keep exclude each other");
  if (remove) return "remove";
  return keep ? "keep" : undefined;
}

function blockNamed(named: string): Block {
  const [, path = "", first = "", last = ""] = /^(.+):([1-9][0-9]{0,8})-([1-9][0-9]{0,8})$/.exec(named) ?? [];
  if (path === "" || Number(last) <= Number(first))
    throw usageError("set", "--block takes a file and its lines, like src/flags.ts:10-14");
  return { path, first: Number(first), last: Number(last) };
}

function json({ mapName, map, changed, joined, unchanged, written }: SetResult): string {
  const { remove, keep } = countTotals(map.entries);
  return documentText({
    map: mapName,
    changed: changed.map(({ from, to }) => ({ from: mapEntryJson(from), to: mapEntryJson(to) })),
    joined: joined.map(mapEntryJson),
    unchanged,
    written,
    totals: { remove_count: remove, keep_count: keep },
  });
}

function text({ mapName, map, changed, joined, unchanged, written }: SetResult): string {
  const { remove, keep } = countTotals(map.entries);
  const done = written ? "Wrote" : changed.length === 0 ? "Did not write" : "Would write";
  const lines = [
    ...changed.map(({ to }) => entryLine(to)),
    ...joined.map((entry) => `  took in ${printable(placeOf(entry))}`),
    ...(unchanged === 0 ? [] : [`${count(unchanged, "entry", "entries")} already as asked`]),
    `${done} ${printable(mapName)}: ${remove} to remove, ${keep} to keep`,
  ];
  return `${lines.join("\n")}\n`;
}
