/** A parser's tree as the tree reader wants it: the path of nodes that leads to a place. */
import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Place } from "../classify/site.ts";
import type { SyntaxNode, SyntaxTree } from "../classify/trees/node.ts";

/** Nesting is unbounded, a path is not: the outermost nodes name the scopes, the innermost the surroundings. */
const OUTER = 100;
const INNER = 100;
/** A nest deeper than this is no code that anybody wrote; the path ends there. */
const DEEPEST = 5000;

export class ParsedTree implements SyntaxTree {
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Down from the root by nodes: the cursor of this runtime does not find children by their index. */
  pathTo({ start, end }: Place): readonly SyntaxNode[] {
    let node: Node = this.#tree.rootNode;
    const path: SyntaxNode[] = [node];
    for (let depth = 0; depth < DEEPEST; depth += 1) {
      const child = node.firstChildForIndex(start);
      if (!child || child.startIndex > start || child.endIndex < end) break;
      path.push(child);
      node = child;
      if (path.length > OUTER + INNER) path.splice(OUTER, 1);
    }
    return path;
  }

  free(): void {
    this.#tree.delete();
  }
}
