/**
 * Random repositories and random decisions, for the law that holds the life of a map together.
 *
 * Contents mix occurrences with other text in every encoding, line end and ending that a file can have. Decisions
 * are drawn for each line: as a whole, by column, or as a block; for each name: moved, removed or kept.
 */
import { chmodSync } from "node:fs";
import fc from "fast-check";
import type { Entry, Operation } from "../../src/map/model.ts";
import type { Occurrence } from "../../src/occurrence/occurrence.ts";
import type { TestRepository } from "../support/repository.ts";

export const TARGET = "needle";
export const RELATED = "row_key";

const word = fc.constantFrom(TARGET, TARGET, RELATED, `x${TARGET}`, "a", "b", "é", '"', "f(", "", "€");
const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(" "));

/** UTF-8 is twice as likely as the others. */
const ENCODINGS = ["utf8", "utf8", "bom", "utf16le", "utf16be", "latin1"] as const;
export type TextEncoding = (typeof ENCODINGS)[number];

export interface RandomFile {
  readonly lines: readonly string[];
  readonly ends: readonly string[];
  readonly finalNewline: boolean;
  readonly encoding: TextEncoding;
  readonly executable: boolean;
  readonly isLink: boolean;
}

const file: fc.Arbitrary<RandomFile> = fc.record({
  lines: fc.array(line, { maxLength: 7 }),
  ends: fc.oneof(fc.constant(["\n"]), fc.constant(["\r\n"]), fc.constant(["\n", "\r\n"])),
  finalNewline: fc.boolean(),
  encoding: fc.constantFrom(...ENCODINGS),
  executable: fc.boolean(),
  isLink: fc.boolean(),
});

const segment = fc.constantFrom("src", TARGET, "a", RELATED, `old-${TARGET}`, "é");
const path = fc
  .tuple(fc.array(segment, { maxLength: 2 }), segment)
  .map(([folders, name]) => [...folders, `${name}.txt`].join("/"));

/** Paths end in `.txt` and folders do not, so that no file stands where a folder is. */
export const files = fc.uniqueArray(fc.tuple(path, file), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 4,
});

export function writeRandom(
  repository: TestRepository,
  drafted: readonly (readonly [string, RandomFile])[],
): void {
  for (const [name, one] of drafted) {
    const text = textOf(one);
    // The target of a link is one line of text, and need not exist.
    if (one.isLink && one.lines.length === 1 && one.lines[0]) repository.link(name, one.lines[0]);
    else {
      repository.write({ [name]: encode(text, one.encoding) });
      if (one.executable) chmodSync(`${repository.root}/${name}`, 0o755);
    }
  }
}

function textOf({ lines, ends, finalNewline }: RandomFile): string {
  return lines
    .map((content, index) => {
      const last = index === lines.length - 1;
      return last && !finalNewline ? content : content + (ends[index % ends.length] ?? "\n");
    })
    .join("");
}

function encode(text: string, how: TextEncoding): Buffer {
  switch (how) {
    case "utf8":
      return Buffer.from(text);
    case "bom":
      return Buffer.from(`\ufeff${text}`);
    case "utf16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case "latin1":
      return Buffer.from(text, "latin1");
  }
}

/** Draws from a list of numbers, again and again. */
export class Dice {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** An integer from 0 to below `sides`. */
  roll(sides: number): number {
    this.#at += 1;
    return (this.#numbers[this.#at % this.#numbers.length] ?? 0) % sides;
  }
}

/** What a reviewer might make of the plan: still valid, still true, with other decisions. */
export function redecide(
  entries: readonly Entry[],
  occurrences: readonly Occurrence[],
  operation: Operation,
  dice: Dice,
): Entry[] {
  const groups = groupByPlace(entries);
  const found = groupByPlace(occurrences);
  return [...groups].flatMap(([place, group]): Entry[] => {
    const [first] = group;
    if (!first) return [];
    if (first.line === 0) return operation === "remove" ? group : redecideName(group, dice);
    const isFollowed = groups.has(placeKey({ path: first.path, line: first.line + 1 }));
    return redecideLine(first, found.get(place) ?? [], { operation, isFollowed }, dice);
  });
}

interface Placed {
  readonly path: string;
  readonly line: number;
}

function placeKey({ path: name, line }: Placed): string {
  return `${name}\0${line}`;
}

function groupByPlace<T extends Placed>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of items) groups.set(placeKey(one), [...(groups.get(placeKey(one)) ?? []), one]);
  return groups;
}

/** In a rename map a name is kept or moved; one that scan keeps (its new path is taken) stays kept. */
function redecideName(group: readonly Entry[], dice: Dice): Entry[] {
  const keep = dice.roll(4) === 0;
  return group.map((entry) => (keep ? kept(entry) : entry));
}

function redecideLine(
  { path: name, line: at, reason, category }: Entry,
  found: readonly Occurrence[],
  { operation, isFollowed }: { readonly operation: Operation; readonly isFollowed: boolean },
  dice: Dice,
): Entry[] {
  const whole = { category, path: name, line: at, reason };
  const columns = [...new Set(found.map(({ column }) => column))];
  const choice = dice.roll(4);
  if (choice === 0) return [kept(whole)];
  if (choice === 1 && columns.length > 1)
    return columns.map((column) => {
      const single = { ...whole, column };
      return dice.roll(2) === 0 ? kept(single) : { ...single, decision: "remove" };
    });
  const alone = !isFollowed && found[0]?.kind === "content";
  const block = choice === 2 && alone && operation === "remove" ? { endLine: at + 1 } : {};
  return [{ ...whole, ...block, decision: "remove" }];
}

function kept(entry: Omit<Entry, "decision" | "keepReason">): Entry {
  return { ...entry, decision: "keep", keepReason: "drawn" };
}
