/** The flag table: whatever is wrong about the words of a call is said before anything is done. */
import { describe, expect, test } from "@jest/globals";
import { parseArguments, type Signature } from "../../src/cli/arguments.ts";
import { COMMON_FLAGS, FLAGS, type Flag, type FlagName } from "../../src/cli/flags.ts";
import { COMMANDS } from "../../src/cli/registry.ts";
import { OccmapError } from "../../src/diagnostics/errors.ts";
import { call } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const flags: readonly (readonly [FlagName, Flag])[] = (Object.keys(FLAGS) as FlagName[])
  // Answered before there is a command.
  .filter((name) => name !== "version")
  .map((name) => [name, FLAGS[name]]);
const texts = flags.filter(([, { kind }]) => kind === "text");
const lists = flags.filter(([, { kind }]) => kind === "list");
const switches = flags.filter(([, { kind }]) => kind === "switch");

/** A command that takes this flag. */
function signatureWith(name: FlagName): Signature {
  const found = COMMANDS.find(({ summary }) =>
    [...COMMON_FLAGS, ...summary.flags].some((known) => known === name),
  );
  if (!found) throw new Error(`no command takes --${name}`);
  return { ...found.summary, flags: found.summary.flags };
}

function valueOf({ values }: Flag): string {
  return values?.[0] ?? "json";
}

/** Two values, in the order in which a closed list has them. */
function twoOf({ values = ["one", "two"] }: Flag): string[] {
  return values.slice(0, 2);
}

function refusal(name: FlagName, argv: readonly string[]): string {
  const signature = signatureWith(name);
  try {
    parseArguments(signature, argv);
  } catch (error) {
    if (!(error instanceof OccmapError)) throw error;
    expect(error.code).toBe("usage");
    expect(error.next).toBe(`run: occmap ${signature.name} --help`);
    return error.message;
  }
  return "it was taken";
}

test("every flag belongs to a command, and the table says what it is for", () => {
  for (const [name, { about }] of flags) {
    expect(signatureWith(name).name).not.toBe("");
    expect(about).toMatch(/\w/);
  }
});

describe.each(texts)("--%s, which takes a value", (name, flag) => {
  test("as the next word or after =", () => {
    const value = valueOf(flag);
    for (const argv of [[`--${name}`, value], [`--${name}=${value}`]])
      expect(parseArguments(signatureWith(name), argv).text(name as never)).toBe(value);
  });

  test("is refused without one, with an empty one, and twice", () => {
    const value = valueOf(flag);
    expect(refusal(name, [`--${name}`])).toContain(`--${name}`);
    expect(refusal(name, [`--${name}`, "--json"])).toContain(`--${name}`);
    expect(refusal(name, [`--${name}=`])).toContain(`--${name} needs a value that is not empty`);
    expect(refusal(name, [`--${name}=${value}`, `--${name}=${value}`])).toBe(`--${name} is given twice`);
  });
});

test.each(flags.filter(([, { values }]) => values !== undefined))("--%s has a closed list", (name, flag) => {
  const message = `--${name} takes one of ${flag.values?.join(", ")}`;
  expect(refusal(name, [`--${name}=nonsense`])).toBe(message);
  if (flag.kind === "list")
    expect(refusal(name, [`--${name}=${valueOf(flag)}`, `--${name}=nonsense`])).toBe(message);
});

test("a choice is what was given, or nothing", () => {
  expect(parseArguments(signatureWith("decision"), ["--decision=keep"]).choice("decision")).toBe("keep");
  expect(parseArguments(signatureWith("decision"), []).choice("decision")).toBe(undefined);
  const argv = ["tests_fixtures", "code_symbols", "tests_fixtures"].map((name) => `--category=${name}`);
  expect(parseArguments(signatureWith("category"), argv).choices("category")).toEqual([
    "code_symbols",
    "tests_fixtures",
  ]);
});

test.each(lists)("--%s may be repeated, and needs a value each time", (name, flag) => {
  const [one = "", two = ""] = twoOf(flag);
  const argv = [`--${name}`, one, `--${name}=${two}`];
  expect(parseArguments(signatureWith(name), argv).list(name as never)).toEqual([one, two]);
  expect(refusal(name, [...argv, `--${name}`])).toContain(`--${name}`);
});

test.each(switches)("--%s takes no value, and may be said twice", (name) => {
  const args = parseArguments(signatureWith(name), [`--${name}`, `--${name}`]);
  expect(args.on(name as never)).toBe(true);
  expect(refusal(name, [`--${name}=yes`])).toContain(`--${name}`);
});

test.each(flags.flatMap(([name, { short }]) => (short === undefined ? [] : [[short, name] as const])))(
  "-%s is --%s",
  (short, name) => {
    const argv = [`-${short}`, ...(FLAGS[name].kind === "switch" ? [] : ["x"])];
    expect(() => parseArguments(signatureWith(name), argv)).not.toThrow();
  },
);

test.each(COMMANDS.map(({ summary }) => [summary.name, summary] as const))(
  "occmap %s refuses an unknown flag, and a word that nobody asked for",
  async (name, summary) => {
    const unknown = await call([...name.split(" "), "--no-such-flag"], { cwd: folder() });
    expect(unknown).toMatchObject({ status: 2, stdout: "" });
    expect(unknown.stderr).toContain("--no-such-flag");
    expect(unknown.stderr).toContain(`next:  run: occmap ${name} --help`);
    const words = summary.positionals ?? [];
    if (words.at(-1)?.endsWith("...") === true) return;
    const surplus = await call([...name.split(" "), ...words.map(() => "x"), "surplus"], { cwd: folder() });
    expect(surplus).toMatchObject({ status: 2, stdout: "" });
    expect(surplus.stderr).toContain('unexpected argument "surplus"');
  },
);
