/** Update after random edits of the map by people, and of the repository by history. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { runInvocation } from "../../src/diagnostics/invocation.ts";
import { check } from "../../src/jobs/check.ts";
import { update, type Update } from "../../src/jobs/update.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { countTotals, placeOf, type Entry, type OccurrenceMap } from "../../src/map/model.ts";
import { scalar } from "../../src/map/scalars.ts";
import { makeRepository, type Files } from "../support/repository.ts";
import { scanned } from "../support/scan.ts";

const LINES = [
  "alpha",
  "beta = 1",
  "call(needle)",
  "# needle and needle",
  "x = 'needle'",
  "",
  "gamma",
  "needles",
];
const line = fc.constantFrom(...LINES);
const content = fc.array(line, { minLength: 1, maxLength: 8 });
const PATHS = ["a.py", "b.md", "src/c.ts", "src/needle.txt", "docs/d.md"];

const files = fc.array(content, { minLength: PATHS.length, maxLength: PATHS.length });

/** What people do to an entry; comments are numbered so that each can be looked for. */
const touch = fc.record({
  flip: fc.boolean(),
  commentAbove: fc.boolean(),
  commentAtPath: fc.boolean(),
  commentInside: fc.boolean(),
  commentAtLine: fc.constantFrom("none", "machine", "words", "machine and words"),
  blankAbove: fc.boolean(),
  flow: fc.boolean(),
  folded: fc.boolean(),
  otherCategory: fc.option(fc.constantFrom(...CATEGORIES)),
});
type Touch = typeof touch extends fc.Arbitrary<infer T> ? T : never;

const change = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), file: fc.nat(4), at: fc.nat(8), line }),
  fc.record({ kind: fc.constant("delete" as const), file: fc.nat(4), at: fc.nat(8) }),
  fc.record({
    kind: fc.constant("edit" as const),
    file: fc.nat(4),
    at: fc.nat(8),
    suffix: fc.constantFrom(" // x", " needle"),
  }),
  fc.record({ kind: fc.constant("move" as const), file: fc.nat(4), at: fc.nat(8), to: fc.nat(8) }),
  fc.record({
    kind: fc.constant("rename" as const),
    file: fc.nat(4),
    to: fc.constantFrom("z.py", "needle/y.md", "src/w.ts"),
  }),
  fc.record({ kind: fc.constant("remove" as const), file: fc.nat(4) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function textOf(lines: readonly string[]): string {
  return lines.map((one) => `${one}\n`).join("");
}

function filesOf(contents: readonly (readonly string[])[]): Files {
  return Object.fromEntries(PATHS.map((path, at) => [path, textOf(contents[at] ?? [])]));
}

/** The map as people left it: entries in any order, comments everywhere, several styles. */
function written(
  map: OccurrenceMap,
  sources: (entry: Entry) => string | undefined,
  touches: readonly Touch[],
  reversed: boolean,
): { text: string; words: string[]; decided: Map<string, { entry: Entry }> } {
  const words: string[] = [];
  const say = (): string => {
    words.push(`words-${words.length}.`);
    return `# ${words.at(-1)!}`;
  };
  const decided = new Map<string, { entry: Entry }>();
  const entries = map.entries.map((entry, at) => {
    const { otherCategory, flip } = touches[at % touches.length]!;
    // A whole file stays as it is: flipping it would contradict its lines.
    const mayChange =
      entry.line > 0 &&
      entry.column === undefined &&
      !map.entries.some(
        (other) =>
          other !== entry && other.path === entry.path && (other.line === entry.line || other.line === 0),
      );
    const decision = flip && mayChange ? (entry.decision === "keep" ? "remove" : "keep") : entry.decision;
    const category = mayChange ? (otherCategory ?? entry.category) : entry.category;
    const place = { ...entry, category, reason: `decision-${at}.` };
    const made: Entry =
      decision === "keep" ? { ...place, decision, keepReason: `because-${at}.` } : dropKeep(place);
    decided.set(made.reason, { entry: made });
    return { made, source: sources(entry), touch: touches[at % touches.length]! };
  });
  const body = CATEGORIES.flatMap((category) => {
    const list = (decision: "remove" | "keep"): string[] => {
      const own = entries.filter(({ made }) => made.category === category && made.decision === decision);
      if (reversed) own.reverse();
      if (own.length === 0) return [`    ${decision}: []  ${say()}`];
      return [
        `    ${decision}:  ${say()}`,
        ...own.flatMap(({ made, source, touch: how }) => entryText(made, source, how, say)),
      ];
    };
    return [`  ${category}: ${say()}`, ...list("remove"), ...list("keep")];
  });
  const totals = countTotals(entries.map(({ made }) => made));
  const text = [
    say(),
    `mission_id: ${map.missionId}`,
    `mission_slug: ${map.missionSlug} ${say()}`,
    `target_string: needle`,
    `related_strings: []`,
    `generated_at: ${map.generatedAt}`,
    `base_commit: ${scalar(map.baseCommit!)} ${say()}`,
    `exceptions: [{ path: docs/extra.md, reason: announces it }] ${say()}`,
    `categories:`,
    ...body,
    say(),
    `totals: { remove_count: ${totals.remove}, keep_count: ${totals.keep} }`,
    say(),
    "",
  ].join("\n");
  return { text, words, decided };
}

function dropKeep(entry: Entry): Entry {
  const { path, line: at, column, reason, category } = entry;
  return {
    path,
    line: at,
    reason,
    category,
    decision: "remove",
    ...(column === undefined ? {} : { column }),
  };
}

function entryText(entry: Entry, source: string | undefined, how: Touch, say: () => string): string[] {
  const comment = {
    none: "",
    machine: source === undefined ? "" : ` # ${source}`,
    words: ` ${say()}`,
    "machine and words": source === undefined ? "" : ` # ${source} ${say().slice(2)}`,
  }[how.commentAtLine];
  const column = entry.column === undefined ? [] : [`column: ${entry.column}`];
  const why = entry.decision === "keep" ? [`keep_reason: ${entry.keepReason}`] : [];
  const above = [
    ...(how.blankAbove ? [`      ${say()}`, ""] : []),
    ...(how.commentAbove ? [`      ${say()}`] : []),
  ];
  if (how.flow) {
    const inside = [
      `path: ${scalar(entry.path)}`,
      `line: ${entry.line}`,
      ...column,
      `reason: ${entry.reason}`,
      ...why,
    ];
    return [...above, `      - { ${inside.join(", ")} } ${say()}`];
  }
  return [
    ...above,
    `      - path: ${scalar(entry.path)}${how.commentAtPath ? ` ${say()}` : ""}`,
    `        line: ${entry.line}${comment}`,
    ...(how.commentInside ? [`        ${say()}`] : []),
    ...column.map((one) => `        ${one}`),
    ...(how.folded
      ? ["        reason: >-", `          ${entry.reason}`]
      : [`        reason: ${entry.reason}`]),
    ...why.map((one) => `        ${one}`),
  ];
}

function applyChange(tree: Map<string, string[]>, step: Change): void {
  const path = [...tree.keys()][step.file % Math.max(tree.size, 1)];
  const lines = path === undefined ? undefined : tree.get(path);
  if (path === undefined || !lines) return;
  if (step.kind === "insert") lines.splice(step.at, 0, step.line);
  if (step.kind === "delete") lines.splice(step.at, 1);
  if (step.kind === "edit")
    lines.splice(step.at, 1, ...lines.slice(step.at, step.at + 1).map((one) => one + step.suffix));
  if (step.kind === "move") lines.splice(step.to, 0, ...lines.splice(step.at, 1));
  if (step.kind === "rename" && !tree.has(step.to)) {
    tree.delete(path);
    tree.set(step.to, lines);
  }
  if (step.kind === "remove") tree.delete(path);
}

test("update loses no decision and no word, and a second one changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.array(touch, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      async (contents, touches, history, reversed, prune) => {
        const root = mkdtempSync(join(realpathSync(tmpdir()), "occmap-test-"));
        try {
          await scenario(root, { contents, touches, history, reversed, prune });
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 15 },
  );
}, 300_000);

interface Scenario {
  readonly contents: readonly (readonly string[])[];
  readonly touches: readonly Touch[];
  readonly history: readonly (readonly Change[])[];
  readonly reversed: boolean;
  readonly prune: boolean;
}

async function scenario(
  root: string,
  { contents, touches, history, reversed, prune }: Scenario,
): Promise<void> {
  const repository = makeRepository(root, filesOf(contents));
  const variables = { PATH: process.env["PATH"], HOME: root };
  const { result } = await scanned(root, "needle");
  const sources = new Map(result.planned.map(({ entry, source }) => [entry, source]));
  const { text, words, decided } = written(
    result.map,
    (entry) => sources.get(entry)?.trim(),
    touches,
    reversed,
  );
  const file = join(root, "occurrence_map.yaml");
  writeFileSync(file, text);

  const tree = new Map(PATHS.map((path, at) => [path, [...(contents[at] ?? [])]]));
  for (const commit of history) {
    for (const path of tree.keys()) repository.remove(path);
    for (const step of commit) applyChange(tree, step);
    repository.write(Object.fromEntries([...tree].map(([path, lines]) => [path, textOf(lines)])));
    repository.commit();
  }

  const run = (): Promise<Update> =>
    runInvocation(() => update({ folder: root, prune, now: new Date("2026-05-01T00:00:00Z"), variables }));
  const first = await run();
  const after = readFileSync(file, "utf8");

  for (const word of words) if (text.includes(word)) expect(after).toContain(word);
  const dropped = new Map(first.dropped.map((one) => [one.entry.reason, one]));
  const standing = new Map(first.map.entries.map((entry) => [entry.reason, entry]));
  for (const [reason, { entry }] of decided) {
    const now = standing.get(reason);
    const gone = dropped.get(reason);
    expect([reason, now !== undefined, gone !== undefined]).toEqual([
      reason,
      gone === undefined,
      now === undefined,
    ]);
    if (now)
      expect([now.decision, now.category, "keepReason" in now ? now.keepReason : ""]).toEqual([
        entry.decision,
        entry.category,
        "keepReason" in entry ? entry.keepReason : "",
      ]);
    if (gone?.why === "carried-out") expect(entry.decision).toBe("remove");
  }

  const judged = await runInvocation(() => check({ folder: root, variables }));
  if ("faults" in judged) throw new Error(JSON.stringify(judged.faults));
  const untrue = judged.findings.map(({ code, entry }) => [code, entry?.reason]);
  const vanished = first.followed
    .filter(({ fate }) => fate === "vanished")
    .map(({ to }) => ["stale-entry", to.reason]);
  expect(untrue.sort()).toEqual(vanished.sort());

  repository.commit("the map alone");
  const second = await run();
  expect(second.changed).toBe(false);
  expect(readFileSync(file, "utf8")).toBe(after);
  expect(
    first.added.map(placeOf).every((place) => second.map.entries.some((entry) => placeOf(entry) === place)),
  ).toBe(true);
}
