import { expect, test } from "@jest/globals";
import { loadMap } from "../../src/map/load.ts";
import { placeOf } from "../../src/map/model.ts";
import { writeMap } from "../../src/map/write.ts";
import type { ScanRequest, ScanResult } from "../../src/jobs/scan.ts";
import { makeRepository, type Files } from "../support/repository.ts";
import { scanned } from "../support/scan.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const CUSTOMER: Partial<ScanRequest> = {
  replacement: "clientId",
  targets: [{ from: "customer_id", to: "client_id" }],
};

async function renamed(files: Files, request: Partial<ScanRequest> = CUSTOMER): Promise<ScanResult> {
  makeRepository(folder(), files);
  return (await scanned(folder(), "customerId", request)).result;
}

function places({ map }: ScanResult): string[] {
  return map.entries.map((entry) => {
    const why = entry.decision === "keep" ? ` (${entry.keepReason})` : "";
    return `${entry.decision} ${placeOf(entry)}${why}`;
  });
}

test("the map says what each string becomes, and is valid", async () => {
  const result = await renamed({ "a.ts": "customerId;\n" });
  expect(result.map).toMatchObject({
    operation: "rename",
    replacement: "clientId",
    relatedStrings: ["customer_id"],
    targets: [{ from: "customer_id", to: "client_id" }],
  });
  expect(await loadMap(Buffer.from(writeMap(result.map)))).toMatchObject({ map: result.map });
});

test("line 0 is the path alone: the lines inside have entries of their own", async () => {
  const result = await renamed({ "src/customerId.ts": "x\nexport const customerId = 1;\n" });
  expect(places(result).sort()).toEqual(["remove src/customerId.ts", "remove src/customerId.ts:2"]);
});

test("a line on which two strings become two things gets an entry with column for each", async () => {
  const result = await renamed({
    "row.ts": 'this.customerId = row["customer_id"];\nf(customerId, customerId);\n',
  });
  expect(places(result).sort()).toEqual(["remove row.ts:1:24", "remove row.ts:1:6", "remove row.ts:2"]);
});

test("a binary file is kept, its name too", async () => {
  const result = await renamed({ "customerId.bin": Buffer.from("\0customerId") });
  expect(places(result)).toEqual([expect.stringMatching(/^keep customerId\.bin \(binary file/)]);
});

test.each<[string, Files, string[]]>([
  [
    "another file",
    { "customerId.ts": "", "clientId.ts": "" },
    ["keep customerId.ts (its new path clientId.ts is there already)"],
  ],
  [
    "another file that moves as well",
    { customerId: "", customer_id: "" },
    [
      "keep customerId (its new path client is where customerId and customer_id would go)",
      "keep customer_id (its new path client is where customerId and customer_id would go)",
    ],
  ],
  ["a folder", { customerId: "", "clientId/x": "" }, ["keep customerId (its new path clientId is a folder)"]],
])("a name is kept where its new path is taken by %s", async (_name, files, expected) => {
  const both: Partial<ScanRequest> = {
    replacement: "client",
    targets: [{ from: "customer_id", to: "client" }],
  };
  const result = await renamed(files, "customer_id" in files ? both : CUSTOMER);
  expect(places(result)).toEqual(expected);
});

test("files that swap their names are moved", async () => {
  const swap: Partial<ScanRequest> = { replacement: "x", targets: [{ from: "x", to: "customerId" }] };
  const result = await renamed({ customerId: "", x: "" }, swap);
  expect(places(result)).toEqual(["remove customerId", "remove x"]);
});

test.each<[string, Partial<ScanRequest>, string]>([
  ["a related string", { replacement: "c", related: ["customer_id"] }, "has no replacement"],
  ["the target", { targets: [{ from: "customer_id", to: "client_id" }] }, "the target has no replacement"],
])("a rename without a replacement for %s is refused", async (_name, request, message) => {
  makeRepository(folder(), { a: "" });
  await expect(scanned(folder(), "customerId", request)).rejects.toThrow(message);
});
