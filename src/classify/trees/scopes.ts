/** The declarations that hold a place, and what a name is the name of. */
import { dottedName } from "./names.ts";
import { holds, partOf } from "./node.ts";
import type { SyntaxNode } from "./node.ts";
import type { Tables } from "./tables.ts";

const LONGEST_REMEMBERED = 100;

/** The declarations around the places of one tree. */
export class Scopes {
  readonly #source: string;
  readonly #tables: Tables;
  /** What holds a node, once for all places below it: nodes are the same objects for places that share them. */
  readonly #known = new Map<SyntaxNode, readonly string[]>();

  constructor(source: string, tables: Tables) {
    this.#source = source;
    this.#tables = tables;
  }

  /** The declarations around `path[at]`, outermost first: ["Installer", "_flush"]. */
  around(path: readonly SyntaxNode[], at: number): readonly string[] {
    const last = Math.min(at, path.length - 1);
    // A very long path is cut in its middle: what is found along it holds for this place alone.
    const remembers = path.length <= LONGEST_REMEMBERED;
    let level = remembers ? last : 0;
    let scope: readonly string[] | undefined;
    for (; level > 0; level -= 1) {
      const node = path[level];
      scope = node && this.#known.get(node);
      if (scope) break;
    }
    scope ??= [];
    for (; level < last; level += 1) {
      const node = path[level];
      const child = path[level + 1];
      if (!node || !child) break;
      const name = scopeName(node, child, this.#source, this.#tables);
      if (name !== undefined) scope = [...scope, name];
      if (remembers) this.#known.set(child, scope);
    }
    return scope;
  }
}

/** The name that `node` gives to what it holds, `child` among it. The declared name stands outside of that. */
function scopeName(node: SyntaxNode, child: SyntaxNode, source: string, tables: Tables): string | undefined {
  const row = tables.declarations.get(node.type);
  if (row?.scope !== true) return undefined;
  const name = partOf(node, row.name);
  if (!name || holds(name, child) || holds(child, name)) return undefined;
  const text = dottedName(source.slice(name.startIndex, name.endIndex));
  return text === "" ? undefined : text;
}

/** "identifier, method of class Installer" for the name of a declaration; "identifier" for every other. */
export function nameWords(path: readonly SyntaxNode[], at: number, source: string, tables: Tables): string {
  for (let level = at - 1; level >= Math.max(0, at - 4); level -= 1) {
    const node = path[level];
    const child = path[level + 1];
    const row = node && tables.declarations.get(node.type);
    if (!node || !child || !row) continue;
    const name = partOf(node, row.name);
    const own = path[at];
    if (!name || !own || !(holds(name, own) && name.endIndex === own.endIndex)) return "identifier";
    if (row.use === true) return `identifier, ${row.what}`;
    const holder = enclosing(path, level, source, tables);
    const what = row.what === "function" && holder?.startsWith("class") === true ? "method" : row.what;
    return `identifier, ${what}${holder === undefined ? "" : ` of ${holder}`}`;
  }
  return "identifier";
}

/** The words for the declaration that holds `path[at]`: "class Installer". */
function enclosing(
  path: readonly SyntaxNode[],
  at: number,
  source: string,
  tables: Tables,
): string | undefined {
  for (let level = at - 1; level >= 0; level -= 1) {
    const node = path[level];
    const row = node && tables.declarations.get(node.type);
    if (!node || row?.scope !== true) continue;
    const name = partOf(node, row.name);
    const text = name ? dottedName(source.slice(name.startIndex, name.endIndex)) : "";
    return text === "" ? undefined : `${row.what} ${text}`;
  }
  return undefined;
}

/** The words for a test inside a source file that holds the place. */
export function testAround(path: readonly SyntaxNode[], source: string, tables: Tables): string | undefined {
  if (tables.tests.size === 0) return undefined;
  for (const node of path) {
    const row = tables.tests.get(node.type);
    if (row?.before.test(source.slice(Math.max(0, node.startIndex - 400), node.startIndex)) === true)
      return row.words;
  }
  return undefined;
}
