/**
 * Does carrying out the map break a file that parses now? A comma is left dangling, a block is left empty.
 *
 * The map says what goes, so nothing is mended silently: the file is named, with the places that do the damage, and
 * for each a block entry is proposed that can be carried out without it.
 */
import { lastLine, type Entry } from "../map/model.ts";
import { editBytes } from "../occurrence/substitute.ts";
import { culpritsAmong } from "./culprits.ts";
import { cutsOf, editsIn, joinCut, tears, type Cut } from "./cut.ts";
import type { Deed } from "./deed.ts";
import type { EditableText, How } from "./edits.ts";
import { mendings, type Mending, type Proposal } from "./mending.ts";
import { textOf } from "./plan-file.ts";
import type { Joint, Span, Syntax } from "./syntax.ts";

/** Lines of the map that do damage. */
export interface Place extends Span {
  /** Absent where none was found, and in a rename. */
  readonly proposal?: Proposal;
}

export interface Breakage {
  readonly path: string;
  /** It would not parse; or it would, but with a block that lost its head, or a head that lost its block. */
  readonly why: "syntax" | "torn";
  /** Empty where the file is too large to look for them. */
  readonly places: readonly Place[];
}

/** How often, and how many bytes, one file is parsed to find places and proposals. */
const ATTEMPTS = 200;
const BYTES = 4 * 1024 * 1024;

/** `entries` are all entries for the file, `chosen` the remove entries that `deed` carries out. */
export async function findBreakage(
  deed: Deed,
  { entries, chosen }: { readonly entries: readonly Entry[]; readonly chosen: readonly Entry[] },
  how: How,
  syntax: Syntax,
): Promise<Breakage | undefined> {
  if (deed.kind === "delete" || deed.before.isLink) return undefined;
  const { path } = deed.before;
  const { text } = textOf(deed.before, how);
  const cuts = cutsOf(text, chosen, how);
  if (cuts.length === 0) return undefined;
  const parsed = (await syntax.parses(path, apply(text, cuts))) === true;
  const joints = cuts.some(({ gone }) => gone) ? await syntax.joints(path, text.lines.bytes) : [];
  if (parsed && !tears(cuts, joints)) return undefined;
  // Asked only now: most changes break nothing. A parser that manages this one and not the other is lost in errors.
  if ((await syntax.parses(path, text.lines.bytes)) !== true) return undefined;
  const why = parsed ? "torn" : "syntax";
  const search = new Search(path, text, joints, syntax);
  const places = await search.places(cuts, how.operation === "remove" ? keptSpans(entries) : undefined);
  return { path, why, places };
}

function apply({ lines }: EditableText, cuts: readonly Cut[]): Buffer {
  return editBytes(lines.bytes, lines.bytes, "utf8", editsIn(cuts));
}

function keptSpans(entries: readonly Entry[]): Span[] {
  return entries
    .filter(({ decision }) => decision === "keep")
    .map((entry) => ({ first: entry.line, last: lastLine(entry) }));
}

/** Thrown and caught here: the file was parsed often enough. */
class Exhausted extends Error {}

class Search {
  readonly #path: string;
  readonly #text: EditableText;
  readonly #joints: readonly Joint[];
  readonly #syntax: Syntax;
  #attempts = 0;

  constructor(path: string, text: EditableText, joints: readonly Joint[], syntax: Syntax) {
    this.#path = path;
    this.#text = text;
    this.#joints = joints;
    this.#syntax = syntax;
  }

  /** `kept` are lines that no proposal may take in; undefined where none is to be made. */
  async places(cuts: readonly Cut[], kept: readonly Span[] | undefined): Promise<readonly Place[]> {
    let places: readonly Place[] = [];
    try {
      const culprits = await culpritsAmong(cuts, (some) => this.#holds(some));
      places = culprits.map(spanOf);
      if (!kept) return places;
      const guilty = new Set(culprits.flat());
      const innocent = cuts.filter((cut) => !guilty.has(cut));
      const others = (await this.#holds(innocent)) ? innocent : [];
      places = await this.#mendAll(culprits, others, kept);
    } catch (error) {
      if (!(error instanceof Exhausted)) throw error;
    }
    return places;
  }

  /** Each is mended beside those before it, so that all proposals together leave a file that holds. */
  async #mendAll(
    culprits: readonly (readonly Cut[])[],
    innocent: readonly Cut[],
    kept: readonly Span[],
  ): Promise<Place[]> {
    const places: Place[] = [];
    let others = innocent;
    for (const cuts of culprits) {
      const beside = cuts.reduce(joinCut, others);
      // A block that was proposed before may have taken it in, or what it needed.
      if (await this.#holds(beside)) {
        others = beside;
        continue;
      }
      const span = spanOf(cuts);
      const mending = await this.#mend(span, others, kept);
      places.push({ ...span, ...(mending ? { proposal: mending.proposal } : {}) });
      if (mending) others = joinCut(others, mending.cut);
    }
    return places;
  }

  async #mend(span: Span, others: readonly Cut[], kept: readonly Span[]): Promise<Mending | undefined> {
    const mayGo = ({ first, last }: Span): boolean =>
      !kept.some((one) => one.first <= last && one.last >= first);
    const structure = (
      await Promise.all(
        [span.first, span.last].map((line) => this.#syntax.around(this.#path, this.#text.lines.bytes, line)),
      )
    ).flat();
    for (const mending of mendings(this.#text, span, structure, mayGo))
      if (await this.#holds(joinCut(others, mending.cut))) return mending;
    return undefined;
  }

  async #holds(cuts: readonly Cut[]): Promise<boolean> {
    this.#attempts += 1;
    if (this.#attempts > ATTEMPTS || this.#attempts * this.#text.lines.bytes.length > BYTES)
      throw new Exhausted();
    if (tears(cuts, this.#joints)) return false;
    return (await this.#syntax.parses(this.#path, apply(this.#text, cuts))) === true;
  }
}

function spanOf(cuts: readonly Cut[]): Span {
  return {
    first: Math.min(...cuts.map(({ first }) => first)),
    last: Math.max(...cuts.map(({ last }) => last)),
  };
}
