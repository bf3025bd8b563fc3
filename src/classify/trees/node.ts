/**
 * What the tree reader needs of a parser's tree. The parser itself is the affair of `syntax/`; here is plain data
 * to walk on, so that the reader stays pure. Offsets are UTF-16 units of the source.
 */
import type { Part } from "../languages/grammar.ts";
import type { Place } from "../site.ts";

export interface SyntaxNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isError: boolean;
  readonly namedChildCount: number;
  namedChild(index: number): SyntaxNode | null;
  childForFieldName(name: string): SyntaxNode | null;
}

export interface SyntaxTree {
  /** The nodes that hold the whole place, the root first. Never empty. */
  pathTo(place: Place): readonly SyntaxNode[];
  /** Is there a node that did not parse anywhere in it? */
  readonly hasError: boolean;
}

/** How many children are looked at when one of a type is sought, or their order counted. */
const CHILDREN_SEEN = 40;

/** The part of `node` that a table names. */
export function partOf(node: SyntaxNode, part: Part): SyntaxNode | undefined {
  if (part.startsWith("<")) {
    const type = part.slice(1, -1);
    for (let index = 0; index < Math.min(node.namedChildCount, CHILDREN_SEEN); index += 1) {
      const child = node.namedChild(index);
      if (child?.type === type) return child;
    }
    return undefined;
  }
  if (part.startsWith("@")) {
    const index = Number(part.slice(1));
    return node.namedChild(index < 0 ? node.namedChildCount + index : index) ?? undefined;
  }
  if (!part.endsWith("*")) return node.childForFieldName(part) ?? undefined;
  const field = part.slice(0, -1);
  let found: SyntaxNode | undefined;
  for (let next = node.childForFieldName(field); next; next = next.childForFieldName(field)) found = next;
  return found;
}

export function holds(outer: Place | SyntaxNode | undefined, inner: SyntaxNode): boolean {
  if (!outer) return false;
  const { start, end } = "startIndex" in outer ? { start: outer.startIndex, end: outer.endIndex } : outer;
  return start <= inner.startIndex && inner.endIndex <= end;
}

/** The order of `child` among the named children of `parent`; comments are not counted. Large ones are cut off. */
export function orderOf(parent: SyntaxNode, child: SyntaxNode, comments: ReadonlySet<string>): number {
  let order = 0;
  for (let index = 0; index < Math.min(parent.namedChildCount, CHILDREN_SEEN); index += 1) {
    const one = parent.namedChild(index);
    if (!one || one.startIndex >= child.startIndex) break;
    if (!comments.has(one.type)) order += 1;
  }
  return order;
}
