/** The sorter with parsers as a whole: what it does with code that it cannot parse, and with many cores. */
import { describe, expect, test } from "@jest/globals";
import type { SortableFile, Sorter, Sorting } from "../../src/classify/sorter.ts";
import { DEFAULT_SORTING_SETTINGS } from "../../src/classify/settings.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";

function fileOf(path: string, content: string, ...strings: string[]): SortableFile {
  const text = readText(Buffer.from(content));
  return { path, text, occurrences: occurrencesInText(path, text, new Needles(strings)) };
}

const sort = createSyntaxSorter(DEFAULT_SORTING_SETTINGS);

describe("code that cannot be parsed", () => {
  test("is read by its words where the parser failed, and the reason says so", async () => {
    const content = 'class A { void f() { log.info("widget"); } }\nclass B { ) "widget" = = }\n';
    const [inTree, inError] = await sort(fileOf("src/A.java", content, "widget"));
    expect(inTree?.reason).toBe("argument of log.info in src/A.java:A.f");
    expect(inError?.reason).toContain("the file does not parse here");
  });

  test("keeps its comments for what they are", async () => {
    const [comment] = await sort(fileOf("src/A.java", "class B { ) // a widget\n = = }\n", "widget"));
    expect(comment).toEqual({ category: "user_facing_strings", reason: "comment in src/A.java:B" });
  });

  test("is read by its words when it is larger than 4 Mi characters", async () => {
    const content = `const widget = 1;\n${"x = 1;\n".repeat(700_000)}`;
    const [name] = await sort(fileOf("src/a.js", content, "widget"));
    expect(name?.category).toBe("code_symbols");
    expect(name?.reason).toContain("too large to parse");
  });

  test("is read by its words when parsing it would take for ever", async () => {
    const content = `${"a<".repeat(100_000)}widget`;
    const [name] = await sort(fileOf("src/A.java", content, "widget"));
    expect(name?.reason).toContain("takes too long to parse");
    // The next file is none the worse for it.
    const [next] = await sort(fileOf("src/B.java", "class widget {}", "widget"));
    expect(next?.reason).toBe("identifier, class");
  });

  test("a long run of comments, over which the scanner of Python goes again and again", async () => {
    const reasonAfter = async (comments: number): Promise<string | undefined> => {
      const [sorting] = await sort(fileOf("a.py", `wid = 1\n${"# nothing here\n".repeat(comments)}`, "wid"));
      return sorting?.reason;
    };
    expect(await reasonAfter(300)).not.toContain("too long");
    expect(await reasonAfter(60_000)).toContain("takes too long to parse");
  });

  test.each([
    ["src/a.pl", "there is no parser for Perl"],
    ["src/a.unheardof", "the language is unknown"],
  ])("of %s is read by its words", async (path, words) => {
    const [name] = await sort(fileOf(path, "$widget = 1;\n", "widget"));
    expect(name?.reason).toContain(words);
  });

  test("is sorted however deep it nests", async () => {
    const [name] = await sort(
      fileOf("src/a.js", `${"(".repeat(20_000)}widget${")".repeat(20_000)}`, "widget"),
    );
    expect(name?.category).toBe("code_symbols");
  });
});

describe("the answer for an occurrence", () => {
  const CODE: readonly (readonly [path: string, content: string])[] = [
    ["src/a.py", 'from wid import a\nlog.info("wid %s", wid)\nx = {"wid": "docs/wid.md"}\n'],
    ["src/a.ts", 'import { wid } from "./wid.js";\ncall("--wid", `a ${wid} b wid`);\n'],
    ["src/a.rs", 'use a::wid;\nfn f() { info!("wid {wid}"); wid("wid"); }\n'],
    ["src/a.sh", "wid=1\necho $wid wid\nwid --wid wid/x\n"],
    ["page.html", '<p class="wid">wid</p><script>const wid = "wid x";</script><style>.wid { }</style>'],
  ];

  test.each(CODE)("in %s does not depend on the others in the file", async (path, content) => {
    const file = fileOf(path, content, "wid");
    const together = await sort(file);
    const alone = await Promise.all(
      file.occurrences.map(async (occurrence) => (await sort({ ...file, occurrences: [occurrence] }))[0]),
    );
    expect(alone).toEqual(together);
    const backwards = await sort({ ...file, occurrences: file.occurrences.toReversed() });
    expect(backwards.toReversed()).toEqual(together);
  });

  test("is the same on many threads", async () => {
    // Threads run what is built: `npm run build` comes before the tests.
    const built = new URL("../../dist/syntax/sorter.js", import.meta.url).href;
    const { openSorter } = (await import(built)) as typeof import("../../src/syntax/sorter.ts");
    const files = Array.from({ length: 40 }, (_, index): SortableFile => {
      const [path, content] = CODE[index % CODE.length] ?? ["", ""];
      const filling = path.endsWith(".html") ? "<p>x</p>\n".repeat(4000) : "\n".repeat(40_000 + index);
      return fileOf(path.replace("a.", `a${String(index)}.`), content + filling, "wid");
    });
    const sortAll = (one: Sorter): Promise<(readonly Sorting[])[]> =>
      Promise.all(files.map((file) => one(file)));
    const open = openSorter(DEFAULT_SORTING_SETTINGS);
    try {
      expect(await sortAll(open.sort)).toEqual(await sortAll(sort));
    } finally {
      open.close();
    }
  });
});
