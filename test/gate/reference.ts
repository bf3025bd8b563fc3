/**
 * The judge's rule, written from its definition and from nothing else: docs/gate.md, "The rule". It tries
 * every way there is, shares no code with src/gate, and is hopelessly slow; the property tests hold the judge
 * against it on small cases.
 */

/** Lines of a remove entry, 1-based and inclusive; `kept` where the replacement must hold exactly that. */
export interface Removal {
  readonly first: number;
  readonly last: number;
}

interface Text {
  readonly lines: readonly string[];
  /** Does the last line lack its line feed? */
  readonly open: boolean;
}

function read(text: string): Text {
  if (text === "") return { lines: [], open: false };
  const open = !text.endsWith("\n");
  return { lines: (open ? text : text.slice(0, -1)).split("\n"), open };
}

/** Can `head` be had from `base` by carrying out every removal and touching nothing else? */
export function accepts(
  base: string,
  head: string,
  removals: readonly Removal[],
  isDirty: (line: string) => boolean,
): boolean {
  const was = read(base);
  const is = read(head);

  /** From base line `b` and head line `h` on (0-based); `lastGone`: the last base line has no line in its place. */
  const follow = (b: number, h: number, lastGone: boolean): boolean => {
    if (b === was.lines.length) return h === is.lines.length && endsWell(lastGone);
    const removal = removals.find(({ first }) => first === b + 1);
    if (!removal) return was.lines[b] === is.lines[h] && h < is.lines.length && follow(b + 1, h + 1, false);
    const length = removal.last - removal.first + 1;
    for (let count = 0; count <= length; count += 1) {
      const instead = is.lines.slice(h, h + count);
      if (instead.length === count && !instead.some(isDirty) && follow(b + length, h + count, count < length))
        return true;
    }
    return false;
  };

  const endsWell = (lastGone: boolean): boolean =>
    is.lines.length === 0 || is.open === was.open || (was.open && lastGone);
  return follow(0, 0, false);
}
