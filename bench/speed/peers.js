/**
 * What the tool is compared with: the programs that do a part of its work (its floor), and those that a user might
 * pick instead. Each is a contender of measure.js.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { rgPath } from "@vscode/ripgrep";

const require = createRequire(import.meta.url);
const BIN = fileURLToPath(new URL("../../bin.cjs", import.meta.url));

/** The rg of occmap itself, so that the engine makes no difference. */
export const RG = rgPath;

const AST_GREP = createRequire(require.resolve("@ast-grep/cli/package.json"))
  .resolve(
    `@ast-grep/cli-${process.platform}-${process.arch}${process.platform === "linux" ? "-gnu" : ""}/package.json`,
  )
  .replace("package.json", "ast-grep");

/** ripgrep-js waits for ever where its own rg was given no path; this is long enough to see it. */
const RIPGREP_JS_LIMIT = 20_000;

const RG_ARGS = ["--no-config", "--json", "--fixed-strings", "--no-ignore", "--hidden"];

export function contendersIn(cwd) {
  const contender = (argv, more = {}) => ({ argv, cwd, ...more });
  const node = (...args) => contender([process.execPath, ...args]);
  const git = (...args) => contender(["git", "--no-optional-locks", ...args]);
  // Constant text; everything else comes as arguments.
  const shell = (script, ...args) =>
    // 123: xargs saw a batch in which rg found nothing.
    contender(["sh", "-c", script, "sh", ...args], { statuses: [0, 123] });
  return {
    node: () => node("-e", "0"),
    occmap: (args, statuses) => contender([process.execPath, BIN, ...args], { statuses }),
    hook: () => shell(". .git/hooks/pre-commit"),
    gitListAndRg: (strings) =>
      shell('git ls-files -z | xargs -0 -s 400000 "$@"', RG, ...RG_ARGS, ...patterns(strings), "--"),
    rg: (strings) =>
      contender([RG, ...RG_ARGS, "--glob=!.git", ...patterns(strings), "."], { statuses: [0, 1] }),
    gitGrep: (strings) =>
      contender(
        ["git", "grep", "--line-number", "--fixed-strings", ...strings.flatMap((one) => ["-e", one])],
        {
          statuses: [0, 1],
        },
      ),
    gitStatus: () => git("status", "--untracked-files=all", "--porcelain"),
    gitDiff: () => git("diff", "HEAD"),
    astGrep: (string) =>
      contender([AST_GREP, "run", "--json=stream", "--lang", "ts", "--pattern", string, "."], {
        statuses: [0, 1],
      }),
    ripgrepJs: (string) =>
      contender([process.execPath, fileURLToPath(new URL("ripgrep-js.js", import.meta.url)), string], {
        env: { ...process.env, PATH: `${RG.replace(/\/rg$/, "")}:${process.env.PATH}` },
        timeout: RIPGREP_JS_LIMIT,
      }),
  };
}

function patterns(strings) {
  return strings.map((string) => `--regexp=${string}`);
}
