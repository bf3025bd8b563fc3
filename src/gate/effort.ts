/**
 * How much work a run may put into changes that were made to be hard.
 *
 * Every line brings a share of its own, which an ordinary change does not use up. What a file needs beyond the shares
 * of its lines is taken from one stock for the whole run. So the time for a verdict grows with the lines that changed,
 * however many files were made to be hard; and it is counted in steps, not in seconds, so that a verdict does not
 * depend on the machine.
 */

/**
 * What is counted: the intervals that `decide` remembers and the head positions it looks at, the branching points of
 * the search for the blame, and, where that gives up, the comparisons of a plain diff.
 */
type Kind = "intervals" | "positions" | "points" | "comparisons";

const PER_LINE: Readonly<Record<Kind, number>> = {
  intervals: 8,
  positions: 64,
  points: 4,
  comparisons: 20,
};

/** Each of these takes some seconds to use up. */
const STOCK: Readonly<Record<Kind, number>> = {
  intervals: 8_000_000,
  positions: 300_000_000,
  points: 4_000_000,
  comparisons: 20_000_000,
};

/** The stock of one run. */
export class Effort {
  readonly #stock: Record<Kind, number> = { ...STOCK };

  /** Takes `amount` out of the stock; false where it is empty then. */
  take(kind: Kind, amount: number): boolean {
    this.#stock[kind] -= amount;
    return this.#stock[kind] >= 0;
  }

  /** What the stock still has. */
  left(kind: Kind): number {
    return Math.max(this.#stock[kind], 0);
  }

  /** What may be spent on something of this many lines, of base and head together. */
  share(lines: number): Share {
    return new Share(this, lines);
  }
}

/** What one file brings, and after that the stock. */
export class Share {
  readonly #effort: Effort;
  readonly #own: Record<Kind, number>;

  constructor(effort: Effort, lines: number) {
    this.#effort = effort;
    this.#own = {
      intervals: PER_LINE.intervals * lines,
      positions: PER_LINE.positions * lines,
      points: PER_LINE.points * lines,
      comparisons: PER_LINE.comparisons * lines,
    };
  }

  /** What the share and the stock still have. */
  left(kind: Kind): number {
    return this.#own[kind] + this.#effort.left(kind);
  }

  /** False where neither the share nor the stock has this much left. */
  take(kind: Kind, amount: number): boolean {
    const own = this.#own[kind];
    if (amount <= own) {
      this.#own[kind] = own - amount;
      return true;
    }
    this.#own[kind] = 0;
    return this.#effort.take(kind, amount - own);
  }
}
