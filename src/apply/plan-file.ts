/**
 * One file and its remove entries → what is to be done to it.
 *
 * Pure: contents in, contents out. The gate judges the result by its own reading of the map; nothing here is
 * shared with it but the definition of an occurrence.
 */
import type { Entry } from "../map/model.ts";
import { occurrencesInLink, occurrencesInText } from "../occurrence/occurrence.ts";
import { editBytes, substitutePath } from "../occurrence/substitute.ts";
import { readText, type Encoding } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";
import type { Deed, Present, Problem } from "./deed.ts";
import { editsOf, type EditableText, type How } from "./edits.ts";

export interface FilePlan {
  /** Undefined where nothing can be done. */
  readonly deed?: Deed;
  readonly problems: readonly Problem[];
}

/** `entries` are the remove entries for this path that are to be carried out, at least one. */
export function planFile(before: Present, entries: readonly Entry[], how: How): FilePlan {
  const whole = entries.some(({ line }) => line === 0);
  const lines = entries.filter(({ line }) => line > 0);
  if (how.operation === "remove" && whole) return { deed: { kind: "delete", before }, problems: [] };
  // A link has one line, its target: removing that line is removing the link.
  if (how.operation === "remove" && before.isLink && lines.some(({ column }) => column === undefined))
    return { deed: { kind: "delete", before }, problems: [] };
  const content = planContent(before, lines, how);
  const path = whole ? substitutePath(before.path, how.needles, how.replacements) : before.path;
  const unmoved: Problem[] =
    whole && path === before.path
      ? [{ path, line: 0, why: "its path holds no occurrence", next: "keep it, or drop the entry" }]
      : [];
  const problems = [...content.problems, ...unmoved];
  if (path === before.path && content.bytes.equals(before.content)) return { problems };
  return { deed: { kind: "replace", before, after: { ...before, path, content: content.bytes } }, problems };
}

interface ContentPlan {
  readonly bytes: Buffer;
  readonly problems: readonly Problem[];
}

function planContent(before: Present, entries: readonly Entry[], how: How): ContentPlan {
  if (entries.length === 0) return { bytes: before.content, problems: [] };
  const { text, encoding, searchable, mark } = textOf(before, how);
  const { edits, problems } = editsOf(text, entries, how);
  const [first] = entries;
  if (encoding === "bytes" && first && edits.some((edit) => /[^\p{ASCII}]/u.test(edit.text))) {
    const why = "the file is not UTF-8, and the replacement has characters beyond ASCII";
    const next = "keep these entries, or convert the file to UTF-8 in a commit of its own";
    return {
      bytes: before.content,
      problems: [...problems, { path: before.path, line: first.line, why, next }],
    };
  }
  const bytes = editBytes(before.content.subarray(mark), searchable, encoding, edits);
  return { bytes: Buffer.concat([before.content.subarray(0, mark), bytes]), problems };
}

interface ReadText {
  readonly text: EditableText;
  readonly encoding: Encoding;
  readonly searchable: Buffer;
  /** Bytes of the file before what `searchable` stands for: the mark of UTF-16. */
  readonly mark: number;
}

/** How a file or link is read for editing. */
export function textOf({ path, isLink, content }: Present, { needles }: How): ReadText {
  if (isLink) {
    const text = {
      lines: Lines.of(content),
      mark: 0,
      occurrences: occurrencesInLink(path, content, needles),
    };
    return { text, encoding: "bytes", searchable: content, mark: 0 };
  }
  const read = readText(content);
  const { encoding, searchable } = read;
  // What lies in a binary file is on line 0, so that no entry of a line finds it.
  const occurrences = occurrencesInText(path, read, needles);
  const wide = encoding === "utf16le" || encoding === "utf16be";
  const mark =
    encoding === "utf8" && content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
  return {
    text: { lines: Lines.of(searchable), mark, occurrences },
    encoding,
    searchable,
    mark: wide ? 2 : 0,
  };
}
