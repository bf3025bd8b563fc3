/**
 * The syntactic part of a language table: which nodes of its parser mean what.
 *
 * Data alone; `trees/` is the one reader of all languages. A node is named by its type. A part of a node is named
 * by its field (`"name"`), by the type of a child (`"<user_type>"`), by its place among the named children
 * (`"@0"`, `"@-1"` for the last), or by a field that is followed as long as it is there (`"declarator*"`).
 */

export type NodeType = string;
export type Part = string;

export interface Grammar {
  /** The name of the grammar that the syntax area loads. */
  readonly parser: string;
  readonly comments: readonly NodeType[];
  /** String literals, the whole of them with their delimiters. */
  readonly strings: readonly NodeType[];
  /** Code inside of a string. */
  readonly interpolations?: readonly NodeType[];
  /** Literals that are run as command lines. */
  readonly shells?: readonly NodeType[];
  /** Text between the tags of markup. */
  readonly markup?: readonly NodeType[];
  /** Names: everything that the language resolves. */
  readonly names: readonly NodeType[];
  /** Statements that name modules. */
  readonly modules: readonly ModuleNode[];
  readonly calls: readonly CallNode[];
  /** Nodes that hold the arguments of a call, one child each. */
  readonly argumentLists: readonly NodeType[];
  /** Nodes with a key or name and a value. */
  readonly keyed: readonly KeyedNode[];
  readonly subscripts?: readonly SubscriptNode[];
  /** Lists, tuples, arrays. */
  readonly lists?: readonly NodeType[];
  /** Literals of a type with named fields; their keyed nodes are fields. */
  readonly composites?: readonly CompositeNode[];
  /** Nodes with two operands; only those with an operator of comparison compare. */
  readonly comparisons?: readonly NodeType[];
  /** Nodes whose own literal is a case: of a switch, match or when. */
  readonly cases?: readonly NodeType[];
  /** Nodes that hold a call or are one, and make it an annotation. */
  readonly annotations?: readonly NodeType[];
  /** Flat runs of tokens in macros and attributes. */
  readonly tokenTrees?: readonly NodeType[];
  /** Tags of struct fields. */
  readonly tags?: readonly { readonly node: NodeType; readonly part: Part }[];
  /** Nodes in which a literal of its own is documentation. */
  readonly docstrings?: readonly NodeType[];
  /** Nodes of a type in which a string names a type. */
  readonly typeNodes?: readonly NodeType[];
  readonly declarations: readonly DeclarationNode[];
  /** Bodies of statements: what lies outside of them says nothing about a literal inside. */
  readonly blocks: readonly NodeType[];
  /** Nodes around a body that is given to a call: `log.warn { "…" }`. */
  readonly givenBlocks?: readonly NodeType[];
  /** Tests inside of source files. */
  readonly tests?: readonly TestNode[];
  /** Tags of template literals that hold another language, and what their names are. */
  readonly embedded?: Readonly<Record<string, string>>;
  /** How names stand in literals without nodes of their own: `{name}` in the macros of Rust, `$name` in Kotlin. */
  readonly inlineNames?: "{" | "$";
  /** Operators that send a literal to what stands leftmost: `LOG(INFO) << "x"`. */
  readonly streams?: string;
  /** The operator that joins paths: `Path("a") / "b"`. A literal has no other use for it. */
  readonly paths?: string;
  /** Nodes that the parser leaves as they stand, to be read by their tokens. */
  readonly unread?: readonly NodeType[];
  /** Objects whose attributes are environment variables: `process.env`. */
  readonly environment?: readonly string[];
  /** Patterns that take an attribute out of an object: nodes that are its name, or that hold it as a part. */
  readonly takenOut?: readonly { readonly node: NodeType; readonly key?: Part }[];
  /** Bare words are words of command lines: see `trees/shell.ts`. */
  readonly shell?: boolean;
}

export interface ModuleNode {
  readonly node: NodeType;
  /** Only this part names the module; the whole statement where it is left out. */
  readonly part?: Part;
  /** `path`: dotted names in the statement. `strings`: its string literals, the names in it are symbols. */
  readonly style: "path" | "strings";
  /** The words for the reason: "import", "package declaration". */
  readonly what: string;
}

export interface CallNode {
  readonly node: NodeType;
  /** The parts from the first of which to the last of which the callee is written. */
  readonly callee: readonly Part[];
  readonly arguments: Part;
}

export interface KeyedNode {
  readonly node: NodeType;
  readonly key: Part;
  readonly value: Part;
  /** An entry of a map, a keyword of a call, a value given to a name. */
  readonly means: "entry" | "keyword" | "assigned";
}

export interface SubscriptNode {
  readonly node: NodeType;
  readonly object: Part;
  readonly index: Part;
}

export interface CompositeNode {
  readonly node: NodeType;
  readonly type: Part;
}

export interface DeclarationNode {
  readonly node: NodeType;
  readonly name: Part;
  /** "class", "function", "parameter": for the reason. */
  readonly what: string;
  /** Does it hold others, so that reasons say "in Installer._flush"? */
  readonly scope?: boolean;
  /** The name is used here, not declared: a keyword argument, a key. */
  readonly use?: boolean;
}

export interface TestNode {
  readonly node: NodeType;
  /** Against the text before the node, attributes and comments included. */
  readonly before: RegExp;
  /** "module marked #[cfg(test)]" */
  readonly words: string;
}
