/**
 * The source lines of findings about places that no change touched: an entry not carried out, an entry or an
 * occurrence that the other side lacks. The judge does not give them; whoever reads the finding wants to see them.
 */
import type { Finding, LineRange } from "../gate/findings.ts";
import { readBlobs } from "../git/blobs.ts";
import type { Repository } from "../git/repository.ts";
import type { TreeEntry } from "../git/tree.ts";
import { decode, readText } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";
import { shorten } from "../text/printable.ts";

/** Lines of a finding, and characters of a line, that are given: a file may be one line of megabytes. */
const MOST_LINES = 50;
const LONGEST_LINE = 1000;

/**
 * `findings` with the lines that they lack, the same before and after. `files` are those of the base; of the `changed`
 * ones only such lines are given as stand on both sides. Throws `OccmapError` where git cannot read one.
 */
export async function withSourceLines(
  repository: Repository,
  findings: readonly Finding[],
  files: () => Iterable<TreeEntry>,
  changed: ReadonlySet<string> = new Set(),
): Promise<readonly Finding[]> {
  const isBare = (finding: Finding): boolean =>
    lacksLines(finding) && (finding.head !== undefined || !changed.has(finding.path));
  const wanted = new Set(findings.filter(isBare).map(({ path }) => path));
  if (wanted.size === 0) return findings;
  const pathsOf = new Map<string, string[]>();
  for (const { path, oid, mode } of files())
    if (wanted.has(path) && mode !== "160000") pathsOf.set(oid, [...(pathsOf.get(oid) ?? []), path]);
  const readers = new Map<string, (range: LineRange) => string[]>();
  await readBlobs(repository, [...pathsOf.keys()], (oid, content) => {
    const reader = lineReader(content);
    for (const path of pathsOf.get(oid) ?? []) readers.set(path, reader);
  });
  return findings.map((finding) => {
    const read = isBare(finding) ? readers.get(finding.path) : undefined;
    if (read === undefined || finding.base === undefined) return finding;
    const lines = read(finding.base);
    return { ...finding, before: lines, after: lines };
  });
}

/** What is pending is listed by its place alone. */
function lacksLines({ base, before, after, pending }: Finding): boolean {
  return (
    base !== undefined && base.first > 0 && before.length === 0 && after.length === 0 && pending !== true
  );
}

function lineReader(content: Buffer): (range: LineRange) => string[] {
  const text = readText(content);
  const lines = Lines.of(text.searchable);
  const known = new Map<number, string>();
  const line = (number: number): string => {
    const shown = known.get(number) ?? shorten(decode(lines.content(number)), LONGEST_LINE);
    known.set(number, shown);
    return shown;
  };
  return ({ first, last }) => {
    const end = Math.min(last, lines.count, first + MOST_LINES - 1);
    return Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => line(first + index));
  };
}
