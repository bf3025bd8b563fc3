import { describe, expect, test } from "@jest/globals";
import { variantsOf } from "../../src/spelling/variants.ts";
import { occmap } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

describe("the other spellings of a name", () => {
  test("are those of every style, and their plurals", () => {
    const pairs = variantsOf([{ from: "customerId", to: "clientId" }]);
    expect(pairs.map(({ from, to, styles }) => `${styles.join("; ")}: ${from} → ${to}`)).toEqual([
      "PascalCase: CustomerId → ClientId",
      "snake_case: customer_id → client_id",
      "SCREAMING_SNAKE: CUSTOMER_ID → CLIENT_ID",
      "kebab-case: customer-id → client-id",
      "Train-Case: Customer-Id → Client-Id",
      "dot.case: customer.id → client.id",
      "Title Case: Customer Id → Client Id",
      "flat: customerid → clientid",
      "camelCase, plural: customerIds → clientIds",
      "PascalCase, plural: CustomerIds → ClientIds",
      "snake_case, plural: customer_ids → client_ids",
      "SCREAMING_SNAKE, plural: CUSTOMER_IDS → CLIENT_IDS",
      "kebab-case, plural: customer-ids → client-ids",
      "Train-Case, plural: Customer-Ids → Client-Ids",
      "dot.case, plural: customer.ids → client.ids",
      "Title Case, plural: Customer Ids → Client Ids",
      "flat, plural: customerids → clientids",
    ]);
    expect(pairs.filter(({ refused }) => refused !== undefined)).toEqual([]);
  });

  test("of one word are one pair for all styles that spell it the same", () => {
    const pairs = variantsOf([{ from: "user", to: "account" }]);
    expect(pairs.map(({ from, styles }) => `${from}: ${styles.join("; ")}`)).toEqual([
      "User: PascalCase; Train-Case; Title Case",
      "USER: SCREAMING_SNAKE",
      "users: camelCase, plural; snake_case, plural; kebab-case, plural; dot.case, plural; flat, plural",
      "Users: PascalCase, plural; Train-Case, plural; Title Case, plural",
      "USERS: SCREAMING_SNAKE, plural",
    ]);
  });

  test.each<[string, [string, string], string, string]>([
    [
      "one spelling would become several",
      ["user", "clientAccount"],
      "User",
      '"User" could also become "Client',
    ],
    [
      "two spellings would become one",
      ["userName", "client"],
      "user_name",
      '"userName" becomes "client" as well',
    ],
    ["a spelling is what the target becomes", ["user", "users"], "users", '"user" becomes "users"'],
    [
      "a spelling becomes what is to be renamed",
      ["users", "user"],
      "userss",
      "which is to be renamed itself",
    ],
  ])("are refused where %s", (_name, [from, to], spelling, why) => {
    const refused = variantsOf([{ from, to }]).filter((variant) => variant.from === spelling);
    expect(refused).not.toEqual([]);
    for (const variant of refused) expect(variant.refused).toContain(why);
  });

  test("leave alone what a person said", () => {
    const given = { from: "customer_id", to: "client_number" };
    const pairs = variantsOf([{ from: "customerId", to: "clientId" }, given]);
    expect(pairs.map(({ from }) => from)).not.toContain("customer_id");
  });
});

describe("scan --variants", () => {
  const FILES = { "a.ts": "customerId; customer_id; CustomerIds;\n", "customer-id.md": "CUSTOMER_ID\n" };
  const scan = (...more: readonly string[]): ReturnType<typeof occmap> =>
    occmap(
      ["scan", "--target", "customerId", "--replacement", "clientId", "--variants", "-o", "-", ...more],
      {
        cwd: folder(),
      },
    );

  test("shows each spelling with its count, and takes those that stand somewhere", async () => {
    makeRepository(folder(), FILES);
    const { status, stdout, stderr } = await scan("--yes");
    expect(status).toBe(0);
    expect(stderr).toMatch(/1 {2}customer_id → client_id +snake_case\n/);
    expect(stderr).toMatch(/0 {2}customer\.id → client\.id +dot\.case\n/);
    expect(stdout).toContain('related_strings: ["customer_id", "CUSTOMER_ID", "customer-id", "CustomerIds"]');
    expect(stdout).toContain('- { from: "CustomerIds", to: "ClientIds" }');
  });

  test("takes nothing unasked", async () => {
    makeRepository(folder(), FILES);
    const { status, stdout, stderr } = await scan();
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("add --yes to take them");
  });

  test("does not leave a spelling out because it cannot be taken", async () => {
    makeRepository(folder(), { "a.ts": "userName; user_name;\n" });
    const asked = [
      "scan",
      "--target",
      "userName",
      "--replacement",
      "client",
      "--variants",
      "--yes",
      "-o",
      "-",
    ];
    const { status, stderr } = await occmap(asked, { cwd: folder() });
    expect(status).toBe(2);
    expect(stderr).toContain("refused");
    const told = await occmap([...asked, "--related", "user_name", "--related-replacement", "client"], {
      cwd: folder(),
    });
    expect(told.status).toBe(0);
  });
});
