/**
 * What holds a literal, from the inside out: the call, the entry, the field, the annotation, the comparison.
 *
 * One walk along the ancestors, the same for all languages; what a node means stands in the language's table. The
 * walk ends at a body of statements, because what holds that body says nothing about a literal inside it.
 */
import type { Place, Surrounding } from "../site.ts";
import { dottedName, insideOf } from "./names.ts";
import { holds, orderOf, partOf } from "./node.ts";
import type { SyntaxNode } from "./node.ts";
import type { Tables } from "./tables.ts";

/** More than anybody asks; nesting is unbounded. */
const MOST = 8;

const COMPARES = /^(?:[=!]==?|<=?|>=?|=~|!~|eq|ne|in|not in|is|is not|-eq|-ne)$/;

/** The surroundings of the literal at `path[at]`. */
export function surroundingsOf(
  path: readonly SyntaxNode[],
  at: number,
  source: string,
  tables: Tables,
): Surrounding[] {
  const walk = new Walk(source, tables);
  for (let level = at - 1; level >= 0 && walk.around.length < MOST; level -= 1) {
    const node = path[level];
    const child = path[level + 1];
    const literal = path[at];
    if (!node || !child || !literal) break;
    if (tables.blocks.has(node.type) && !isGiven(path, level, tables)) break;
    if (tables.cases.has(node.type) && isBody(source.slice(node.startIndex, child.startIndex))) break;
    walk.step(node, child, literal);
    if (tables.cases.has(node.type)) walk.subject(path.slice(Math.max(0, level - 3), level));
  }
  return walk.around;
}

/** `log.warn { "…" }`: a block that is given to a call and holds nothing but the literal is an argument. */
function isGiven(path: readonly SyntaxNode[], level: number, { grammar }: Tables): boolean {
  const given = path[level - 1]?.type ?? "";
  return path[level]?.namedChildCount === 1 && grammar.givenBlocks?.includes(given) === true;
}

/** Does what follows `before` in a case of a switch belong to its statements? */
function isBody(before: string): boolean {
  return /:(?!:)|=>|->/.test(before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ""));
}

class Walk {
  readonly around: Surrounding[] = [];
  readonly #source: string;
  readonly #tables: Tables;
  /** Of the argument list that was passed last. */
  #order = 0;
  #keyword: string | undefined;

  constructor(source: string, tables: Tables) {
    this.#source = source;
    this.#tables = tables;
  }

  step(node: SyntaxNode, child: SyntaxNode, literal: SyntaxNode): void {
    const { type } = node;
    const tables = this.#tables;
    if (!tables.surroundings.has(type)) return;
    const tag = tables.tags.get(type);
    if (tag !== undefined && holds(partOf(node, tag), child)) this.around.push({ kind: "tag" });
    this.#keyed(node, child);
    if (tables.tokenTrees.has(type)) this.#tokens(node, child);
    if (tables.argumentLists.has(type)) this.#order = orderOf(node, child, tables.comments);
    this.#call(node, child, literal);
    this.#subscript(node, child);
    if (tables.lists.has(type)) this.#element(node, child);
    this.#composite(node);
    this.#compared(node, child);
    if (tables.annotations.has(type)) this.#annotation();
  }

  /** What the switch around a case looks at, sought among the nodes that hold it. */
  subject(holders: readonly SyntaxNode[]): void {
    const last = this.around.at(-1);
    if (last?.kind !== "compared") return;
    for (const holder of holders.toReversed()) {
      const field = ["value", "subject", "condition"].find((name) => holder.childForFieldName(name));
      if (field === undefined) continue;
      const other = dottedName(
        this.#text(holder.childForFieldName(field) ?? undefined).replace(/^\(|\)$|["']/g, ""),
      );
      this.around[this.around.length - 1] = { kind: "compared", other };
      return;
    }
  }

  #text(node: SyntaxNode | undefined): string {
    return node ? this.#source.slice(node.startIndex, node.endIndex) : "";
  }

  #name(node: SyntaxNode | undefined): string {
    const text = this.#text(node);
    return /^["'`:]/.test(text) && node ? this.#inside(insideOf(node, this.#source)) : dottedName(text);
  }

  #inside({ start, end }: Place): string {
    return this.#source.slice(start, Math.min(end, start + 100));
  }

  #keyed(node: SyntaxNode, child: SyntaxNode): void {
    const row = this.#tables.keyed.get(node.type);
    if (!row) return;
    const key = partOf(node, row.key);
    const value = partOf(node, row.value);
    if (!key || !value || key.startIndex === value.startIndex) return;
    if (holds(key, child)) {
      if (row.means === "entry") this.around.push({ kind: "entry-key" });
      return;
    }
    if (!holds(value, child)) return;
    const name = this.#name(key);
    if (name === "") return;
    if (row.means === "entry") this.around.push({ kind: "entry-value", key: name });
    else if (row.means === "assigned") this.around.push({ kind: "assigned", name });
    else this.#keyword = name;
  }

  /** Macros and attributes hold a flat run of tokens: commas, keywords and calls are made out by their marks. */
  #tokens(node: SyntaxNode, child: SyntaxNode): void {
    const before = this.#source.slice(
      Math.max(node.startIndex + 1, child.startIndex - 2000),
      child.startIndex,
    );
    const keyword = /([A-Za-z_]\w*)\s*[=:]\s*$/.exec(before)?.[1];
    this.#order = flatCommas(before);
    if (keyword !== undefined) this.#keyword = keyword;
    // A call inside a macro: the name stands before the bracket, and is no node of its own.
    const callee = /([A-Za-z_][\w:.]*!?)\s*$/.exec(
      this.#source.slice(Math.max(0, node.startIndex - 100), node.startIndex),
    )?.[1];
    const bracket = this.#source.charAt(node.startIndex);
    if (callee !== undefined && bracket === "(") this.#push(dottedName(callee.replace(/!$/, "")));
    else if (bracket === "[")
      this.around.push({ kind: "element", index: this.#order, ...this.#first(node, child) });
  }

  #push(callee: string): void {
    this.around.push({
      kind: "argument",
      callee,
      index: this.#order,
      ...(this.#keyword === undefined ? {} : { keyword: this.#keyword }),
    });
    this.#keyword = undefined;
    this.#order = 0;
  }

  #call(node: SyntaxNode, child: SyntaxNode, literal: SyntaxNode): void {
    const row = this.#tables.calls.get(node.type);
    if (!row) return;
    const list = partOf(node, row.arguments);
    const parts = row.callee.map((part) => partOf(node, part)).filter((part) => part !== undefined);
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last) return;
    const written = { start: first.startIndex, end: last.endIndex };
    if (holds(written, child)) {
      // `"x".format(y)`: the literal opens the callee. Deeper inside it, an earlier call has been seen already.
      const method = literal.startIndex === written.start ? this.#called(literal.endIndex, written.end) : "";
      if (/^\.[^.]+$/.test(method)) this.around.push({ kind: "receiver", method: method.slice(1) });
      return;
    }
    if (list && !holds(list, child) && child.startIndex < list.startIndex) return;
    const callee = this.#called(written.start, written.end);
    if (callee === "") return;
    // The arguments of a macro or attribute have been seen as a run of tokens; they belong to this call.
    const inner = this.around.at(-1);
    const tokens = list && this.#tables.tokenTrees.has(list.type) && inner?.kind === "argument";
    if (tokens && (inner.callee === callee || `${inner.callee}!` === callee)) {
      this.around[this.around.length - 1] = { ...inner, callee };
    } else this.#push(callee);
  }

  #called(start: number, end: number): string {
    const bang = this.#source.charAt(end) === "!" && this.#source.charAt(end + 1) !== "=" ? "!" : "";
    return dottedName(this.#source.slice(Math.max(start, end - 2000), end)) + bang;
  }

  #subscript(node: SyntaxNode, child: SyntaxNode): void {
    const row = this.#tables.subscripts.get(node.type);
    if (!row || !holds(partOf(node, row.index), child)) return;
    const object = partOf(node, row.object);
    if (object && object.startIndex !== child.startIndex)
      this.around.push({ kind: "subscript", object: dottedName(this.#text(object)) });
  }

  #element(node: SyntaxNode, child: SyntaxNode): void {
    const inner = this.around.at(-1);
    if (inner?.kind === "entry-key" || inner?.kind === "entry-value") return;
    const index = orderOf(node, child, this.#tables.comments);
    this.around.push({ kind: "element", index, ...this.#first(node, child) });
  }

  #first(node: SyntaxNode, child: SyntaxNode): { readonly first?: string } {
    let first = node.namedChild(0);
    for (let depth = 0; first && depth < 3 && !this.#tables.strings.has(first.type); depth += 1)
      first = first.namedChildCount === 1 ? first.namedChild(0) : null;
    if (!first || !this.#tables.strings.has(first.type) || child.startIndex < first.startIndex) return {};
    return { first: this.#inside(insideOf(first, this.#source)) };
  }

  /** The entry that was seen last is a field, when the literal that holds it is of a named type. */
  #composite(node: SyntaxNode): void {
    const row = this.#tables.composites.get(node.type);
    const inner = this.around.at(-1);
    if (!row || !inner) return;
    const type = partOf(node, row.type);
    if (!type) return;
    if (/^(?:map|slice|array|implicit_length_array)_type$/.test(type.type)) {
      this.#fieldOfElement(this.#text(type));
      return;
    }
    const name =
      inner.kind === "entry-value" ? inner.key : inner.kind === "assigned" ? inner.name : undefined;
    if (name === undefined) return;
    this.around[this.around.length - 1] = { kind: "field", type: dottedName(this.#text(type)), name };
  }

  /** `[]Command{{Name: "x"}}`: an element of a list or map of a named type leaves the type out. */
  #fieldOfElement(written: string): void {
    const type = /^(?:map\[[^\]]*\]|\[[^\]]*\])\*?([A-Za-z_][\w.]*)$/.exec(written)?.[1];
    const holder = this.around.at(-1);
    const keyed = written.startsWith("map") || holder?.kind === "element";
    const at = this.around.length - (keyed ? 2 : 1);
    const entry = this.around[at];
    if (type === undefined || entry?.kind !== "entry-value") return;
    this.around[at] = { kind: "field", type: dottedName(type), name: entry.key };
  }

  #compared(node: SyntaxNode, child: SyntaxNode): void {
    if (this.#tables.cases.has(node.type)) {
      this.around.push({ kind: "compared", other: "" });
      return;
    }
    if (!this.#tables.comparisons.has(node.type)) return;
    const operator = node.childForFieldName("operator") ?? node.childForFieldName("operators");
    const { streams, paths } = this.#tables.grammar;
    if (paths !== undefined && this.#text(operator ?? undefined) === paths) {
      this.around.push({ kind: "argument", callee: "joinpath", index: 0 });
      return;
    }
    if (streams !== undefined && this.#text(operator ?? undefined) === streams) {
      this.#stream(node, child);
      return;
    }
    if (operator && !COMPARES.test(this.#text(operator))) return;
    const [left, right] = [node.namedChild(0), node.namedChild(node.namedChildCount - 1)];
    const other = left && left.startIndex !== child.startIndex ? left : right;
    this.around.push({ kind: "compared", other: dottedName(this.#text(other ?? undefined)) });
  }

  /** `LOG(INFO) << a << "x"`: the literal goes to the leftmost operand. */
  #stream(node: SyntaxNode, child: SyntaxNode): void {
    let target = node;
    for (let left: SyntaxNode | null = node; left?.type === node.type; left = left.namedChild(0))
      target = left;
    const first = target.namedChild(0);
    if (!first || first.startIndex === child.startIndex) return;
    const callee = dottedName(this.#text(first));
    const inner = this.around.at(-1);
    if (callee === "" || (inner?.kind === "argument" && inner.callee === callee)) return;
    this.around.push({ kind: "argument", callee, index: 1 });
  }

  #annotation(): void {
    const call = this.around.at(-1);
    if (call?.kind !== "argument") return;
    const { callee, index, keyword } = call;
    this.around[this.around.length - 1] = {
      kind: "annotation",
      name: callee.replace(/!$/, ""),
      index,
      ...(keyword === undefined ? {} : { keyword }),
    };
    // `[Route("/x", Name = "y")]`: an assignment among the arguments is a keyword.
    const given = this.around.at(-2);
    if (given?.kind === "assigned" && keyword === undefined)
      this.around.splice(-2, 2, { kind: "annotation", name: callee, index, keyword: given.name });
  }
}

/** The commas of a run of tokens that stand in no bracket and no string. */
function flatCommas(text: string): number {
  let count = 0;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (/[([{]/.test(character)) depth += 1;
    else if (/[)\]}]/.test(character)) depth -= 1;
    else if (character === "," && depth === 0) count += 1;
  }
  return count;
}
