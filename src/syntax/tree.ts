/**
 * A parser's tree as the tree reader wants it: the path of nodes that leads to a place.
 *
 * Every question to the parser crosses into WebAssembly, which costs more than the answer. Matches of one file stand
 * close together and have most of their ancestors in common, so the path to the last place is kept and gone on from,
 * and a node remembers what it was asked.
 */
import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Place } from "../classify/site.ts";
import type { SyntaxNode, SyntaxTree } from "../classify/trees/node.ts";

/** Nesting is unbounded, a path is not: the outermost nodes name the scopes, the innermost the surroundings. */
const OUTER = 100;
const INNER = 100;
/** A nest deeper than this is no code that anybody wrote; the path ends there. */
const DEEPEST = 5000;

export class ParsedTree implements SyntaxTree {
  readonly hasError: boolean;
  readonly #tree: Tree;
  /** To the place that was asked for last. */
  #path: ParsedNode[];

  constructor(tree: Tree) {
    const root = tree.rootNode;
    this.hasError = root.hasError;
    this.#tree = tree;
    this.#path = [new ParsedNode(root)];
  }

  /** Down from the root by nodes: the cursor of this runtime does not find children by their index. */
  pathTo({ start, end }: Place): readonly SyntaxNode[] {
    const path = this.#path;
    // The root holds whatever is asked for.
    while (path.length > 1 && !path.at(-1)?.holds(start, end)) path.pop();
    for (let node = path.at(-1); node && path.length <= DEEPEST;) {
      const child = node.childAt(start);
      if (!child?.holds(start, end)) break;
      path.push(child);
      node = child;
    }
    if (path.length <= OUTER + INNER) return [...path];
    return [...path.slice(0, OUTER), ...path.slice(-INNER)];
  }

  free(): void {
    this.#tree.delete();
  }
}

/** A node of the parser that is asked each thing once. */
class ParsedNode implements SyntaxNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly #node: Node;
  #fields: Map<string, ParsedNode | null> | undefined;
  #children: Map<number, ParsedNode | null> | undefined;
  #isError: boolean | undefined;
  #count: number | undefined;

  constructor(node: Node) {
    this.#node = node;
    this.type = node.type;
    this.startIndex = node.startIndex;
    this.endIndex = node.endIndex;
  }

  get isError(): boolean {
    return (this.#isError ??= this.#node.isError);
  }

  get namedChildCount(): number {
    return (this.#count ??= this.#node.namedChildCount);
  }

  namedChild(index: number): ParsedNode | null {
    this.#children ??= new Map();
    const known = this.#children.get(index);
    if (known !== undefined) return known;
    const child = wrapped(this.#node.namedChild(index));
    this.#children.set(index, child);
    return child;
  }

  childForFieldName(name: string): ParsedNode | null {
    this.#fields ??= new Map();
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    const child = wrapped(this.#node.childForFieldName(name));
    this.#fields.set(name, child);
    return child;
  }

  /** The first child that ends behind `index`. */
  childAt(index: number): ParsedNode | null {
    return wrapped(this.#node.firstChildForIndex(index));
  }

  holds(start: number, end: number): boolean {
    return this.startIndex <= start && this.endIndex >= end;
  }
}

function wrapped(node: Node | null): ParsedNode | null {
  return node && new ParsedNode(node);
}
