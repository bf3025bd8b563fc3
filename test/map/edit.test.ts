import { describe, expect, test } from "@jest/globals";
import { editableMap, type MapEdit } from "../../src/map/edit.ts";
import { loadMap, type LoadedMap } from "../../src/map/load.ts";
import { NO_COMMENTS } from "../../src/map/entry-text.ts";
import type { Entry } from "../../src/map/model.ts";

const OTHERS = [
  "import_paths",
  "filesystem_paths",
  "serialized_keys",
  "user_facing_strings",
  "tests_fixtures",
  "logs_telemetry",
].map((category) => `  ${category}: { remove: [], keep: [] }\n`);

/** A map with these lines as `code_symbols` and `cli_commands`, and nothing else in it. */
function mapWith(body: string, [remove, keep]: readonly [number, number]): string {
  return `# top
mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6B
mission_slug: s
target_string: x
related_strings: []
generated_at: 2026-04-27T18:00:45Z # when
categories:
${body}${OTHERS.join("")}totals: { remove_count: ${remove}, keep_count: ${keep} }
# end
`;
}

const BLOCK = `  code_symbols:
    remove:
      # about b
      - path: b.ts # at path
        line: 2 # source
        # inside
        reason: >-
          folded
          reason

      # free

      - path: c.ts
        line: 3
        reason: 'single' # at reason
      # tail
    keep: [] # none
  cli_commands: { remove: [], keep: [] } # flow
`;

async function loaded(text: string): Promise<LoadedMap> {
  const loading = await loadMap(Buffer.from(text));
  if ("faults" in loading) throw new Error(JSON.stringify(loading.faults));
  return loading;
}

async function edited(text: string, edit: (entries: readonly Entry[]) => MapEdit): Promise<string> {
  const map = await loaded(text);
  const result = editableMap(text, map).edited(edit(map.map.entries));
  await loaded(result);
  return result;
}

const entry = (path: string, line: number, category: Entry["category"] = "code_symbols"): Entry => ({
  category,
  decision: "remove",
  path,
  line,
  reason: "r",
});
const keep = (from: Entry, keepReason: string): Entry => ({ ...from, decision: "keep", keepReason });
const comments = (text: string): string[] =>
  [...text.matchAll(/# [a-z][a-z ]*/g)].map(([one]) => one.trim()).sort();

describe("an edit", () => {
  test("nothing asked for, nothing changed", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    expect(await edited(text, () => ({}))).toBe(text);
  });

  test("a line that moves changes one number", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    const result = await edited(text, ([b]) => ({ revised: new Map([[b!, { entry: { ...b!, line: 7 } }]]) }));
    expect(result).toBe(text.replace("line: 2 # source", "line: 7 # source"));
  });

  test("a comment beside the line number is replaced, or put in", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    const result = await edited(text, ([b, c]) => ({
      revised: new Map([
        [b!, { entry: b!, lineComment: "# changed: y" }],
        [c!, { entry: c!, lineComment: "# new: z" }],
      ]),
    }));
    expect(result).toBe(text.replace("# source", "# changed: y").replace("line: 3", "line: 3 # new: z"));
  });

  test("an entry that is added stands where it belongs, free comments stay where they are", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    const result = await edited(text, () => ({
      added: [{ entry: entry("b.ts", 9), comments: NO_COMMENTS }],
    }));
    expect(result).toBe(
      text
        .replace(
          "          reason\n",
          "          reason\n      - path: b.ts\n        line: 9\n        reason: r\n",
        )
        .replace("remove_count: 2", "remove_count: 3"),
    );
  });

  test("an entry that changes its decision takes its comments along", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    const result = await edited(text, ([b]) => ({ revised: new Map([[b!, { entry: keep(b!, "why") }]]) }));
    expect(result).toContain(`    keep: # none
      # about b
      - path: b.ts # at path
        line: 2 # source
        # inside
        reason: folded reason
        keep_reason: why
  cli_commands:`);
    expect(result).toContain("totals: { remove_count: 1, keep_count: 1 }");
    expect(comments(result)).toEqual(comments(text));
  });

  test("an entry that goes leaves the comments above it and the words that stay", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    const result = await edited(text, ([b, c]) => ({
      dropped: new Map([
        [b!, ["# kept words"]],
        [c!, []],
      ]),
    }));
    expect(result).toContain(`    remove: []
      # about b
      # kept words

      # free

      # tail
    keep: [] # none`);
  });

  test("a category in flow style that is to hold something is written in block style", async () => {
    const text = mapWith(BLOCK, [2, 0]);
    const added = entry("a.ts", 1, "cli_commands");
    const result = await edited(text, () => ({ added: [{ entry: added, comments: NO_COMMENTS }] }));
    expect(result).toContain(`  cli_commands: # flow
    remove:
      - path: a.ts
        line: 1
        reason: r
    keep: []
`);
  });

  const FLOW = `  code_symbols:
    remove: [
      # above
      { path: a.ts, line: 1, reason: "r" }, # beside
      { path: b.ts, line: 2, # inside
        reason: s }
      # last
    ]
    keep: []
  cli_commands:
    remove:
    - { path: d.ts, line: 4, reason: t } # low dash
    keep: []
`;

  test("entries in flow style are changed in place in a block list, written anew in a flow list", async () => {
    const text = mapWith(FLOW, [3, 0]);
    const result = await edited(text, ([a, , d]) => ({
      revised: new Map([
        [a!, { entry: { ...a!, line: 5 } }],
        [d!, { entry: { ...d!, path: "e, f.ts", line: 6 }, lineComment: "# changed: low dash" }],
      ]),
    }));
    expect(result).toContain(`    - { path: "e, f.ts", line: 6, reason: t } # changed: low dash`);
    expect(result).toContain("      # above\n      - path: a.ts\n        line: 5\n");
    expect(comments(result.replace("# changed: low dash", "# low dash"))).toEqual(comments(text));
  });

  test("a new entry of a list with a low dash stands at its dash", async () => {
    const result = await edited(mapWith(FLOW, [3, 0]), () => ({
      added: [{ entry: entry("z.ts", 1, "cli_commands"), comments: NO_COMMENTS }],
    }));
    expect(result).toContain("    - path: z.ts\n      line: 1\n      reason: r\n    keep: []");
  });

  test("a map in JSON becomes a map in YAML when it has to change", async () => {
    const value = {
      mission_id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
      mission_slug: "s",
      target_string: "x",
      related_strings: [],
      generated_at: "2026-04-27T18:00:45Z",
      categories: Object.fromEntries(
        ["code_symbols", "cli_commands", ...OTHERS.map((one) => /\w+/.exec(one)![0])].map((category) => [
          category,
          { remove: category === "code_symbols" ? [{ path: "a.ts", line: 1, reason: "r" }] : [], keep: [] },
        ]),
      ),
      totals: { remove_count: 1, keep_count: 0 },
    };
    const text = `${JSON.stringify(value, null, 2)}\n`;
    expect(await edited(text, () => ({}))).toBe(text);
    const result = await edited(text, ([a]) => ({ revised: new Map([[a!, { entry: { ...a!, line: 2 } }]]) }));
    expect(result).toContain("      - path: a.ts\n        line: 2\n");
  });

  test("line ends stay, and so does a missing one at the end", async () => {
    const text = mapWith(BLOCK, [2, 0]).replaceAll("\n", "\r\n").slice(0, -2);
    const result = await edited(text, () => ({
      added: [{ entry: entry("b.ts", 9), comments: NO_COMMENTS }],
      generatedAt: "2027-01-01T00:00:00Z",
      baseCommit: "1".repeat(40),
    }));
    expect(result.replaceAll("\r\n", "")).not.toContain("\n");
    expect(result.endsWith("# end")).toBe(true);
    expect(result).toContain(
      `generated_at: 2027-01-01T00:00:00Z # when\r\nbase_commit: "${"1".repeat(40)}"\r\n`,
    );
  });
});
