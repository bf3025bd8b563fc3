/** From a map, its base's contents and perhaps a verdict to the data of a page. Pure. */
import type { Finding } from "../../gate/findings.ts";
import type { Verdict } from "../../gate/judge.ts";
import { CATEGORIES, CATEGORY_TITLES, type Category } from "../../map/categories.ts";
import { replacementsOf, stringsOf, type Entry, type OccurrenceMap } from "../../map/model.ts";
import { Needles } from "../../occurrence/needles.ts";
import type { FileText } from "../../text/encoding.ts";
import { printable } from "../../text/printable.ts";
import { VERSION } from "../../version.ts";
import { placeText } from "../findings-text.ts";
import { mendLines, mendOf, type MendContext } from "../mend.ts";
import { messageOf } from "../messages.ts";
import { lineReader, shownRange } from "./excerpts.ts";
import type {
  NumberedLine,
  PageData,
  PageFile,
  PageFinding,
  PageItem,
  PageLine,
  PageVerdict,
} from "./page-data.ts";

export interface PageSource {
  readonly mapName: string;
  readonly map: OccurrenceMap;
  readonly baseCommit: string;
  /** Text at the base of the files that have entries; a file without text has none here. */
  readonly texts: ReadonlyMap<string, FileText>;
  /** The category that almost won for an entry. */
  readonly closeOf: (entry: Entry) => Category | undefined;
  /** Where a file is on the hosting service, and what goes before a line number there. */
  readonly linkOf: (path: string) => { readonly url: string; readonly lineMark: string } | undefined;
  readonly verdict?: {
    readonly verdict: Verdict;
    readonly headline: string;
    readonly context: MendContext;
  };
}

export function assemblePage(source: PageSource): PageData {
  const { map, mapName, baseCommit, verdict } = source;
  const replacements = replacementsOf(map);
  const files = new Files(source);
  const findings = verdict ? findingsByEntry(verdict.verdict.findings) : new Map<string, number[]>();
  const items = map.entries.map((entry): PageItem => itemOf(entry, files, findings, source));
  return {
    occmap: VERSION,
    map: printable(mapName),
    mission: { id: map.missionId, slug: map.missionSlug },
    operation: map.operation,
    strings: stringsOf(map).map((from) => {
      const to = replacements.get(from);
      return { from: printable(from), ...(to === undefined ? {} : { to: printable(to) }) };
    }),
    generatedAt: map.generatedAt,
    baseCommit,
    categories: CATEGORIES.map((name) => ({ name, title: CATEGORY_TITLES[name] })),
    files: files.all,
    items,
    ...(verdict ? { verdict: verdictOf(verdict) } : {}),
  };
}

/** Collects the files that are named and the lines of them that are shown, each once. */
class Files {
  readonly all: (PageFile & { lines: Record<string, PageLine> })[] = [];
  readonly #source: PageSource;
  readonly #needles: Needles;
  readonly #known = new Map<string, number>();
  readonly #readers = new Map<number, ReturnType<typeof lineReader>>();

  constructor(source: PageSource) {
    this.#source = source;
    this.#needles = new Needles(stringsOf(source.map));
  }

  indexOf(path: string): number {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const link = this.#source.linkOf(path);
    const index = this.all.push({ path: printable(path), ...link, lines: {} }) - 1;
    this.#known.set(path, index);
    const text = this.#source.texts.get(path);
    if (text && text.encoding !== "binary") this.#readers.set(index, lineReader(text, this.#needles));
    return index;
  }

  /** Takes in the lines that an entry shows. */
  show(entry: Entry, index: number): readonly [number, number] | undefined {
    const reader = this.#readers.get(index);
    const file = this.all[index];
    const shown = reader && shownRange(entry, reader.count);
    if (!reader || !file || !shown) return undefined;
    for (let line = shown[0]; line <= shown[1]; line += 1)
      if (!(line in file.lines)) file.lines[line] = reader.line(line);
    return shown;
  }
}

function itemOf(
  entry: Entry,
  files: Files,
  findings: ReadonlyMap<string, readonly number[]>,
  { closeOf }: PageSource,
): PageItem {
  const file = files.indexOf(entry.path);
  const shown = files.show(entry, file);
  const close = closeOf(entry);
  return {
    file,
    line: entry.line,
    ...(entry.endLine === undefined ? {} : { endLine: entry.endLine }),
    ...(entry.column === undefined ? {} : { column: entry.column }),
    category: entry.category,
    decision: entry.decision,
    reason: printable(entry.reason),
    ...(entry.decision === "keep" ? { keepReason: printable(entry.keepReason) } : {}),
    ...(close === undefined ? {} : { close }),
    ...(shown ? { shown } : {}),
    findings: findings.get(keyOf(entry)) ?? [],
  };
}

function keyOf({ path, line, endLine, column, category }: Entry): string {
  return JSON.stringify([path, line, endLine, column, category]);
}

function findingsByEntry(findings: readonly Finding[]): Map<string, number[]> {
  const byEntry = new Map<string, number[]>();
  findings.forEach(({ entry }, index) => {
    if (!entry) return;
    const key = keyOf(entry);
    byEntry.set(key, [...(byEntry.get(key) ?? []), index]);
  });
  return byEntry;
}

function verdictOf({ verdict, headline, context }: NonNullable<PageSource["verdict"]>): PageVerdict {
  return {
    pass: verdict.pass,
    headline: printable(headline),
    findings: verdict.findings.map((finding) => findingOf(finding, context)),
    replacements: verdict.replacements.length,
    exceptions: verdict.usedExceptions.map(({ path, exception, reason }) => ({
      path: printable(path),
      exception: printable(exception),
      reason: printable(reason),
    })),
  };
}

function findingOf(finding: Finding, context: MendContext): PageFinding {
  const { code, path, base, head, before, after, entry, pending } = finding;
  const isUnchanged = before.length === after.length && before.every((line, at) => line === after[at]);
  const { expected, found, next } = messageOf(finding);
  return {
    code,
    path: printable(path),
    place: placeText(finding),
    expected: printable(expected),
    found: printable(found),
    next: printable(next),
    mend: mendLines(mendOf(finding, context)).map(printable),
    pending: pending === true,
    before: isUnchanged ? [] : numbered(before, base?.first),
    after: isUnchanged ? [] : numbered(after, head?.first),
    // An entry stands in its context already.
    stands: isUnchanged && entry === undefined ? numbered(before, base?.first) : [],
  };
}

/** Lines of one side of a finding that are shown. */
const SHOWN_LINES = 8;
const LONGEST_LINE = 400;

function numbered(lines: readonly string[], first = 1): NumberedLine[] {
  return lines
    .slice(0, SHOWN_LINES)
    .map((line, index) => ({ number: first + index, text: printable(line.slice(0, LONGEST_LINE)) }));
}
