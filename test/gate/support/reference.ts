/**
 * The judge's rule, written from its definition and from nothing else: docs/gate.md, "The rule". It tries
 * every way there is, shares no code with src, and is hopelessly slow; the property tests hold the judge
 * against it on small cases. Texts are strings of one character a byte.
 */

/** What a map says about lines `first` to `last` of a file (1-based, inclusive; 0 is the file as a whole). */
export interface PlanEntry {
  readonly path: string;
  readonly decision: "remove" | "keep";
  readonly first: number;
  readonly last: number;
  readonly column?: number;
}

export interface Plan {
  readonly strings: readonly string[];
  /** What each string becomes; undefined for a plan that removes. */
  readonly becomes?: ReadonlyMap<string, string>;
  readonly entries: readonly PlanEntry[];
  /** Paths in which occurrences need an entry; all of them where it is left out. */
  readonly scope?: readonly string[];
  /** Is what is left undone, line by line and file by file, to be let through? */
  readonly pending?: boolean;
}

/** Path to content. */
export type Tree = ReadonlyMap<string, string>;

/** Is the change from `base` to `head` exactly the plan, and is the plan true of the base? */
export function accepts(plan: Plan, base: Tree, head: Tree): boolean {
  return isTrue(plan, base) && (plan.becomes ? isRenamed(plan, base, head) : isRemoved(plan, base, head));
}

/** Every occurrence has an entry, every entry an occurrence. */
function isTrue({ strings, entries, becomes, scope }: Plan, base: Tree): boolean {
  const places: { path: string; line: number; column: number }[] = [];
  for (const [path, text] of base) {
    for (const { at } of occurrences(path, strings)) places.push({ path, line: 0, column: at + 1 });
    linesOf(text).forEach((line, index) => {
      for (const { at } of occurrences(line, strings)) places.push({ path, line: index + 1, column: at + 1 });
    });
  }
  const isFor = (entry: PlanEntry, place: (typeof places)[number]): boolean =>
    entry.path === place.path &&
    entry.first <= place.line &&
    place.line <= entry.last &&
    (entry.column === undefined || entry.column === place.column);
  const insideWhole = (place: (typeof places)[number], decision?: string): boolean =>
    !becomes &&
    entries.some(
      (entry) =>
        entry.path === place.path &&
        entry.first === 0 &&
        (decision === undefined || entry.decision === decision),
    );
  return (
    places.every(
      (place) =>
        scope?.includes(place.path) === false ||
        insideWhole(place, "remove") ||
        entries.some((entry) => isFor(entry, place)),
    ) &&
    entries.every((entry) =>
      places.some(
        (place) => isFor(entry, place) || (entry.first === 0 && entry.path === place.path && !becomes),
      ),
    )
  );
}

function isRemoved(plan: Plan, base: Tree, head: Tree): boolean {
  for (const path of head.keys()) if (!base.has(path)) return false;
  for (const [path, text] of base) {
    const mine = plan.entries.filter((entry) => entry.path === path);
    const goes = mine.some(({ first, decision }) => first === 0 && decision === "remove");
    const now = head.get(path);
    if (plan.pending && goes && now === text) continue;
    if (goes ? now !== undefined : now === undefined || !isTextOf(plan, mine, text, now)) return false;
  }
  return true;
}

/** Can `head` be had from `base` by carrying out every removal and touching nothing else? */
function isTextOf(
  { strings, pending }: Plan,
  entries: readonly PlanEntry[],
  base: string,
  head: string,
): boolean {
  const was = linesOf(base);
  const is = linesOf(head);
  const open = { base: isOpen(base), head: isOpen(head) };
  const found = (line: string): string[] => occurrences(line, strings).map(({ text }) => text);

  /** The rest of the change, from base line `b` and head line `h` on (0-based). */
  const follow = (b: number, h: number, lastGone: boolean): boolean => {
    if (b === was.length) return h === is.length && endsWell(lastGone);
    const line = was[b] ?? "";
    const removing = entries.filter(
      ({ first, last, decision }) => decision === "remove" && first <= b + 1 && b + 1 <= last,
    );
    if (removing.length === 0) return h < is.length && line === is[h] && follow(b + 1, h + 1, false);
    const columns = new Set(removing.map(({ column }) => column));
    const kept = columns.has(undefined)
      ? []
      : occurrences(line, strings)
          .filter(({ at }) => !columns.has(at + 1))
          .map(({ text }) => text);
    const isFit = h < is.length && JSON.stringify(found(is[h] ?? "")) === JSON.stringify(kept);
    const isLeft = pending === true && h < is.length && line === is[h];
    return (
      ((isFit || isLeft) && follow(b + 1, h + 1, false)) || (kept.length === 0 && follow(b + 1, h, true))
    );
  };

  // A last line without its line end: once it is gone, the line before it may have one or not.
  const endsWell = (lastGone: boolean): boolean =>
    is.length === 0 || open.head === open.base || (open.base && lastGone);
  return follow(0, 0, false);
}

/** The one tree that a rename may lead to; or, with pending, one of those on the way to it. */
function isRenamed({ strings, becomes, entries, pending }: Plan, base: Tree, head: Tree): boolean {
  const taken = new Set<string>();
  for (const [path, text] of base) {
    const mine = entries.filter((entry) => entry.path === path && entry.decision === "remove");
    const was = text.split(/(?<=\n)/);
    const wanted = was.map((line, index) =>
      substitute(line, (at) =>
        mine.some(
          ({ first, last, column }) =>
            first <= index + 1 && index + 1 <= last && (column === undefined || column === at + 1),
        ),
      ),
    );
    const moves = mine.some(({ first }) => first === 0);
    const goal = moves ? substitute(path, () => true) : path;
    // Left at its old name, as long as nothing but itself stands there.
    const now = pending && moves && !head.has(goal) ? path : goal;
    const lines = head.get(now)?.split(/(?<=\n)/);
    const fits = lines?.every((line, index) => {
      const isLeft = pending === true && line === was[index];
      return isLeft || line === wanted[index];
    });
    if (taken.has(now) || !fits || lines?.length !== was.length) return false;
    taken.add(now);
  }
  return taken.size === head.size;

  function substitute(text: string, isListed: (at: number) => boolean): string {
    let result = "";
    let from = 0;
    for (const { at, text: string } of occurrences(text, strings)) {
      result += text.slice(from, at) + (isListed(at) ? (becomes?.get(string) ?? string) : string);
      from = at + string.length;
    }
    return result + text.slice(from);
  }
}

interface Found {
  readonly at: number;
  readonly text: string;
}

/** The longest match anywhere is one, then the longest that does not touch it, and so on. */
export function occurrences(text: string, strings: readonly string[]): Found[] {
  const all: Found[] = [];
  for (const string of new Set(strings))
    for (let at = 0; at + string.length <= text.length; at += 1)
      if (text.startsWith(string, at)) all.push({ at, text: string });
  all.sort((a, b) => b.text.length - a.text.length || a.at - b.at);
  const taken: Found[] = [];
  for (const one of all) {
    const free = taken.every(
      (other) => one.at + one.text.length <= other.at || other.at + other.text.length <= one.at,
    );
    if (free) taken.push(one);
  }
  return taken.sort((a, b) => a.at - b.at);
}

/** Lines without their line feed. */
function linesOf(text: string): string[] {
  if (text === "") return [];
  return (isOpen(text) ? text : text.slice(0, -1)).split("\n");
}

function isOpen(text: string): boolean {
  return text !== "" && !text.endsWith("\n");
}
