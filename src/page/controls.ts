/** Search, filters and grouping. Tells its owner when something changed; keeps no other state than its inputs. */
import type { PageData } from "../report/html/page-data.ts";
import { el } from "./dom.ts";
import type { Filter, Grouping } from "./rows.ts";

export interface Controls {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  readonly filter: () => Filter;
  readonly grouping: () => Grouping;
  /** Says how many entries are shown. */
  readonly say: (text: string) => void;
}

export function makeControls(data: PageData, onChange: () => void): Controls {
  const search = el("input", {
    type: "search",
    id: "search",
    placeholder: "path, reason or source (press /)",
    autocomplete: "off",
  });
  const decision = select("decision", [
    ["all", "remove and keep"],
    ["remove", data.operation],
    ["keep", "keep"],
  ]);
  const grouping = select("grouping", [
    ["category", "by category"],
    ["file", "by file"],
  ]);
  const used = new Set<string>(data.items.map(({ category }) => category));
  const categories = data.categories
    .filter(({ name }) => used.has(name))
    .map(({ name, title }) => ({ name, title, box: checkbox(true) }));
  const close = checkbox(false);
  const findings = checkbox(false);
  const status = el("p", { class: "status", role: "status" });
  const element = el(
    "form",
    { class: "controls", role: "search", "aria-label": "Filter the list" },
    el(
      "div",
      { class: "control-row" },
      labelled("Search", search),
      labelled("Decision", decision),
      labelled("Group", grouping),
    ),
    el(
      "fieldset",
      { class: "control-row" },
      el("legend", { class: "hidden" }, "Show only"),
      ...categories.map(({ title, box }) => el("label", { class: "check" }, box, ` ${title}`)),
      el("label", { class: "check" }, close, " close calls only"),
      ...(data.verdict ? [el("label", { class: "check" }, findings, " with findings only")] : []),
    ),
    status,
  );
  element.addEventListener("submit", (event) => event.preventDefault());
  element.addEventListener("input", onChange);
  return {
    element,
    search,
    filter: () => ({
      text: search.value.trim(),
      categories: new Set(categories.filter(({ box }) => box.checked).map(({ name }) => name)),
      decision: decision.value === "remove" || decision.value === "keep" ? decision.value : "all",
      closeOnly: close.checked,
      findingsOnly: findings.checked,
    }),
    grouping: () => (grouping.value === "file" ? "file" : "category"),
    say: (text) => {
      status.textContent = text;
    },
  };
}

function select(id: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return el("select", { id }, ...options.map(([value, text]) => el("option", { value }, text)));
}

function checkbox(checked: boolean): HTMLInputElement {
  const box = el("input", { type: "checkbox" });
  box.checked = checked;
  return box;
}

function labelled(text: string, input: HTMLElement): HTMLElement {
  return el("label", { class: "field", for: input.id }, el("span", {}, text), input);
}
