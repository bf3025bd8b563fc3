/**
 * Does code parse, and what belongs together in it? For `apply`, which must not break a file unseen.
 *
 * A parser's word is taken as it is: no errors in the tree. Parsers are more lenient than compilers, so a file that
 * parses may still not compile; one that parsed and does not any more is broken.
 */
import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Joint, Span, Syntax } from "../apply/syntax.ts";
import { languageOf } from "../classify/languages/index.ts";
import { decode } from "../text/encoding.ts";
import { LARGEST_SOURCE, stepsFor } from "./bounds.ts";
import { RuntimeKeeper } from "./runtime.ts";
import { hasStrayEnd, jointsOf } from "./structure.ts";

/** A nest deeper than this is no code that anybody wrote. */
const DEEPEST = 500;

/** For every language that has a grammar. The grammars are loaded when first needed. */
export class CodeSyntax implements Syntax {
  readonly #runtimes = new RuntimeKeeper();

  async parses(path: string, content: Buffer): Promise<boolean | undefined> {
    return this.#read(
      path,
      content,
      undefined,
      (tree, { source, parser }) => !tree.rootNode.hasError && !hasStrayEnd(tree, parser, source),
    );
  }

  async joints(path: string, content: Buffer): Promise<readonly Joint[]> {
    return this.#read(path, content, [], (tree, { parser }) => jointsOf(tree, parser));
  }

  async around(path: string, content: Buffer, line: number): Promise<readonly Span[]> {
    return this.#read(path, content, [], ({ rootNode }, { source }) =>
      spansAround(rootNode, indexOfLine(source, line)),
    );
  }

  /** What `look` sees in the tree; `blind` where there is none. */
  async #read<Answer>(
    path: string,
    content: Buffer,
    blind: Answer,
    look: (tree: Tree, about: { readonly source: string; readonly parser: string }) => Answer,
  ): Promise<Answer> {
    const source = decode(content).replace(/^\u{feff}/u, "");
    const grammar = languageOf(path, source.slice(0, source.indexOf("\n") + 1 || undefined))?.grammar;
    if (!grammar || source.length > LARGEST_SOURCE) return blind;
    const { parser } = grammar;
    const runtime = await this.#runtimes.ready();
    await runtime.load(parser);
    const tree = runtime.parse(parser, source, stepsFor(source.length));
    if (!tree) return blind;
    try {
      return look(tree, { source, parser });
    } finally {
      tree.delete();
    }
  }
}

/** The first character of the line that is no blank. */
function indexOfLine(source: string, line: number): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) start = source.indexOf("\n", start) + 1;
  return start + (/^[ \t]*/.exec(source.slice(start))?.[0].length ?? 0);
}

/** Without the root, which is the whole file. */
function spansAround(root: Node, index: number): Span[] {
  const spans: Span[] = [];
  let node = root.firstChildForIndex(index);
  for (let depth = 0; node && node.startIndex <= index && depth < DEEPEST; depth += 1) {
    spans.push(spanOf(node));
    node = node.firstChildForIndex(index);
  }
  return spans.toReversed();
}

function spanOf({ startPosition, endPosition }: Node): Span {
  // A node that ends at the beginning of a line does not reach into it.
  const last =
    endPosition.column === 0 && endPosition.row > startPosition.row ? endPosition.row : endPosition.row + 1;
  return { first: startPosition.row + 1, last };
}
