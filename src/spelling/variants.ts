/**
 * The other spellings of a renamed name, in pairs: what `customerId` → `clientId` is as `customer_id`, as
 * `CUSTOMER_ID`, in the plural. Pure.
 *
 * A pair is refused where it could not be carried out as meant: one spelling would become two things, two
 * spellings would become one, or what has come could not be told from what was there. Pairs that a person gave
 * stand, whatever they collide with.
 */
import {
  camelCase,
  capitalCase,
  constantCase,
  dotCase,
  kebabCase,
  noCase,
  pascalCase,
  snakeCase,
  trainCase,
} from "change-case";
import type { Target } from "../map/model.ts";

/** No word of a name depends on the language of the machine; digits are joined as people join them. */
const PLAIN = { locale: false, mergeAmbiguousCharacters: true } as const;

/** In the order in which they are shown; the name of each is written in itself. */
const STYLES: readonly (readonly [name: string, spell: (words: string) => string])[] = [
  ["camelCase", (words) => camelCase(words, PLAIN)],
  ["PascalCase", (words) => pascalCase(words, PLAIN)],
  ["snake_case", (words) => snakeCase(words, PLAIN)],
  ["SCREAMING_SNAKE", (words) => constantCase(words, PLAIN)],
  ["kebab-case", (words) => kebabCase(words, PLAIN)],
  ["Train-Case", (words) => trainCase(words, PLAIN)],
  ["dot.case", (words) => dotCase(words, PLAIN)],
  ["Title Case", (words) => capitalCase(words, PLAIN)],
  ["flat", (words) => noCase(words, { ...PLAIN, delimiter: "" })],
];

export interface Variant extends Target {
  /** The styles that spell it so, plural ones marked. */
  readonly styles: readonly string[];
  /** Why it is not taken, where it collides. */
  readonly refused?: string;
}

/** `given` are the pairs that a person gave, the one of the target first. */
export function variantsOf(given: readonly [Target, ...Target[]]): Variant[] {
  const [{ from, to }] = given;
  const known = new Set(given.map((pair) => pair.from));
  const spelled = [...spellings(from, to, ""), ...spellings(`${from}s`, `${to}s`, ", plural")];
  const variants = new Map<string, { pair: Target; styles: string[] }>();
  for (const { style, pair } of spelled) {
    if (pair.from === "" || pair.to === "" || pair.from === pair.to || known.has(pair.from)) continue;
    const key = JSON.stringify([pair.from, pair.to]);
    const same = variants.get(key);
    if (same) same.styles.push(style);
    else variants.set(key, { pair, styles: [style] });
  }
  const all = [...variants.values()];
  const pairs = [...given, ...all.map(({ pair }) => pair)];
  return all.map(({ pair, styles }) => {
    const refused = collision(pair, pairs);
    return { ...pair, styles, ...(refused === undefined ? {} : { refused }) };
  });
}

function spellings(from: string, to: string, mark: string): { style: string; pair: Target }[] {
  return STYLES.map(([name, spell]) => ({
    style: `${name}${mark}`,
    pair: { from: spell(from), to: spell(to) },
  }));
}

function collision(pair: Target, pairs: readonly Target[]): string | undefined {
  for (const other of pairs) {
    if (other.from === pair.from && other.to !== pair.to)
      return `${JSON.stringify(pair.from)} could also become ${JSON.stringify(other.to)}`;
    if (other.from !== pair.from && other.to === pair.to)
      return `${JSON.stringify(other.from)} becomes ${JSON.stringify(pair.to)} as well`;
    if (other.from === pair.to)
      return `it would become ${JSON.stringify(pair.to)}, which is to be renamed itself`;
    if (other.to === pair.from)
      return `${JSON.stringify(other.from)} becomes ${JSON.stringify(pair.from)}, which is not to be renamed again`;
  }
  return undefined;
}
