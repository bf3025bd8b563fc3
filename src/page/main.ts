/** The page's script: reads the data block, puts the head, the controls and the list together. */
import type { PageData } from "../report/html/page-data.ts";
import { rowElement } from "./card.ts";
import { makeControls } from "./controls.ts";
import { count } from "./dom.ts";
import { headerElements } from "./header.ts";
import { rowsOf } from "./rows.ts";
import { VirtualList } from "./virtual-list.ts";

const block = document.getElementById("data");
const main = document.getElementById("main");
const header = document.getElementById("top");
if (!block || !main || !header) throw new Error("the page is not whole");

// Written by page.ts from this very type.
const data = JSON.parse(block.textContent) as PageData;
const list = new VirtualList((row) => rowElement(row, data));
const controls = makeControls(data, refresh);

header.append(...headerElements(data));
main.replaceChildren(controls.element, list.element);
refresh();

function refresh(): void {
  const rows = rowsOf(data, controls.filter(), controls.grouping());
  const entries = rows.filter(({ kind }) => kind === "entry").length;
  const findings = rows.filter(({ kind }) => kind === "finding").length;
  controls.say(
    `${entries.toLocaleString("en")} of ${count(data.items.length, "entry", "entries")} shown` +
      `${findings === 0 ? "" : `, and ${count(findings, "finding without an entry", "findings without an entry")}`}.` +
      " Keys: / search, j and k next and previous.",
  );
  list.show(rows);
}

addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && event.target === controls.search) controls.search.blur();
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    controls.search.focus();
  } else if (event.key === "j") list.move(1);
  else if (event.key === "k") list.move(-1);
});
