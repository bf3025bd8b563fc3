/** `occmap explain CODE`: every finding has its section, and it is the one that is printed. */
import { expect, test } from "@jest/globals";
import { FINDING_CODES } from "../../src/gate/findings.ts";
import { findingSection } from "../../src/report/finding-section.ts";
import { explainDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { call } from "../support/in-process.ts";

test.each([...Object.keys(FINDING_CODES), "map-invalid"])("%s", async (code) => {
  const { status, stdout, stderr } = await call(["explain", code], { cwd: "/" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.startsWith(`## ${code}\n`)).toBe(true);
  expect(stdout.match(/^## /gm)).toHaveLength(1);
  expect(stdout.length).toBeGreaterThan(100);
  const { stdout: json } = await call(["explain", code, "--json"], { cwd: "/" });
  const document: unknown = JSON.parse(json);
  expect(document).toEqual({ version: 1, code, section: stdout });
  expect(await conforms(explainDocumentSchema, document)).toBe(true);
});

test("another word is refused, and the codes are named", async () => {
  const { status, stderr } = await call(["explain", "extra-chnage"], { cwd: "/" });
  expect(status).toBe(2);
  for (const code of Object.keys(FINDING_CODES)) expect(stderr).toContain(code);
});

test("a section ends where the next begins, or with the page", () => {
  const page = "# Title\n\n## a\n\ntext\n\n### below\n\nmore\n\n## b\n\nlast\n";
  expect(findingSection(page, "a")).toBe("## a\n\ntext\n\n### below\n\nmore\n");
  expect(findingSection(page, "b")).toBe("## b\n\nlast\n");
  expect(findingSection(page, "c")).toBeUndefined();
});
