/**
 * From hand-written items to entries: each item is held against the occurrences that the scan finds in its file, and
 * becomes an entry only where it can stand for nothing else. Every other item is handed back with the reason and with
 * the lines that it could mean, for a person to decide.
 */
import { groupByPath } from "../map/by-path.ts";
import { CATEGORY_TITLES } from "../map/categories.ts";
import type { Decision, Entry, Operation } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import { pathFault } from "../paths/repo-path.ts";
import type { SpecKittyItem } from "./spec-kitty-read.ts";

export interface Unresolved {
  readonly item: SpecKittyItem;
  readonly why: string;
  /** Lines of its file with occurrences that it could mean. */
  readonly candidates: readonly number[];
}

export interface Resolution {
  readonly entries: readonly Entry[];
  readonly unresolved: readonly Unresolved[];
}

export interface ResolveContext {
  /** All occurrences of the files that the items name, by path; a path that is not in the tree is absent. */
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  readonly operation: Operation;
  /** Where the map itself will lie. */
  readonly mapPath: string | undefined;
}

export function resolveItems(items: readonly SpecKittyItem[], context: ResolveContext): Resolution {
  const entries: Entry[] = [];
  const unresolved: Unresolved[] = [];
  for (const [path, listed] of groupByPath(items)) {
    const known = listed.filter((item) => decisionOf(item) !== undefined);
    for (const item of listed)
      if (!known.includes(item))
        unresolved.push({ item, why: `the decision ${item.decision} is not known`, candidates: [] });
    const found = context.occurrences.get(path) ?? [];
    const whyNot = notThere(path, found, context);
    if (whyNot !== undefined) {
      unresolved.push(...known.map((item) => ({ item, why: whyNot, candidates: [] })));
      continue;
    }
    const file = new NamedFile(found, context.operation);
    file.take(known);
    entries.push(...file.entries);
    unresolved.push(...file.unresolved);
  }
  return { entries, unresolved: unresolved.sort((a, b) => a.item.writtenAt - b.item.writtenAt) };
}

function notThere(
  path: string,
  found: readonly Occurrence[],
  { occurrences, mapPath }: ResolveContext,
): string | undefined {
  const fault = pathFault(path);
  if (fault !== undefined) return `the path ${fault}`;
  if (path === mapPath) return "it is the map itself, which is never searched and needs no entry";
  if (!occurrences.has(path)) return "there is no such file in the revision";
  return found.length === 0 ? "the file holds none of the strings (--related names further ones)" : undefined;
}

const DECISIONS: Readonly<Record<string, Decision>> = { REMOVE: "remove", KEEP: "keep" };

function decisionOf({ decision }: SpecKittyItem): Decision | undefined {
  return Object.hasOwn(DECISIONS, decision) ? DECISIONS[decision] : undefined;
}

/** How far from `~40` an occurrence may stand and still be meant, in lines. */
const NEAR = 10;

/** The items of one file, which holds occurrences. */
class NamedFile {
  readonly entries: Entry[] = [];
  readonly unresolved: Unresolved[] = [];
  /** Lines with occurrences, ascending. */
  readonly #lines: readonly number[];
  /** Is there an occurrence in the name, or in bytes that have no lines? */
  readonly #whole: boolean;
  readonly #operation: Operation;

  constructor(occurrences: readonly Occurrence[], operation: Operation) {
    const lines = new Set(occurrences.map(({ line }) => line));
    this.#whole = lines.delete(0);
    this.#lines = [...lines].sort((a, b) => a - b);
    this.#operation = operation;
  }

  take(items: readonly SpecKittyItem[]): void {
    const lined = items.filter(({ line }) => line !== undefined);
    const taken = this.#takeLines(lined);
    const wide = this.#withoutRepeats(
      items.filter(({ line }) => line === undefined),
      ({ category, decision }) => `${category} ${decision}`,
    );
    if (wide.length > 0) this.#takeFile(wide, taken, lined);
  }

  #refuse(items: readonly SpecKittyItem[], why: string, candidates: readonly number[] = []): void {
    for (const item of items) this.unresolved.push({ item, why, candidates });
  }

  /** Items that name a line; gives the lines that are spoken of. */
  #takeLines(items: readonly SpecKittyItem[]): ReadonlySet<number> {
    const byLine = new Map<number, SpecKittyItem[]>();
    for (const item of items) {
      const line = this.#lineMeant(item.line);
      if (line === undefined) this.#refuse([item], this.#whyNotLine(item), this.#lines);
      else byLine.set(line, [...(byLine.get(line) ?? []), item]);
    }
    for (const [line, meant] of byLine) {
      if (new Set(meant.map(decisionOf)).size > 1) {
        this.#refuse(meant, `line ${line} is listed under REMOVE and under KEEP`, [line]);
        continue;
      }
      for (const item of this.#withoutRepeats(meant, ({ category }) => category))
        this.entries.push(entryOf(item, line));
    }
    return new Set(byLine.keys());
  }

  #lineMeant(named: SpecKittyItem["line"]): number | undefined {
    if (!named) return undefined;
    const { at, about } = named;
    if (this.#lines.includes(at)) return at;
    if (!about) return undefined;
    const near = this.#lines.filter((line) => Math.abs(line - at) <= NEAR);
    if (near.length > 0) return near.length === 1 ? near[0] : undefined;
    return this.#lines.length === 1 ? this.#lines[0] : undefined;
  }

  #whyNotLine({ line }: SpecKittyItem): string {
    if (this.#lines.length === 0) return "no line of the file holds an occurrence; its name or its bytes do";
    return line?.about === true
      ? `about line ${line.at} could be several lines`
      : `line ${line?.at ?? 0} holds no occurrence`;
  }

  /** An item that says what another one has said already is handed back. */
  #withoutRepeats(
    items: readonly SpecKittyItem[],
    keyOf: (item: SpecKittyItem) => string,
  ): readonly SpecKittyItem[] {
    const known = new Map<string, SpecKittyItem>();
    for (const item of items) {
      const first = known.get(keyOf(item));
      if (first) this.#refuse([item], `line ${first.writtenAt} lists the same place already`);
      else known.set(keyOf(item), item);
    }
    return [...known.values()];
  }

  /** Items that name the file alone: they stand for all that no item with a line speaks of. */
  #takeFile(
    wide: readonly SpecKittyItem[],
    taken: ReadonlySet<number>,
    lined: readonly SpecKittyItem[],
  ): void {
    const open = this.#lines.filter((line) => !taken.has(line));
    const [first] = wide;
    const decision = first && decisionOf(first);
    if (wide.some((item) => decisionOf(item) !== decision)) {
      this.#refuse(wide, "the file stands under REMOVE and under KEEP, without lines", open);
      return;
    }
    const refused = new Set(this.unresolved.map(({ item }) => item));
    if (lined.some((item) => refused.has(item) && decisionOf(item) !== decision)) {
      this.#refuse(wide, "another item decides otherwise about a line that is not clear", open);
      return;
    }
    const goes = this.#operation === "remove" && decision === "remove" && this.#whole;
    const kept = this.entries.find((entry) => entry.decision === "keep");
    if (goes && kept) {
      this.#refuse(wide, `the file is to be removed, and line ${kept.line} of it to be kept`, open);
      return;
    }
    const lines = goes ? [] : open;
    if (wide.length > 1 && lines.length > 0) {
      this.#refuse(wide, "the file stands in several categories, without lines", open);
      return;
    }
    if (!this.#whole && lines.length === 0) {
      this.#refuse(wide, "every line of the file with an occurrence is listed already");
      return;
    }
    for (const item of wide)
      for (const line of [...(this.#whole ? [0] : []), ...lines]) this.entries.push(entryOf(item, line));
  }
}

/** The format has one reason: of a keep entry it says why it stays. */
function entryOf(item: SpecKittyItem, line: number): Entry {
  const { category, path, reason } = item;
  return decisionOf(item) === "keep"
    ? {
        category,
        path,
        line,
        reason: `listed by hand under ${CATEGORY_TITLES[category]}`,
        decision: "keep",
        keepReason: reason,
      }
    : { category, path, line, reason, decision: "remove" };
}
