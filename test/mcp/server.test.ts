/** `occmap mcp` as an agent uses it: a process of its own, and the official client at the other end. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { BUDGET } from "../../src/mcp/page.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { BIN, occmap } from "../support/command-line.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";

const place = mkdtempSync(join(realpathSync(tmpdir()), "occmap-test-mcp-"));
const client = new Client({ name: "test", version: "1" });
let repository: TestRepository;

interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly document: Record<string, unknown>;
}

async function use(name: string, input: Record<string, unknown> = {}): Promise<Answer> {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const [first] = content as [{ type: string; text: string }];
  expect(first.type).toBe("text");
  expect(first.text.length).toBeLessThanOrEqual(BUDGET + 2_000);
  return {
    isError: isError === true,
    text: first.text,
    document: JSON.parse(first.text) as Record<string, unknown>,
  };
}

beforeAll(async () => {
  repository = makeRepository(join(place, "repository"), {
    "src/app.ts": `${Array.from({ length: 300 }, (_, index) => `call("old-name", ${index});`).join("\n")}\n`,
    "CHANGELOG.md": "# 1.0\n\n- Added old-name.\n",
  });
  mkdirSync(join(place, "outside"));
  writeFileSync(join(place, "outside", "map.yaml"), "secret: 1\n");
  symlinkSync(join(place, "outside"), join(repository.root, "link"));
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [BIN, "mcp"],
      cwd: repository.root,
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: place,
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
      },
      stderr: "inherit",
    }),
  );
});

afterAll(async () => {
  await client.close();
  rmSync(place, { recursive: true, force: true });
});

test("the tools are listed, with their schemas and what they may do", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  expect(tools.find(({ name }) => name === "gate")).toMatchObject({
    inputSchema: { type: "object", additionalProperties: false },
    annotations: { readOnlyHint: true },
  });
  expect(client.getInstructions()).toContain("gate");
});

test("a bulk edit from plan to verdict", async () => {
  const missing = await use("gate");
  expect(missing).toMatchObject({ isError: true, document: { error: { code: "map-missing" } } });
  expect(missing.document["error"]).toMatchObject({ next: expect.stringContaining("occmap scan") });

  expect(await use("scan", { target: "old-name" })).toMatchObject({
    isError: false,
    document: { exit_status: 0, totals: { remove_count: 300, keep_count: 1 } },
  });
  expect(await use("scan", { target: "old-name" })).toMatchObject({
    isError: true,
    document: { error: { code: "map-exists" } },
  });

  let offset: number | null = 0;
  const lines = new Set<number>();
  for (let pages = 0; offset !== null; pages += 1) {
    const { document } = await use("list", { decision: "remove", offset, limit: 120 });
    for (const { line } of document["entries"] as { line: number }[]) lines.add(line);
    const page = document["page"] as { total: number; next_offset: number | null };
    expect(page.total).toBe(300);
    offset = page.next_offset;
    expect(pages).toBeLessThan(20);
  }
  expect(lines.size).toBe(300);

  expect((await use("explain", { about: "src/app.ts:7" })).document).toMatchObject({
    occurrences: [expect.objectContaining({ string: "old-name" })],
  });
  expect((await use("explain", { about: "keep-touched" })).document).toMatchObject({ code: "keep-touched" });

  expect((await use("decide", { decision: "keep", reason: "the public name", path: "src/**" })).isError).toBe(
    false,
  );
  expect((await use("list", { decision: "keep", limit: 1 })).document).toMatchObject({
    page: { total: 301 },
  });

  repository.write({ "src/app.ts": "// emptied\n" });
  const { isError, document } = await use("gate", { allow_pending: true });
  expect({ isError, ...document }).toMatchObject({ isError: false, exit_status: 1, verdict: "rejected" });
  expect((document["page"] as { total: number }).total).toBeGreaterThan(0);
});

test.each([
  ["gate", { map: "../outside/map.yaml" }],
  ["gate", { map: "link/map.yaml" }],
  ["list", { map: "/etc/passwd" }],
  ["explain", { about: "../outside/map.yaml:1", target: "secret" }],
  ["explain", { about: "link/map.yaml:1", target: "secret" }],
  ["scan", { target: "x", map: "link/new.yaml" }],
])("%s %j leads out of the folder and is refused", async (name, input) => {
  const { isError, document, text } = await use(name, input);
  expect(isError).toBe(true);
  expect(document["error"]).toMatchObject({
    code: "usage",
    message: expect.stringContaining("out of the folder"),
  });
  expect(text).not.toContain("secret: 1");
});

test.each([
  ["nothing", {}],
  ["gate", { head: 7 }],
  ["gate", { repo: "/" }],
  ["scan", {}],
  ["list", { limit: 0 }],
])("%s %j is no call", async (name, input) => {
  expect(await use(name, input)).toMatchObject({ isError: true, document: { error: { code: "usage" } } });
});

test("what is answered gets out, although the client has sent its last", async () => {
  // Far more than a pipe holds.
  const ids = Array.from({ length: 400 }, (_, id) => id);
  const requests = ids.map((id) => `${JSON.stringify({ jsonrpc: "2.0", id, method: "tools/list" })}\n`);
  const { status, stdout } = await occmap(["mcp"], { cwd: repository.root, stdin: requests.join("") });
  const answers = stdout.trimEnd().split("\n");
  expect(status).toBe(0);
  expect(answers.map((line) => (JSON.parse(line) as { id: unknown }).id)).toEqual(ids);
});

test("what looks like a flag is a value", async () => {
  const { isError, document } = await use("gate", { base: "--help" });
  expect({ isError, document }).toMatchObject({
    isError: true,
    document: { error: { code: "bad-revision" } },
  });
  expect((await use("explain", { about: "--target=x" })).document).toMatchObject({
    error: { code: "usage" },
  });
});
