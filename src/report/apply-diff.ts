/**
 * The deeds of a map as a unified diff for a person: names and lines are made safe to show, which `git apply`
 * would not understand.
 */
import { structuredPatch } from "diff";
import type { Deed, Present } from "../apply/deed.ts";
import { decode, readText } from "../text/encoding.ts";
import { printable } from "../text/printable.ts";
import type { Paint } from "./paint.ts";

const CONTEXT = 3;

export function deedDiff(deed: Deed, paint: Paint): string[] {
  const after = deed.kind === "delete" ? undefined : deed.after;
  const { before } = deed;
  const moved = after !== undefined && after.path !== before.path;
  return [
    paint.bold(`diff ${printable(before.path)}${moved ? ` ${printable(after.path)}` : ""}`),
    ...(moved ? [`rename from ${printable(before.path)}`, `rename to ${printable(after.path)}`] : []),
    ...(after === undefined ? ["deleted file"] : []),
    ...hunks(before, after, paint),
  ];
}

function hunks(before: Present, after: Present | undefined, paint: Paint): string[] {
  if (after?.content.equals(before.content) === true) return [];
  const [old, now] = [textOf(before), after === undefined ? "" : textOf(after)];
  if (old === undefined || now === undefined) return ["(binary)"];
  const { hunks: found } = structuredPatch("", "", old, now, "", "", { context: CONTEXT });
  return found.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    paint.dim(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.map((line) => painted(line, paint)),
  ]);
}

/** The file's text for showing; undefined for binary content. */
function textOf({ content, isLink }: Present): string | undefined {
  if (isLink) return decode(content);
  const { encoding, searchable } = readText(content);
  return encoding === "binary" ? undefined : decode(searchable);
}

function painted(line: string, paint: Paint): string {
  // A carriage return belongs to the line end; on every line of a CRLF file it would only be noise.
  const text = printable(line.endsWith("\r") ? line.slice(0, -1) : line);
  if (text.startsWith("+")) return paint.good(text);
  return text.startsWith("-") ? paint.bad(text) : text;
}
