/**
 * Does deleting lines break a file that parses now? A comma is left dangling, a block is left empty.
 *
 * The map says what goes, so nothing is mended silently: the file is named, and for each place a block entry is
 * proposed that can be carried out without the damage. Whether a text parses is asked through a port.
 */
import { lastLine, type Entry } from "../map/model.ts";
import { decode, readText } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";
import type { Deed } from "./deed.ts";

/** Does `content` parse as what `path` says it is? Undefined where nobody here can tell. */
export type Parses = (path: string, content: Buffer) => Promise<boolean | undefined>;

/** Lines first..last as one block entry. */
export interface Proposal {
  readonly first: number;
  readonly last: number;
  /** Only where the block has to be rewritten by hand instead of deleted: what its lines become. */
  readonly rewritten?: string;
}

export interface Breakage {
  readonly path: string;
  readonly proposals: readonly Proposal[];
}

/** How many lines a proposal may add to those that the map names, and how often a file is parsed for it. */
const REACH = 12;
const ATTEMPTS = 200;
/** Larger files are only said to break. */
const LARGEST = 512 * 1024;

/** `entries` are all entries for the file, `chosen` the remove entries that `deed` carries out. */
export async function findBreakage(
  deed: Deed,
  { entries, chosen }: { readonly entries: readonly Entry[]; readonly chosen: readonly Entry[] },
  parses: Parses,
): Promise<Breakage | undefined> {
  if (deed.kind === "delete" || deed.before.isLink) return undefined;
  const { path } = deed.before;
  if ((await parses(path, deed.before.content)) !== true) return undefined;
  if ((await parses(deed.after.path, deed.after.content)) !== false) return undefined;
  const { encoding, searchable } = readText(deed.before.content);
  if (encoding !== "utf8" || searchable.length > LARGEST) return { path, proposals: [] };
  const kept = new Set(entries.flatMap((entry) => (entry.decision === "keep" ? [entry.line] : [])));
  const search = new Search(path, Lines.of(searchable), kept, parses);
  const proposals: Proposal[] = [];
  for (const run of await search.blamed(runsOf(chosen))) {
    const proposal = (await search.rewriting(run)) ?? (await search.widening(run));
    if (proposal) proposals.push(proposal);
  }
  return { path, proposals };
}

interface Run {
  readonly first: number;
  readonly last: number;
}

/** Runs of neighbouring lines that are deleted. */
function runsOf(entries: readonly Entry[]): Run[] {
  const whole = entries.filter(({ line, column }) => line > 0 && column === undefined);
  const runs: Run[] = [];
  for (const entry of whole.toSorted((a, b) => a.line - b.line)) {
    const open = runs.at(-1);
    const last = lastLine(entry);
    if (open && entry.line <= open.last + 1)
      runs[runs.length - 1] = { first: open.first, last: Math.max(open.last, last) };
    else runs.push({ first: entry.line, last });
  }
  return runs;
}

class Search {
  readonly #path: string;
  readonly #lines: Lines;
  readonly #kept: ReadonlySet<number>;
  readonly #parses: Parses;
  #attempts = 0;

  constructor(path: string, lines: Lines, kept: ReadonlySet<number>, parses: Parses) {
    this.#path = path;
    this.#lines = lines;
    this.#kept = kept;
    this.#parses = parses;
  }

  /** The runs that do the damage; where only all of them together do, everything from the first to the last. */
  async blamed(runs: readonly Run[]): Promise<Run[]> {
    const guilty: Run[] = [];
    for (const run of runs) if (!(await this.#holds(this.#without(run)))) guilty.push(run);
    const [first, last] = [runs[0], runs.at(-1)];
    if (guilty.length > 0 || !first || !last) return guilty;
    return [{ first: first.first, last: last.last }];
  }

  /** The line before may end in a comma that has nothing to part any more. */
  async rewriting({ first, last }: Run): Promise<Proposal | undefined> {
    let before = first - 1;
    while (before > 0 && decode(this.#lines.content(before)).trim() === "") before -= 1;
    if (before === 0 || this.#kept.has(before)) return undefined;
    const line = decode(this.#lines.content(before));
    const rewritten = line.replace(/,(?=\s*$)/, "");
    if (rewritten === line) return undefined;
    const end = this.#lines.get(before).subarray(this.#lines.content(before).length);
    const content = this.#without({ first: before, last }, Buffer.concat([Buffer.from(rewritten), end]));
    return (await this.#holds(content)) ? { first: before, last, rewritten } : undefined;
  }

  /** The least block around the run that can be deleted. */
  async widening({ first, last }: Run): Promise<Proposal | undefined> {
    for (let more = 1; more <= REACH; more += 1) {
      for (let up = more; up >= 0; up -= 1) {
        const wider = { first: first - up, last: last + more - up };
        if (!this.#mayGo(wider)) continue;
        if (await this.#holds(this.#without(wider))) return wider;
      }
    }
    return undefined;
  }

  #mayGo({ first, last }: Run): boolean {
    if (first < 1 || last > this.#lines.count) return false;
    return ![...this.#kept].some((line) => line >= first && line <= last);
  }

  #without({ first, last }: Run, instead: Buffer = Buffer.alloc(0)): Buffer {
    const { bytes } = this.#lines;
    const end = this.#lines.start(Math.min(last, this.#lines.count) + 1);
    return Buffer.concat([bytes.subarray(0, this.#lines.start(first)), instead, bytes.subarray(end)]);
  }

  async #holds(content: Buffer): Promise<boolean> {
    this.#attempts += 1;
    return this.#attempts <= ATTEMPTS && (await this.#parses(this.#path, content)) === true;
  }
}
