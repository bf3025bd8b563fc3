/** Things that have a path, by path, in their order. */
export function groupByPath<T extends { readonly path: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.path);
    if (group) group.push(item);
    else groups.set(item.path, [item]);
  }
  return groups;
}

/**
 * How many things each path has, in the order of the paths. Those of one path mostly follow each other, so a path is
 * looked up once for all that do: there may be a million.
 */
export function countByPath(items: Iterable<{ readonly path: string }>): Map<string, number> {
  const counts = new Map<string, number>();
  let current = "";
  let following = 0;
  const add = (): void => {
    if (following > 0) counts.set(current, (counts.get(current) ?? 0) + following);
  };
  for (const { path } of items) {
    if (path !== current) {
      add();
      current = path;
      following = 0;
    }
    following += 1;
  }
  add();
  return counts;
}
