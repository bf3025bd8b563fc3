/** One row of the list as an element. */
import type { NumberedLine, PageData, PageFinding, PageItem } from "../report/html/page-data.ts";
import { count, el } from "./dom.ts";
import { sourceLine } from "./highlight.ts";
import type { Row } from "./rows.ts";

export function rowElement(row: Row, data: PageData): HTMLElement {
  switch (row.kind) {
    case "group":
      return el(
        "h2",
        { class: "group" },
        row.title,
        " ",
        el("span", { class: "number" }, row.entries.toLocaleString("en")),
      );
    case "entry":
      return entryCard(row.item, data);
    case "finding":
      return el(
        "article",
        { class: "card" },
        el("div", { class: "card-head" }, el("span", { class: "place" }, row.finding.path)),
        findingBox(row.finding),
      );
  }
}

function entryCard(item: PageItem, data: PageData): HTMLElement {
  const file = data.files[item.file];
  const path = file?.path ?? "";
  const lines = item.endLine === undefined ? `${item.line}` : `${item.line}-${item.endLine}`;
  const place =
    item.line === 0 ? path : `${path}:${lines}${item.column === undefined ? "" : `:${item.column}`}`;
  const link =
    file?.url === undefined
      ? undefined
      : `${file.url}${item.line === 0 ? "" : `${file.lineMark ?? ""}${item.line}`}`;
  const card = el(
    "article",
    { class: `card ${item.decision}`, "aria-label": `${place}, ${item.decision}` },
    el(
      "div",
      { class: "card-head" },
      link === undefined
        ? el("span", { class: "place", title: place }, place)
        : el("a", { class: "place", href: link, title: place, rel: "noreferrer" }, place),
      el("span", { class: `chip ${item.decision}` }, item.decision === "keep" ? "keep" : data.operation),
      el("span", { class: "chip" }, item.category),
      ...(item.close === undefined ? [] : [el("span", { class: "chip close" }, `close: ${item.close}`)]),
    ),
    el("p", { class: "words", title: item.reason }, item.reason),
    ...(item.keepReason === undefined
      ? []
      : [el("p", { class: "words kept", title: item.keepReason }, `stays: ${item.keepReason}`)]),
  );
  if (item.shown) card.append(excerpt(item, item.shown, path, data));
  for (const index of item.findings) {
    const finding = data.verdict?.findings[index];
    if (finding) card.append(findingBox(finding));
  }
  return card;
}

function excerpt(
  item: PageItem,
  [first, last]: readonly [number, number],
  path: string,
  data: PageData,
): HTMLElement {
  const code = el("pre", {
    class: "code",
    tabindex: "0",
    "aria-label": `${path}, lines ${first} to ${last}`,
  });
  const end = item.endLine ?? item.line;
  for (let number = first; number <= last; number += 1) {
    const line = data.files[item.file]?.lines[number] ?? { text: "" };
    const own = number >= item.line && number <= end;
    // Matches on the lines around belong to other entries.
    const shown = own ? line : { text: line.text };
    code.append(
      el(
        "span",
        { class: own ? "line own" : "line" },
        el("span", { class: "no" }, String(number)),
        sourceLine(shown, path),
      ),
    );
  }
  return code;
}

function findingBox(finding: PageFinding): HTMLElement {
  const sentence = (label: string, text: string): HTMLElement =>
    el("p", { class: "words", title: text }, el("b", {}, label), ` ${text}`);
  const box = el(
    "section",
    { class: finding.pending ? "finding pending" : "finding", "aria-label": `finding ${finding.code}` },
    el(
      "p",
      { class: "words" },
      el("b", { class: "code-name" }, finding.code),
      ` ${finding.place}${finding.pending ? ", pending" : ""}`,
    ),
    sentence("expected", finding.expected),
    sentence("found", finding.found),
    sentence("next", finding.next),
  );
  const lines = [
    ...diffLines(finding.before, "-"),
    ...diffLines(finding.after, "+"),
    ...diffLines(finding.stands, " "),
  ];
  const what =
    finding.stands.length > 0
      ? count(lines.length, "line in question", "lines in question")
      : count(lines.length, "changed line", "changed lines");
  if (lines.length > 0) box.append(el("pre", { class: "code", tabindex: "0", "aria-label": what }, ...lines));
  if (finding.mend.length > 0)
    box.append(
      el(
        "pre",
        { class: "code mend", tabindex: "0", "aria-label": "how to mend it" },
        ...finding.mend.map((text) => el("span", { class: "line" }, el("code", {}, text))),
      ),
    );
  return box;
}

const LINE_CLASSES = { "-": "line gone", "+": "line come", " ": "line" } as const;

function diffLines(lines: readonly NumberedLine[], sign: keyof typeof LINE_CLASSES): HTMLElement[] {
  return lines.map(({ number, text }) =>
    el(
      "span",
      { class: LINE_CLASSES[sign] },
      el("span", { class: "no" }, String(number)),
      el("code", {}, `${sign} ${text}`),
    ),
  );
}
