/** `occmap convert`, run as a user runs it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { loadMap } from "../../src/map/load.ts";
import type { OccurrenceMap } from "../../src/map/model.ts";
import { convertDocumentSchema } from "../../src/report/life-schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { occmap, type Run } from "../support/command-line.ts";
import { HEAD, keeping, mapText, removal } from "../support/map-text.ts";
import { makeRepository, type Files } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

interface Place {
  readonly root: string;
  readonly run: (...args: readonly string[]) => Promise<Run>;
}

function place(files: Files): Place {
  const root = folder();
  makeRepository(root, files);
  return { root, run: (...args) => occmap(args, { cwd: root }) };
}

async function mapAt(file: string): Promise<OccurrenceMap> {
  const loading = await loadMap(readFileSync(file));
  if ("faults" in loading) throw new Error(JSON.stringify(loading.faults));
  return loading.map;
}

describe("--to", () => {
  const MAP = mapText({
    head: [...HEAD, "exceptions: [{ path: docs/CHANGES.md, reason: r }]"],
    entries: {
      "code_symbols.remove": [
        removal("-needle", 0),
        removal("a,b", 3, ", end_line: 5"),
        "{ path: c, line: 1, reason: \"=cmd|' /C calc'!A0\" }",
        '{ path: c, line: 2, reason: "say \\"hi\\"\\n\\u001b[31m" }',
      ],
      "cli_commands.keep": [keeping("d", 7, ", column: 2")],
    },
  });

  test("csv: a header, a row for each entry, nothing that a spreadsheet would run", async () => {
    const { run } = place({ "occurrence_map.yaml": MAP });
    const { status, stdout, stderr } = await run("convert", "--to", "csv");
    expect(status).toBe(0);
    expect(stdout.split("\r\n")).toEqual([
      "category,decision,path,line,end_line,column,reason,keep_reason",
      "code_symbols,remove,'-needle,0,,,seen,",
      'code_symbols,remove,"a,b",3,5,,seen,',
      "code_symbols,remove,c,1,,,'=cmd|' /C calc'!A0,",
      'code_symbols,remove,c,2,,,"say ""hi""\\x0a\\x1b[31m",',
      "cli_commands,keep,d,7,,2,seen,stays",
      "",
    ]);
    expect(stderr).toContain("not carried over:\n  mission_id: the table holds the entries alone\n");
    expect(stderr).toContain("  exceptions: the table holds the entries alone\n");
  });

  test("json: the same map, for every command", async () => {
    const { root, run } = place({ "occurrence_map.yaml": `# mine\n${MAP}` });
    const { status, stdout } = await run("convert", "--to", "json", "-o", "map.json", "--json");
    expect(status).toBe(0);
    const document: unknown = JSON.parse(stdout);
    expect(await conforms(convertDocumentSchema, document)).toBe(true);
    expect(document).toMatchObject({
      from: "occmap",
      to: "json",
      output: "map.json",
      losses: [{ place: "comments" }],
    });
    expect(await mapAt(`${root}/map.json`)).toEqual(await mapAt(`${root}/occurrence_map.yaml`));
    expect(readFileSync(`${root}/map.json`, "utf8")).not.toContain("\u001b");
    expect(await run("list", "--map", "map.json")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("4 to remove, 1 to keep"),
    });
  });

  test("spec-kitty and back: only words differ, and the way out says which", async () => {
    const { root, run } = place({
      "src/a.py": "import x\nneedle = 1\nprint('needle')\n",
      "docs/needle.md": "about needle\n",
      "vendor/b.py": "needle()\n",
    });
    expect(await run("scan", "--target", "needle")).toMatchObject({ status: 0 });
    const out = await run("convert", "--to", "spec-kitty", "-o", "kitty.yaml");
    expect(out).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Wrote kitty.yaml (spec-kitty)"),
    });
    expect(out.stderr).toContain("keep entries: of two reasons the keep_reason is written");
    const back = await run("convert", "--from", "spec-kitty", "kitty.yaml", "-o", "back.yaml");
    expect(back).toMatchObject({ status: 0, stdout: expect.stringContaining("Wrote back.yaml (occmap)") });
    const { differences } = JSON.parse(
      (await run("diff", "occurrence_map.yaml", "back.yaml", "--json")).stdout,
    ) as { readonly differences: readonly { readonly effect: string }[] };
    expect(new Set(differences.map(({ effect }) => effect))).toEqual(new Set(["reworded"]));
    expect((await mapAt(`${root}/back.yaml`)).entries).toHaveLength(
      (await mapAt(`${root}/occurrence_map.yaml`)).entries.length,
    );
    expect(await run("check", "--map", "back.yaml")).toMatchObject({ status: 0 });
  });
});

describe("--from spec-kitty", () => {
  const KITTY = `target: { term: "/old-cmd", operation: remove, replacement: null }
categories:
  cli_commands:
    action: rename
    notes: Drop the command.
    occurrences:
      - { path: cli.py, line: ~3, decision: REMOVE, reason: registers it }
      - { path: README.md, decision: REMOVE, reason: shows it }
      - { path: README.md, decision: KEEP, reason: history }
exceptions:
  - { path: docs/CHANGES.md, action: manual_review, reason: told there }
`;
  const FILES = {
    "cli.py": "import x\n\n\nadd('/old-cmd')\n",
    "README.md": "/old-cmd\n\n/old-cmd\n",
    "more.py": "run('/old-cmd')\n",
    "plan/kitty.yaml": KITTY,
  };
  const CALL = ["convert", "--from", "spec-kitty", "plan/kitty.yaml", "--mission-slug", "drop-cmd"] as const;

  test("makes a map of what is clear, and names what is not, and what was missed", async () => {
    const { root, run } = place(FILES);
    const { status, stdout } = await run(...CALL, "-o", "occurrence_map.yaml", "--json");
    expect(status).toBe(1);
    const document: unknown = JSON.parse(stdout);
    expect(await conforms(convertDocumentSchema, document)).toBe(true);
    expect(document).toMatchObject({
      from: "spec-kitty",
      to: "occmap",
      totals: { remove_count: 1, keep_count: 0 },
      unresolved: [
        { path: "README.md", decision: "REMOVE", written_at: 8, candidates: [1, 3] },
        { path: "README.md", decision: "KEEP", written_at: 9, candidates: [1, 3] },
      ],
      missed: [
        { path: "more.py", line: 1, decision: "remove" },
        { path: "plan/kitty.yaml", line: 1 },
      ],
      losses: [{ place: "categories.cli_commands.action" }],
    });
    const text = readFileSync(`${root}/occurrence_map.yaml`, "utf8");
    expect(text).toContain(
      "# Converted from plan/kitty.yaml; its notes:\n# cli_commands: Drop the command.\n",
    );
    expect(text).toContain("        line: 4 # add('/old-cmd')\n        reason: registers it\n");
    expect(await mapAt(`${root}/occurrence_map.yaml`)).toMatchObject({
      missionSlug: "drop-cmd",
      targetString: "/old-cmd",
      exceptions: [{ path: "docs/CHANGES.md", reason: "told there", allowOccurrences: false }],
    });
    expect(await run("update")).toMatchObject({ status: 0, stdout: expect.stringContaining("4 added") });
  });

  test("standard output gets the map, standard error the report", async () => {
    const { run } = place(FILES);
    const { status, stdout, stderr } = await run(...CALL);
    expect(status).toBe(1);
    expect(await loadMap(Buffer.from(stdout))).not.toHaveProperty("faults");
    expect(stderr).toContain(
      "2 items of plan/kitty.yaml not taken over:\n  README.md (cli_commands, REMOVE, line 8):",
    );
    // The Spec Kitty map itself is what is converted: it is not searched.
    expect(stderr).toContain("1 entry that plan/kitty.yaml misses");
    expect(stderr).toContain("  more.py:1");
  });

  test("reads the revision that is named", async () => {
    const root = folder();
    const repository = makeRepository(root, FILES);
    const first = repository.git("rev-parse", "HEAD").trim();
    repository.write({ "cli.py": "import x\n" });
    repository.commit();
    const call = [...CALL, "-o", "out.yaml", "--rev", first];
    expect(await occmap(call, { cwd: root })).toMatchObject({ status: 1 });
    const map = await mapAt(`${root}/out.yaml`);
    expect(map.baseCommit).toBe(first);
    expect(map.entries.map(({ path, line }) => `${path}:${line}`)).toEqual(["cli.py:4"]);
  });

  test("strings of a rename, with what each becomes", async () => {
    const { root, run } = place({
      "a.py": "old_cmd, old-cmd\n",
      "kitty.yaml":
        "target: { term: old_cmd, operation: rename, replacement: new_cmd }\ncategories:\n  code_symbols:\n    action: rename\n    occurrences: [{ path: a.py, line: 1, decision: REMOVE, reason: r }]\n",
    });
    const call = [
      "convert",
      "--from",
      "spec-kitty",
      "kitty.yaml",
      "-o",
      "map.yaml",
      "--exclude",
      "kitty.yaml",
    ];
    const done = await run(...call, "--related", "old-cmd", "--related-replacement", "new-cmd");
    expect(done).toMatchObject({ status: 0, stderr: "" });
    expect(await mapAt(`${root}/map.yaml`)).toMatchObject({
      replacement: "new_cmd",
      targets: [{ from: "old-cmd", to: "new-cmd" }],
    });
    expect(await run(...call, "--force", "--related", "old-cmd")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("has no replacement"),
    });
  });

  test.each([
    ["neither way", ["convert"], "say one of --to and --from"],
    ["both ways", ["convert", "--to", "csv", "--from", "spec-kitty"], "say one of --to and --from"],
    ["no file", ["convert", "--from", "spec-kitty"], "name the file to convert"],
    ["a file that is not there", ["convert", "--from", "spec-kitty", "none"], "there is no such file"],
    ["a map of ours", ["convert", "--from", "spec-kitty", "ours.yaml"], 'has an unknown key "mission_id"'],
    ["an output that is there", [...CALL, "-o", "cli.py"], "there is such a file already"],
    ["two things on standard output", [...CALL, "--json"], "both want standard output"],
    ["an unknown format", ["convert", "--to", "xml"], "--to takes one of spec-kitty, csv, json"],
  ])("%s is an error, and nothing is written", async (_name, call, words) => {
    const { run } = place({ ...FILES, "ours.yaml": mapText() });
    expect(await run(...call)).toMatchObject({
      status: 2,
      stdout: call.includes("--json") ? expect.stringContaining(words) : "",
      stderr: call.includes("--json") ? "" : expect.stringContaining(words),
    });
  });
});
