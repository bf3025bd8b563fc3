/**
 * The parsers' runtime and their grammars, WebAssembly both: found, loaded when first needed, kept.
 *
 * One runtime serves all grammars of a thread. Input can kill it: a parse that runs out of memory aborts, and
 * nothing in that instance can be trusted from then on. Then it says so, and whoever owns it starts another.
 * Why these packages: docs/decisions/parsers.md.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as TreeSitter from "@vscode/tree-sitter-wasm";

const require = createRequire(import.meta.url);
const PACKAGE = "@vscode/tree-sitter-wasm";

/** Grammars that the runtime's package lacks; `npm run build` copies them here from their packages. */
const OWN_FOLDER = fileURLToPath(new URL("../../grammars", import.meta.url));
/** The runtime asks for text in pieces of so many UTF-16 units (it would take no more at a time). */
const PIECE = 5000;
/**
 * How often it may ask: for any file, and for each of its pieces on top. The scanner of Python reads a run of comments
 * to its end at each of them, which is the square of its length; code is far from these bounds.
 */
const READS = 4000;
const READS_A_PIECE = 50;

const OWN: ReadonlySet<string> = new Set(["c", "kotlin"]);

export class Runtime {
  readonly #package: typeof TreeSitter;
  readonly #parser: TreeSitter.Parser;
  readonly #loading = new Map<string, Promise<void>>();
  readonly #grammars = new Map<string, TreeSitter.Language>();
  #dead = false;

  private constructor(parsers: typeof TreeSitter) {
    this.#package = parsers;
    this.#parser = new parsers.Parser();
  }

  /** A fresh runtime: the module is read anew, because an instance that died lives on in it. */
  static async start(): Promise<Runtime> {
    const path = require.resolve(PACKAGE);
    Reflect.deleteProperty(require.cache, path);
    // `require` knows no types; these are the package's own.
    const parsers = require(path) as typeof TreeSitter;
    await parsers.Parser.init();
    return new Runtime(parsers);
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Makes a grammar ready for `parse`. Throws where the package is broken, which no input can cause. */
  load(grammar: string): Promise<void> {
    const there = this.#loading.get(grammar);
    if (there) return there;
    const folder = OWN.has(grammar) ? OWN_FOLDER : dirname(require.resolve(PACKAGE));
    const loading = this.#package.Language.load(join(folder, `tree-sitter-${grammar}.wasm`)).then(
      (language) => {
        this.#grammars.set(grammar, language);
      },
    );
    this.#loading.set(grammar, loading);
    return loading;
  }

  /**
   * The tree of `source`; undefined when it read the text over and over, when it took more than `steps` steps (of the parser's own counting, so that the
   * answer is the same on every machine), or when it killed the runtime. The caller frees the tree.
   */
  parse(grammar: string, source: string, steps: number): TreeSitter.Tree | undefined {
    const language = this.#grammars.get(grammar);
    if (!language || this.#dead) return undefined;
    let taken = 0;
    let asked = 0;
    const most = READS + READS_A_PIECE * Math.ceil(source.length / PIECE);
    // A scanner of a grammar may look ahead over the same text again and again, all within one step. When it has
    // seen too much the text ends for it, and the tree of what it saw is thrown away.
    const read = (index: number): string => ((asked += 1) > most ? "" : source.slice(index, index + PIECE));
    try {
      this.#parser.setLanguage(language);
      // The declaration says that the callback returns nothing; the runtime stops when it returns true.
      const progressCallback: () => void = () => (taken += 1) > steps;
      const tree = this.#parser.parse(read, null, { progressCallback });
      if (!tree) this.#parser.reset();
      if (asked <= most) return tree ?? undefined;
      tree?.delete();
      return undefined;
    } catch {
      this.#dead = true;
      return undefined;
    }
  }
}

/** A runtime for whoever asks again and again. */
export class RuntimeKeeper {
  #runtime: Promise<Runtime> | undefined;

  /** One runtime for all, however many ask at once; another when it died. */
  async ready(): Promise<Runtime> {
    const asked = (this.#runtime ??= Runtime.start());
    const runtime = await asked;
    if (!runtime.dead) return runtime;
    if (this.#runtime === asked) this.#runtime = Runtime.start();
    return this.ready();
  }
}
