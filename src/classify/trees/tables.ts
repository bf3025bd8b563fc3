/** A grammar's table turned into look-ups, once for each language. */
import type {
  CallNode,
  CompositeNode,
  DeclarationNode,
  Grammar,
  KeyedNode,
  ModuleNode,
  NodeType,
  Part,
  SubscriptNode,
  TestNode,
} from "../languages/grammar.ts";

export interface Tables {
  readonly grammar: Grammar;
  readonly comments: ReadonlySet<NodeType>;
  readonly strings: ReadonlySet<NodeType>;
  readonly interpolations: ReadonlySet<NodeType>;
  readonly shells: ReadonlySet<NodeType>;
  readonly markup: ReadonlySet<NodeType>;
  readonly names: ReadonlySet<NodeType>;
  readonly argumentLists: ReadonlySet<NodeType>;
  readonly lists: ReadonlySet<NodeType>;
  readonly comparisons: ReadonlySet<NodeType>;
  readonly cases: ReadonlySet<NodeType>;
  readonly annotations: ReadonlySet<NodeType>;
  readonly tokenTrees: ReadonlySet<NodeType>;
  readonly docstrings: ReadonlySet<NodeType>;
  readonly typeNodes: ReadonlySet<NodeType>;
  readonly blocks: ReadonlySet<NodeType>;
  readonly modules: ReadonlyMap<NodeType, ModuleNode>;
  readonly calls: ReadonlyMap<NodeType, CallNode>;
  readonly keyed: ReadonlyMap<NodeType, KeyedNode>;
  readonly subscripts: ReadonlyMap<NodeType, SubscriptNode>;
  readonly composites: ReadonlyMap<NodeType, CompositeNode>;
  readonly declarations: ReadonlyMap<NodeType, DeclarationNode>;
  readonly tests: ReadonlyMap<NodeType, TestNode>;
  readonly tags: ReadonlyMap<NodeType, Part>;
  /** All that say something of a literal inside them. */
  readonly surroundings: ReadonlySet<NodeType>;
}

const known = new WeakMap<Grammar, Tables>();

export function tablesOf(grammar: Grammar): Tables {
  const there = known.get(grammar);
  if (there) return there;
  const byNode = <T extends { readonly node: NodeType }>(rows: readonly T[] = []): Map<NodeType, T> =>
    new Map(rows.map((row) => [row.node, row]));
  const told = {
    argumentLists: new Set(grammar.argumentLists),
    lists: new Set(grammar.lists),
    comparisons: new Set(grammar.comparisons),
    cases: new Set(grammar.cases),
    annotations: new Set(grammar.annotations),
    tokenTrees: new Set(grammar.tokenTrees),
    calls: byNode(grammar.calls),
    keyed: byNode(grammar.keyed),
    subscripts: byNode(grammar.subscripts),
    composites: byNode(grammar.composites),
    tags: new Map((grammar.tags ?? []).map(({ node, part }) => [node, part])),
  };
  const tables: Tables = {
    grammar,
    ...told,
    surroundings: new Set(Object.values(told).flatMap((table) => [...table.keys()])),
    comments: new Set(grammar.comments),
    strings: new Set(grammar.strings),
    interpolations: new Set(grammar.interpolations),
    shells: new Set(grammar.shells),
    markup: new Set(grammar.markup),
    names: new Set(grammar.names),
    docstrings: new Set(grammar.docstrings),
    typeNodes: new Set(grammar.typeNodes),
    blocks: new Set(grammar.blocks),
    modules: byNode(grammar.modules),
    declarations: byNode(grammar.declarations),
    tests: byNode(grammar.tests),
  };
  known.set(grammar, tables);
  return tables;
}
