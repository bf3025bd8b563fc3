/** The head of the page: what is planned, the counts as a chart, the verdict. */
import type { PageData, PageVerdict } from "../report/html/page-data.ts";
import { count, el } from "./dom.ts";

export function headerElements(data: PageData): HTMLElement[] {
  const removed = data.items.filter(({ decision }) => decision === "remove").length;
  const close = data.items.filter((item) => item.close !== undefined).length;
  const base = data.baseCommit.slice(0, 12);
  return [
    el("h1", {}, data.mission.slug),
    el(
      "p",
      { class: "plan" },
      data.operation === "rename" ? "Plan to rename " : "Plan to remove ",
      ...strings(data),
    ),
    el(
      "p",
      { class: "facts" },
      `${count(removed, "entry", "entries")} to ${data.operation}, ${count(data.items.length - removed, "entry", "entries")} to keep, in ${count(data.files.length, "file", "files")}` +
        `${close === 0 ? "" : `; ${count(close, "close call", "close calls")}`}. Base ${base}; map ${data.map}, made ${data.generatedAt}.`,
    ),
    ...(data.verdict ? [verdictElement(data.verdict)] : []),
    chart(data),
  ];
}

function strings({ strings: all }: PageData): (HTMLElement | string)[] {
  return all.flatMap(({ from, to }, index) => [
    ...(index === 0 ? [] : [", "]),
    el("code", {}, from),
    ...(to === undefined ? [] : [" to ", el("code", {}, to)]),
  ]);
}

function verdictElement({ pass, headline, replacements, exceptions }: PageVerdict): HTMLElement {
  return el(
    "section",
    { class: pass ? "verdict pass" : "verdict fail", "aria-label": "Verdict of the gate" },
    el("p", { class: "headline" }, headline),
    ...(replacements === 0
      ? []
      : [
          el(
            "p",
            {},
            `${count(replacements, "replacement", "replacements")} accepted: read them in the change.`,
          ),
        ]),
    ...(exceptions.length === 0
      ? []
      : [
          el(
            "details",
            {},
            el("summary", {}, `${count(exceptions.length, "change", "changes")} allowed by an exception`),
            el(
              "ul",
              {},
              ...exceptions.map(({ path, exception, reason }) =>
                el("li", {}, el("code", {}, path), " by ", el("code", {}, exception), `: ${reason}`),
              ),
            ),
          ),
        ]),
  );
}

/** A table whose last column is a bar: the numbers are there for whoever does not see it. */
function chart(data: PageData): HTMLElement {
  const rows = data.categories.map(({ name, title }) => {
    const items = data.items.filter(({ category }) => category === name);
    const remove = items.filter(({ decision }) => decision === "remove").length;
    return { title, remove, keep: items.length - remove };
  });
  const most = Math.max(1, ...rows.map(({ remove, keep }) => remove + keep));
  const number = (value: number): HTMLElement => el("td", { class: "number" }, value.toLocaleString("en"));
  return el(
    "table",
    { class: "chart" },
    el("caption", { class: "hidden" }, "Entries by category and decision"),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col" }, "category"),
        el("th", { scope: "col", class: "number" }, data.operation),
        el("th", { scope: "col", class: "number" }, "keep"),
        el("td", {}),
      ),
    ),
    el(
      "tbody",
      {},
      ...rows.map(({ title, remove, keep }) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, title),
          number(remove),
          number(keep),
          el(
            "td",
            { class: "bar-cell", "aria-hidden": "true" },
            bar("remove", remove, most),
            bar("keep", keep, most),
          ),
        ),
      ),
    ),
  );
}

function bar(kind: "remove" | "keep", value: number, most: number): HTMLElement {
  const element = el("span", { class: `bar ${kind}` });
  element.style.width = `${(100 * value) / most}%`;
  return element;
}
