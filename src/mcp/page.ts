/**
 * A result cut to a size that a model can read: one list of it is paged, everything else is shortened where it has
 * to be, and whatever is left out is said with its true number.
 */

/** Characters of JSON. Some 6,000 tokens: enough to work with, and no answer drowns the conversation. */
export const BUDGET = 24_000;
/** What is left for the paged list whatever else there is to say. */
const FOR_THE_REST = 8_000;
const FOR_THE_PAGE = 200;
const LARGEST_ITEM = BUDGET - FOR_THE_REST - FOR_THE_PAGE;

export interface PageRequest {
  /** The list that is paged; undefined where the result has none. */
  readonly list: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** How much of a value stays, from generous to hardly anything. */
const MEASURES = [
  { items: 20, characters: 400 },
  { items: 5, characters: 200 },
  { items: 2, characters: 80 },
  { items: 0, characters: 40 },
] as const;

type Measure = (typeof MEASURES)[number];
type Cut = Map<string, number>;

export function pageOf(
  result: Readonly<Record<string, unknown>>,
  { list, offset, limit }: PageRequest,
): Record<string, unknown> {
  const whole = list === undefined ? undefined : result[list];
  const rest = Object.fromEntries(Object.entries(result).filter(([key]) => key !== list));
  if (list === undefined || !Array.isArray(whole)) return shortened(result, BUDGET);
  const head = shortened(rest, FOR_THE_REST);
  const items: unknown[] = [];
  let left = BUDGET - FOR_THE_PAGE - size(head);
  for (const item of whole.slice(offset, offset + limit)) {
    const small = itemWithin(item, left);
    if (small === undefined) break;
    left -= size(small) + 1;
    items.push(small);
  }
  const next = offset + items.length;
  return {
    ...head,
    [list]: items,
    page: {
      list,
      offset,
      returned: items.length,
      total: whole.length,
      next_offset: next < whole.length ? next : null,
    },
  };
}

/** An item as it is, shortened only where no page could hold it whole; undefined where the page is full. */
function itemWithin(item: unknown, left: number): unknown {
  const small = size(item) <= LARGEST_ITEM || !isRecord(item) ? item : shortened(item, LARGEST_ITEM);
  return size(small) <= left ? small : undefined;
}

/** `value` in at most `room` characters; `cut` says how long the lists and texts are that were shortened. */
function shortened(value: Readonly<Record<string, unknown>>, room: number): Record<string, unknown> {
  if (size(value) <= room) return { ...value };
  let last: Record<string, unknown> = {};
  for (const measure of MEASURES) {
    const cut: Cut = new Map();
    const small = shorten(value, measure, "", cut);
    last = { ...(isRecord(small) ? small : {}), cut: Object.fromEntries([...cut].slice(0, 20)) };
    if (size(last) <= room) break;
  }
  return last;
}

function shorten(value: unknown, measure: Measure, at: string, cut: Cut): unknown {
  if (typeof value === "string" && value.length > measure.characters) {
    cut.set(at, value.length);
    return `${value.slice(0, measure.characters)}…`;
  }
  if (Array.isArray(value)) {
    if (value.length > measure.items) cut.set(at, value.length);
    return value.slice(0, measure.items).map((item, index) => shorten(item, measure, `${at}[${index}]`, cut));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      shorten(inner, measure, at === "" ? key : `${at}.${key}`, cut),
    ]),
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function size(value: unknown): number {
  return JSON.stringify(value).length;
}
