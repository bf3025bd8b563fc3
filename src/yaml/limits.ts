/**
 * What keeps a hostile YAML file from costing more than its size. Nesting is measured on the flat token tree,
 * before anything recursive sees it. Keys are compared here because the package compares each with each.
 */
import type { CST, YAMLMap } from "yaml";
import { yamlPackage } from "./package.ts";

/** Deeper than any real file, far from what recursion can bear. */
export const DEEPEST = 64;

/** The offset of a token that lies too deep, if there is one. Walks without recursion. */
export function tooDeep(root: CST.Token): number | undefined {
  let level: CST.Token[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    // The document itself is one level more.
    const first = level[0];
    if (depth > DEEPEST + 1 && first) return first.offset;
    level = level.flatMap(children);
  }
  return undefined;
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  const found: CST.Token[] = [];
  for (const item of token.items) {
    if (item.key) found.push(item.key);
    if (item.value) found.push(item.value);
  }
  return found;
}

/** A key that cannot stand where it does: a second time in its mapping, or a collection. */
export interface BadKey {
  readonly kind: "repeated" | "collection";
  readonly key: string;
  readonly offset: number;
}

/** The bad keys of one mapping, in their order. Aliases are another rule's affair. */
export function badKeys(map: YAMLMap): BadKey[] {
  const { isAlias, isScalar } = yamlPackage();
  const known = new Set<unknown>();
  const bad: BadKey[] = [];
  for (const { key } of map.items) {
    if (isAlias(key)) continue;
    const offset = nodeOffset(key) ?? nodeOffset(map) ?? 0;
    if (!isScalar(key)) bad.push({ kind: "collection", key: "", offset });
    else if (known.has(key.value)) bad.push({ kind: "repeated", key: String(key.value), offset });
    else known.add(key.value);
  }
  return bad;
}

function nodeOffset(node: unknown): number | undefined {
  const { isCollection, isScalar } = yamlPackage();
  return isScalar(node) || isCollection(node) ? (node.range?.[0] ?? undefined) : undefined;
}
