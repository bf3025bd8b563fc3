/** Things that stand on a line, by line, in their order. */
export function groupByLine<T extends { readonly line: number }>(items: readonly T[]): Map<number, T[]> {
  const lines = new Map<number, T[]>();
  for (const item of items) {
    const known = lines.get(item.line);
    if (known) known.push(item);
    else lines.set(item.line, [item]);
  }
  return lines;
}
