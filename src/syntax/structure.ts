/**
 * Where a language holds a block together by something else than brackets, by the nodes of its parser.
 *
 * The parsers are lenient: a Python function without a body, or lines that are indented at random, are a tree
 * without errors to them. Whoever deletes lines has to know more.
 */
import type { Node, Tree } from "@vscode/tree-sitter-wasm";
import type { Joint } from "../apply/syntax.ts";

interface Table {
  /** Nodes that hold the parts of a block and nothing else; what stands before such a node is its head. */
  readonly blocks?: readonly string[];
  /** Statements whose body may be a single statement without braces. */
  readonly statements?: readonly string[];
  /** Bodies that are held together by brackets. */
  readonly braced?: readonly string[];
  /** Words after which a statement has to follow. */
  readonly openers?: readonly string[];
  /** Nodes within which `openers` are looked for. */
  readonly opened?: readonly string[];
}

const LIKE_C: Table = {
  statements: [
    "if_statement",
    "else_clause",
    "for_statement",
    "for_in_statement",
    "for_range_loop",
    "foreach_statement",
    "enhanced_for_statement",
    "while_statement",
    "do_statement",
  ],
  braced: ["statement_block", "block", "compound_statement", "colon_block", "else_clause", "else_if_clause"],
};

const TABLES: Readonly<Record<string, Table>> = {
  python: { blocks: ["block"] },
  bash: {
    opened: ["if_statement", "elif_clause", "else_clause", "do_group", "compound_statement", "subshell"],
    openers: ["then", "else", "do", "{", "("],
  },
  typescript: LIKE_C,
  tsx: LIKE_C,
  javascript: LIKE_C,
  java: LIKE_C,
  c: LIKE_C,
  cpp: LIKE_C,
  "c-sharp": LIKE_C,
  php: LIKE_C,
};

/** Parts of an opened statement with words of their own. */
const CLAUSES: ReadonlySet<string> = new Set(["elif_clause", "else_clause"]);
/** What holds statements in Ruby. */
const STATEMENTS: ReadonlySet<string> = new Set([
  "program",
  "body_statement",
  "block_body",
  "then",
  "else",
  "do",
]);
const BODY_FIELDS = ["consequence", "alternative", "body"] as const;

/** The joints of a tree that `parser` made. */
export function jointsOf(tree: Tree, parser: string): Joint[] {
  const { blocks = [], statements = [], braced = [], opened = [], openers = [] } = TABLES[parser] ?? {};
  const joints: Joint[] = [];
  const add = (head: Node | null | undefined, body: readonly Node[]): void => {
    if (!head) return;
    const line = head.endPosition.row + 1;
    const lines = body.map(({ startPosition }) => startPosition.row + 1);
    // What stands on the line of its head goes with it.
    if (lines.length > 0 && lines.every((one) => one > line)) joints.push({ head: line, body: lines });
  };
  for (const block of nodesOf(tree, blocks)) add(before(block), parts(block));
  for (const statement of nodesOf(tree, statements))
    for (const body of bodiesOf(statement)) if (!braced.includes(body.type)) add(before(body), [body]);
  for (const node of nodesOf(tree, opened)) {
    const children = present(node.children);
    const at = children.findIndex(({ type }) => openers.includes(type));
    if (at !== -1)
      add(
        children[at],
        children.slice(at + 1).filter((one) => one.isNamed && !one.isExtra && !CLAUSES.has(one.type)),
      );
  }
  return joints;
}

/**
 * Ruby's parser takes an `end` too many for a name. Behind a dot, or in front of arguments, it is one.
 */
export function hasStrayEnd(tree: Tree, parser: string, source: string): boolean {
  if (parser !== "ruby") return false;
  return nodesOf(tree, ["identifier"]).some(
    (node) =>
      node.endIndex - node.startIndex === 3 &&
      source.startsWith("end", node.startIndex) &&
      STATEMENTS.has(node.parent?.type ?? ""),
  );
}

function nodesOf({ rootNode }: Tree, types: readonly string[]): Node[] {
  return types.length === 0 ? [] : present(rootNode.descendantsOfType([...types]));
}

/** Comments are extras, and no statements. */
function parts(block: Node): Node[] {
  return present(block.namedChildren).filter(({ isExtra }) => !isExtra);
}

function bodiesOf(statement: Node): Node[] {
  const named = BODY_FIELDS.flatMap((field) => statement.childForFieldName(field) ?? []);
  const last = statement.type === "else_clause" && named.length === 0 ? statement.lastNamedChild : null;
  return last ? [last] : named;
}

function before(node: Node): Node | undefined {
  let sibling = node.previousSibling;
  while (sibling?.isExtra) sibling = sibling.previousSibling;
  return sibling ?? undefined;
}

function present(nodes: readonly (Node | null)[]): Node[] {
  return nodes.filter((node) => node !== null);
}
