/** The page of a report in a real browser: hostile content, 20,000 entries, keyboard, paper, accessibility. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { chromium, type Browser, type Page } from "playwright-core";
import { CATEGORIES, CATEGORY_TITLES } from "../../src/map/categories.ts";
import type { PageData, PageFinding, PageItem } from "../../src/report/html/page-data.ts";
import { pageHtml } from "../../src/report/html/page.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const BUILT = join(ROOT, "dist", "page");
const CHROMIUM = process.env["OCCMAP_CHROMIUM"] ?? "/usr/bin/chromium";

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "occmap-page-"));
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

function item(line: number, more: Partial<PageItem> = {}): PageItem {
  return {
    file: 0,
    line,
    category: "code_symbols",
    decision: "remove",
    reason: `identifier, number ${line}`,
    shown: [Math.max(1, line - 2), line + 2],
    findings: [],
    ...more,
  };
}

function data(items: readonly PageItem[], more: Partial<PageData> = {}): PageData {
  const lines: PageData["files"][number]["lines"] = Object.fromEntries(
    Array.from({ length: Math.max(...items.map(({ line }) => line), 0) + 2 }, (_, index) => [
      index + 1,
      { text: `const oldName${index + 1} = 1; // text`, marks: [[6, 13]] as const },
    ]),
  );
  return {
    occmap: "0.0.0",
    map: "occurrence_map.yaml",
    mission: { id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B", slug: "remove-old-name" },
    operation: "remove",
    strings: [{ from: "oldName" }],
    generatedAt: "2026-01-02T03:04:05Z",
    baseCommit: "0123456789abcdef0123456789abcdef01234567",
    categories: CATEGORIES.map((name) => ({ name, title: CATEGORY_TITLES[name] })),
    files: [{ path: "src/a.ts", url: "https://example.invalid/a.ts", lineMark: "#L", lines }],
    items,
    ...more,
  };
}

const FINDING: PageFinding = {
  code: "extra-change",
  path: "src/a.ts",
  place: "base 3 → head 3",
  expected: "these lines to stand",
  found: "the text was changed",
  next: "undo it",
  mend: ["mend: git restore --source=HEAD -- :/src/a.ts"],
  pending: false,
  before: [{ number: 3, text: "old" }],
  after: [{ number: 3, text: "new" }],
  stands: [],
};

interface Opened {
  readonly page: Page;
  /** Everything that went wrong or went out: script errors, refused content, dialogs, requests. */
  readonly trouble: string[];
}

async function open(content: PageData, scheme: "light" | "dark" = "light"): Promise<Opened> {
  const file = join(folder, "page.html");
  writeFileSync(
    file,
    pageHtml(content, {
      script: readFileSync(join(BUILT, "page.js"), "utf8"),
      style: readFileSync(join(BUILT, "page.css"), "utf8"),
    }),
  );
  const page = await browser.newPage({ viewport: { width: 1000, height: 1600 }, colorScheme: scheme });
  const trouble: string[] = [];
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== `file://${file}`) trouble.push(`request ${request.url()}`);
  });
  await page.goto(`file://${file}`);
  return { page, trouble };
}

const cards = (page: Page): Promise<string[]> => page.locator(".card .place").allTextContents();

describe("hostile content", () => {
  const evil = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<!--<script>",
    "\u2028alert(3)",
    "javascript:alert(4)",
    '"><svg onload=alert(5)>',
    "&lt;script&gt;",
  ];

  test("is text wherever it stands", async () => {
    const items = evil.map((text, index) =>
      item(index + 1, {
        reason: text,
        keepReason: text,
        decision: "keep",
        findings: [index],
      }),
    );
    const lines = Object.fromEntries(
      evil.map((text, index) => [index + 1, { text, marks: [[0, 3]] as const }]),
    );
    const findings = evil.map((text) => ({
      ...FINDING,
      path: text,
      expected: text,
      found: text,
      next: text,
      mend: [`mend: ${text}`, `map: ${text}`],
      before: [{ number: 1, text }],
      after: [{ number: 1, text }],
      stands: [{ number: 1, text }],
    }));
    for (const path of ["a.html", "a.js", "a.md", ...evil]) {
      const { page, trouble } = await open(
        data(
          items.map((one) => ({ ...one, shown: [one.line, one.line] as const })),
          {
            mission: { id: evil[0] ?? "", slug: evil[0] ?? "" },
            strings: evil.map((from) => ({ from, to: from })),
            map: evil[1] ?? "",
            files: [{ path, lines }],
            verdict: {
              pass: false,
              headline: evil[0] ?? "",
              findings,
              replacements: 1,
              exceptions: [{ path: evil[0] ?? "", exception: evil[1] ?? "", reason: evil[2] ?? "" }],
            },
          },
        ),
      );
      expect(await page.locator("h1").textContent()).toBe(evil[0]);
      expect(await page.locator("#main img, #main svg, #top img, #top svg, #main script").count()).toBe(0);
      expect(await page.locator(".card .words").first().textContent()).toBe(evil[0]);
      expect(trouble).toEqual([]);
      await page.close();
    }
  });
});

describe("20,000 entries", () => {
  const many = data(
    Array.from({ length: 20_000 }, (_, index) =>
      item(index + 1, {
        ...(index % 3 === 0 ? { decision: "keep", keepReason: "why" } : {}),
        findings: [index % 4],
      }),
    ),
    {
      verdict: {
        pass: false,
        headline: "rejected",
        findings: [
          { ...FINDING, mend: [] },
          FINDING,
          { ...FINDING, before: [], after: [], mend: [...FINDING.mend, "map: add, under exceptions: - {}"] },
          { ...FINDING, before: [], after: [], stands: [{ number: 3, text: "old" }] },
        ],
        replacements: 0,
        exceptions: [],
      },
    },
  );

  test("only what is near the window is in the document, from the first to the last", async () => {
    const { page, trouble } = await open(many);
    const elements = (): Promise<number> => page.evaluate("document.querySelectorAll('*').length");
    expect(await elements()).toBeLessThan(3000);
    expect((await cards(page))[0]).toBe("src/a.ts:1");
    await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    await page.getByText("src/a.ts:20000", { exact: true }).waitFor();
    expect(await elements()).toBeLessThan(3000);
    // What is drawn stands where its place says: no two rows overlap.
    const overlaps = await page.evaluate(
      "(() => { const r = [...document.querySelectorAll('.row')].map((e) => e.getBoundingClientRect()); return r.filter((one, i) => i > 0 && one.top < r[i - 1].bottom - 0.5).length; })()",
    );
    expect(overlaps).toBe(0);
    expect(trouble).toEqual([]);
    await page.close();
  });
});

describe("search and filters", () => {
  const some = data(
    [
      item(1, { reason: "method of class Installer" }),
      item(3, { category: "tests_fixtures", decision: "keep", keepReason: "guards it" }),
      item(5, { close: "cli_commands" }),
      item(7, { findings: [0] }),
    ],
    {
      verdict: {
        pass: false,
        headline: "rejected: 1 finding in 1 file",
        findings: [FINDING, { ...FINDING, path: "other.ts", code: "extra-file" }],
        replacements: 0,
        exceptions: [],
      },
    },
  );
  const places = ["src/a.ts:1", "src/a.ts:3", "src/a.ts:5", "src/a.ts:7"];

  test.each<[string, (page: Page) => Promise<unknown>, string[]]>([
    [
      "everything",
      () => Promise.resolve(),
      ["other.ts", places[0] ?? "", places[2] ?? "", places[3] ?? "", places[1] ?? ""],
    ],
    ["search in reasons", (page) => page.fill("#search", "installer"), [places[0] ?? ""]],
    ["search in source lines", (page) => page.fill("#search", "oldname5 "), [places[2] ?? ""]],
    ["search in places", (page) => page.fill("#search", "a.ts:3"), [places[1] ?? ""]],
    ["decision", (page) => page.selectOption("#decision", "keep"), [places[1] ?? ""]],
    ["category", (page) => page.getByLabel("code symbols").uncheck(), ["other.ts", places[1] ?? ""]],
    ["close calls", (page) => page.getByLabel("close calls only").check(), [places[2] ?? ""]],
    ["findings", (page) => page.getByLabel("with findings only").check(), ["other.ts", places[3] ?? ""]],
    ["by file", (page) => page.selectOption("#grouping", "file"), ["other.ts", ...places]],
  ])("%s", async (_name, act, expected) => {
    const { page, trouble } = await open(some);
    await act(page);
    expect(await cards(page)).toEqual(expected);
    const said = await page.locator("[role=status]").textContent();
    const entries = expected.filter((place) => place !== "other.ts").length;
    expect(said).toContain(`${entries} of 4 entries shown`);
    expect(trouble).toEqual([]);
    await page.close();
  });

  test("each finding stands beside its entry, with its diff", async () => {
    const { page } = await open(some);
    const card = page.locator(".card", { hasText: "src/a.ts:7" });
    expect(await card.locator(".finding .line").allTextContents()).toEqual([
      "3- old",
      "3+ new",
      ...FINDING.mend,
    ]);
    await page.close();
  });

  test("the match is marked on its own line, and the place links to the host", async () => {
    const { page } = await open(some);
    const card = page.locator(".card", { hasText: "src/a.ts:1" }).first();
    expect(await card.locator("mark").allTextContents()).toEqual(["oldName"]);
    expect(await card.locator("a.place").getAttribute("href")).toBe("https://example.invalid/a.ts#L1");
    await page.close();
  });
});

describe("keyboard", () => {
  test("slash searches; j, k and arrows walk the entries, and the focus is never lost", async () => {
    const { page } = await open(data(Array.from({ length: 300 }, (_, index) => item(index + 1))));
    const focused = (): Promise<string | null> =>
      page.evaluate(
        "document.activeElement.querySelector('.place')?.textContent ?? document.activeElement.id",
      );
    await page.keyboard.press("/");
    expect(await focused()).toBe("search");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    expect(await focused()).toBe("src/a.ts:1");
    for (let step = 0; step < 40; step += 1) await page.keyboard.press("j");
    expect(await focused()).toBe("src/a.ts:41");
    await page.keyboard.press("k");
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toBe("src/a.ts:39");
    await page.evaluate("scrollTo(0, 0)");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("src/a.ts:40");
    await page.close();
  });
});

describe("paper", () => {
  test("holds every entry that the filters let through", async () => {
    const { page } = await open(data(Array.from({ length: 400 }, (_, index) => item(index + 1))));
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator(".card").count()).toBe(400);
    expect(await page.locator(".controls").isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: "screen" });
    expect(await page.locator(".card").count()).toBeLessThan(100);
    await page.close();
  });
});

describe("accessibility", () => {
  const axe = readFileSync(join(ROOT, "node_modules", "axe-core", "axe.min.js"), "utf8");
  const content = data(
    [
      item(1, { close: "cli_commands", findings: [0] }),
      item(3, { decision: "keep", keepReason: "why" }),
      item(0),
    ],
    {
      verdict: {
        pass: false,
        headline: "rejected: 1 finding",
        findings: [FINDING],
        replacements: 2,
        exceptions: [{ path: "a", exception: "b", reason: "c" }],
      },
    },
  );

  test.each(["light", "dark"] as const)("axe has nothing to say about the %s page", async (scheme) => {
    const { page } = await open(content, scheme);
    // Straight into the page: its own policy would refuse a script element.
    const session = await page.context().newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: axe });
    const { result } = await session.send("Runtime.evaluate", {
      expression:
        "axe.run().then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])))",
      awaitPromise: true,
    });
    expect(JSON.parse(String(result.value))).toEqual([]);
    await page.close();
  });
});
