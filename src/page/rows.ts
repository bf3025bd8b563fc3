/** From the entries of the page to the rows of the list: filtered, grouped, each with its height. Pure. */
import type { PageData, PageFinding, PageItem } from "../report/html/page-data.ts";

export interface Filter {
  readonly text: string;
  readonly categories: ReadonlySet<string>;
  readonly decision: "all" | "remove" | "keep";
  readonly closeOnly: boolean;
  readonly findingsOnly: boolean;
}

export type Grouping = "category" | "file";

export type Row =
  | { readonly kind: "group"; readonly title: string; readonly entries: number; readonly height: number }
  | { readonly kind: "entry"; readonly item: PageItem; readonly height: number }
  | { readonly kind: "finding"; readonly finding: PageFinding; readonly height: number };

/** Heights in CSS pixels; page.css fixes the same ones, so that a row's place is known before it is drawn. */
const LINE = 20;
const GROUP = 44;
/** Border, padding, heading and gap of a card. */
const CARD = 62;
/** Padding of the code of a card, and of the box of a finding. */
const CODE = 14;
const FINDING_BOX = 20;

export function rowsOf(data: PageData, filter: Filter, grouping: Grouping): Row[] {
  const shown = data.items.filter((item) => matches(item, data, filter));
  const groups = new Map<string, PageItem[]>();
  for (const item of shown) {
    const key = grouping === "file" ? pathOf(item, data) : item.category;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  const titles = new Map<string, string>(data.categories.map(({ name, title }) => [name, title]));
  const keys = grouping === "file" ? [...groups.keys()].sort(compare) : [...groups.keys()];
  const rows: Row[] = looseFindings(data, filter);
  for (const key of keys) {
    const items = groups.get(key) ?? [];
    rows.push({ kind: "group", title: titles.get(key) ?? key, entries: items.length, height: GROUP });
    for (const item of items) rows.push({ kind: "entry", item, height: entryHeight(item, data) });
  }
  return rows;
}

/** Findings about places that no entry of the map stands for; the filters that are about entries leave them out. */
function looseFindings(data: PageData, filter: Filter): Row[] {
  const claimed = new Set(data.items.flatMap(({ findings }) => findings));
  const loose = (data.verdict?.findings ?? []).filter((finding, index) => {
    const words = `${finding.path}\n${finding.code}\n${[...finding.before, ...finding.after, ...finding.stands].map(({ text }) => text).join("\n")}`;
    return !claimed.has(index) && includes(words, filter.text);
  });
  if (loose.length === 0 || filter.closeOnly || filter.decision !== "all") return [];
  return [
    { kind: "group", title: "Findings without an entry in the map", entries: loose.length, height: GROUP },
    ...loose.map((finding): Row => ({ kind: "finding", finding, height: CARD + findingHeight(finding) })),
  ];
}

export function pathOf(item: PageItem, data: PageData): string {
  return data.files[item.file]?.path ?? "";
}

function matches(item: PageItem, data: PageData, filter: Filter): boolean {
  if (!filter.categories.has(item.category)) return false;
  if (filter.decision !== "all" && filter.decision !== item.decision) return false;
  if (filter.closeOnly && item.close === undefined) return false;
  if (filter.findingsOnly && item.findings.length === 0) return false;
  if (filter.text === "") return true;
  const file = data.files[item.file];
  const source = item.line === 0 ? "" : (file?.lines[item.line]?.text ?? "");
  return includes(
    `${file?.path ?? ""}:${item.line}\n${item.reason}\n${item.keepReason ?? ""}\n${source}`,
    filter.text,
  );
}

function includes(words: string, text: string): boolean {
  return words.toLowerCase().includes(text.toLowerCase());
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function entryHeight(item: PageItem, data: PageData): number {
  const lines = item.shown ? item.shown[1] - item.shown[0] + 1 : 0;
  const words = item.keepReason === undefined ? 1 : 2;
  const findings = item.findings.reduce((sum, index) => {
    const finding = data.verdict?.findings[index];
    return sum + (finding ? findingHeight(finding) : 0);
  }, 0);
  return CARD + words * LINE + codeHeight(lines) + findings;
}

/** Code, expected, found, next, the lines of the diff, and those of the mend. */
function findingHeight({ before, after, stands, mend }: PageFinding): number {
  const lines = before.length + after.length + stands.length;
  return FINDING_BOX + 4 * LINE + codeHeight(lines) + codeHeight(mend.length);
}

function codeHeight(lines: number): number {
  return lines === 0 ? 0 : lines * LINE + CODE;
}
