/**
 * A list of which only the part in the window is in the document, so that 20,000 rows scroll as well as 20.
 *
 * Heights are known beforehand (rows.ts), so a row's place is a sum and nothing has to be measured. One row is
 * the active one: it stays in the document wherever the window is, so that focus is not lost.
 */
import { el } from "./dom.ts";
import type { Row } from "./rows.ts";

/** Pixels beyond the window that are drawn too. */
const MARGIN = 600;

export class VirtualList {
  readonly element: HTMLElement;
  readonly #draw: (row: Row) => HTMLElement;
  readonly #inside = el("div", { class: "rows", role: "list", "aria-label": "occurrences" });
  readonly #drawn = new Map<number, HTMLElement>();
  #rows: readonly Row[] = [];
  /** Top of each row, and the whole height as the last element. */
  #tops: number[] = [0];
  #active = -1;
  #printing = false;

  constructor(draw: (row: Row) => HTMLElement) {
    this.#draw = draw;
    this.element = el(
      "section",
      { id: "list", class: "list", tabindex: "0", "aria-label": "Occurrences" },
      this.#inside,
    );
    addEventListener("scroll", () => this.#update(), { passive: true });
    addEventListener("resize", () => this.#update());
    addEventListener("beforeprint", () => this.#print(true));
    addEventListener("afterprint", () => this.#print(false));
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.#inside.addEventListener("focusin", (event) => this.#onFocus(event));
  }

  show(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#tops = [0];
    for (const { height } of rows) this.#tops.push((this.#tops.at(-1) ?? 0) + height);
    this.#active = -1;
    this.#clear();
    this.#inside.style.height = `${this.#tops.at(-1) ?? 0}px`;
    this.#update();
  }

  /** Moves the focus by `steps` entries; group headings are passed over. */
  move(steps: number): void {
    const direction = Math.sign(steps);
    let index = this.#active === -1 ? this.#firstVisible() - direction : this.#active;
    for (let left = Math.abs(steps); left > 0; left -= 1) {
      let next = index + direction;
      while (this.#rows[next]?.kind === "group") next += direction;
      if (!this.#rows[next]) break;
      index = next;
    }
    const row = this.#rows[index];
    if (!row || row.kind === "group") return;
    this.#active = index;
    this.#reveal(index);
    this.#update();
    this.#drawn.get(index)?.focus({ preventScroll: true });
  }

  #firstVisible(): number {
    return this.#indexAt(scrollY - this.#offset());
  }

  #offset(): number {
    return this.#inside.getBoundingClientRect().top + scrollY;
  }

  /** The row at a height of the list. */
  #indexAt(top: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#tops[middle] ?? Infinity) <= top) low = middle;
      else high = middle;
    }
    return low;
  }

  #reveal(index: number): void {
    const top = this.#offset() + (this.#tops[index] ?? 0);
    const bottom = this.#offset() + (this.#tops[index + 1] ?? 0);
    const bar = document.querySelector(".controls")?.getBoundingClientRect().height ?? 0;
    if (top < scrollY + bar) scrollTo({ top: top - bar - 8 });
    else if (bottom > scrollY + innerHeight) scrollTo({ top: bottom - innerHeight + 8 });
  }

  #update(): void {
    if (this.#printing) return;
    const from = this.#indexAt(scrollY - this.#offset() - MARGIN);
    const to = this.#indexAt(scrollY - this.#offset() + innerHeight + MARGIN);
    for (const [index, element] of this.#drawn) {
      if ((index >= from && index <= to) || index === this.#active) continue;
      element.remove();
      this.#drawn.delete(index);
    }
    for (let index = from; index <= to && index < this.#rows.length; index += 1) this.#drawAt(index);
    if (this.#active !== -1) this.#drawAt(this.#active);
  }

  #drawAt(index: number): void {
    const row = this.#rows[index];
    if (!row || this.#drawn.has(index)) return;
    const holder = el("div", {
      class: "row",
      role: "listitem",
      "aria-setsize": String(this.#rows.length),
      "aria-posinset": String(index + 1),
      "data-index": String(index),
      tabindex: row.kind === "group" ? "-1" : "0",
    });
    holder.append(this.#draw(row));
    holder.style.top = `${this.#tops[index] ?? 0}px`;
    holder.style.height = `${row.height}px`;
    this.#drawn.set(index, holder);
    // Reading order is document order, whatever was drawn first.
    const after = [...this.#inside.children].find((one) => Number(one.getAttribute("data-index")) > index);
    this.#inside.insertBefore(holder, after ?? null);
  }

  #clear(): void {
    for (const element of this.#drawn.values()) element.remove();
    this.#drawn.clear();
  }

  /** On paper everything that the filters let through is there. */
  #print(on: boolean): void {
    this.#printing = on;
    if (on) for (let index = 0; index < this.#rows.length; index += 1) this.#drawAt(index);
    else this.#update();
  }

  #onFocus(event: FocusEvent): void {
    const holder = event.target instanceof Element ? event.target.closest("[data-index]") : null;
    if (holder) this.#active = Number(holder.getAttribute("data-index"));
  }

  #onKey(event: KeyboardEvent): void {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (steps === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.move(steps);
  }
}
