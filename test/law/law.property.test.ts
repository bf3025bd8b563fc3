/**
 * The law that holds the life of a map together: scan, then apply, then the gate accepts; and after any single
 * further change it does not.
 *
 * What counts as a further change differs. A rename has one accepted result, so every changed byte counts. A
 * removal leaves a choice where something was removed (design: a line may be replaced by one without
 * occurrences), so there a line that stands is changed, or an occurrence is brought in.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ScanRequest } from "../../src/jobs/scan.ts";
import type { Operation, OccurrenceMap } from "../../src/map/model.ts";
import { writeMap } from "../../src/map/write.ts";
import { applied, gated, MAP, outcomeOf } from "../support/plan.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { recorder } from "../support/recorded.ts";
import { scanned } from "../support/scan.ts";
import { Dice, files, redecide, RELATED, TARGET, writeRandom, type RandomFile } from "./random-plan.ts";

/** Some ten seconds of an idle machine; a nightly run sets more. */
const RUNS = Number(process.env["OCCMAP_LAW_RUNS"] ?? 12);
const FURTHER_CHANGES = 3;
const MINUTES = 60_000;

const REQUESTS: Readonly<Record<Operation, Partial<ScanRequest>>> = {
  remove: { related: [RELATED] },
  // One replacement holds the other string: what has come is not an occurrence that was there.
  rename: { replacement: "pin", targets: [{ from: RELATED, to: `${TARGET}_column` }] },
};

test.each<[Operation, number]>([
  ["remove", 6],
  ["rename", 7],
])(
  "%s: scan, apply, and the gate accepts; change anything more, and it rejects",
  async (operation, seed) => {
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.array(fc.nat({ max: 1000 }), { minLength: 17, maxLength: 31 }),
        async (drafted, numbers) => {
          const root = mkdtempSync(join(realpathSync(tmpdir()), "occmap-test-"));
          try {
            await holds(root, operation, drafted, new Dice(numbers));
          } finally {
            rmSync(root, { recursive: true, force: true });
          }
        },
      ),
      { numRuns: RUNS, seed, endOnFailure: true },
    );
  },
  10 * MINUTES,
);

async function holds(
  root: string,
  operation: Operation,
  drafted: readonly (readonly [string, RandomFile])[],
  dice: Dice,
): Promise<void> {
  const repository = makeRepository(root, { "other.txt": "nothing\nof interest\n" });
  writeRandom(repository, drafted);
  repository.commit();
  const { sorter, occurrences } = recorder();
  const { result } = await scanned(root, TARGET, { ...REQUESTS[operation], sorter });
  const redecided = redecide(result.map.entries, occurrences, operation, dice);
  const map = withBlocksInside(root, { ...result.map, entries: redecided });
  writeFileSync(`${root}/${MAP}`, writeMap(map));

  const { problems, verdict } = await applied(root, { write: true });
  // Taking one occurrence out of a line can form another; apply says so and writes nothing.
  if (problems.length > 0) {
    expect(problems.map(({ why }) => why)).toEqual(
      problems.map(() => "taking the occurrence out of the line would leave another one"),
    );
    return;
  }
  expect(outcomeOf(verdict)).toBe("accepted");

  for (let more = 0; more < FURTHER_CHANGES; more += 1) {
    const change = furtherChange(repository, map, dice);
    expect([change.what, outcomeOf(await gated(root))]).not.toEqual([change.what, "accepted"]);
    change.undo();
  }
  expect(outcomeOf(await gated(root))).toBe("accepted");
}

/** A block that was drawn beyond the end of its file is none. */
function withBlocksInside(root: string, map: OccurrenceMap): OccurrenceMap {
  const entries = map.entries.map((entry) => {
    if (entry.endLine === undefined) return entry;
    const { endLine, ...single } = entry;
    const bytes = readFileSync(`${root}/${entry.path}`);
    const text =
      bytes[0] === 0xff ? bytes.toString("utf16le") : bytes.toString("latin1").replaceAll("\0", "");
    return text.replace(/\n$/, "").split("\n").length >= endLine ? entry : single;
  });
  return { ...map, entries };
}

interface Change {
  readonly what: string;
  readonly undo: () => void;
}

/** Everything that differs by more than the plan, in one place. */
function furtherChange(repository: TestRepository, map: OccurrenceMap, dice: Dice): Change {
  const { root } = repository;
  const tracked = repository.git("-c", "core.quotePath=false", "ls-files", "-z").split("\0").filter(Boolean);
  const untracked = repository
    .git("-c", "core.quotePath=false", "ls-files", "-z", "--others")
    .split("\0")
    .filter(Boolean);
  const all = [...tracked, ...untracked].filter((path) => path !== MAP && isFile(`${root}/${path}`));
  const path = all[dice.roll(all.length)] ?? "other.txt";
  const place = `${root}/${path}`;
  const listed = map.entries.some((entry) => entry.path === path);
  switch (dice.roll(6)) {
    case 0:
      return written(`a new file`, `${root}/extra.txt`, Buffer.from("x\n"));
    case 1:
      return written(
        `a new occurrence in ${path}`,
        place,
        Buffer.concat([readFileSync(place), sameEncoding(place, `\n${TARGET}\n`)]),
      );
    case 2: {
      const { mode } = lstatSync(place);
      chmodSync(place, mode ^ 0o111);
      return { what: `the mode of ${path}`, undo: () => chmodSync(place, mode) };
    }
    case 3:
      return written(`${path} deleted`, place, undefined);
    case 4: {
      // What was carried out is taken back, in one file.
      const undone = map.entries.find(
        (entry) => entry.decision === "remove" && isCarriedOut(repository, entry.path),
      );
      if (undone) {
        const content = Buffer.from(repository.git("show", `HEAD:./${undone.path}`), "utf8");
        if (content.equals(Buffer.from(content.toString("utf8"))) && isPlain(repository, undone.path))
          return written(`${undone.path} as it was`, `${root}/${undone.path}`, content);
      }
      return written("other.txt edited", `${root}/other.txt`, Buffer.from("nothing\nof interest!\n"));
    }
    default:
      if (map.operation === "rename" || !listed) {
        const bytes = Buffer.from(readFileSync(place));
        return written(`a byte more in ${path}`, place, Buffer.concat([bytes, Buffer.from("!")]));
      }
      return written("other.txt edited", `${root}/other.txt`, Buffer.from("nothing\n"));
  }
}

function isFile(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false })?.isFile() === true;
}

/** Does the tree differ from HEAD at this path? */
function isCarriedOut(repository: TestRepository, path: string): boolean {
  return repository.git("-c", "core.quotePath=false", "diff", "--name-only", "-z", "HEAD", "--", path) !== "";
}

/** A regular file of UTF-8, that git's output through a string gives back as it is. */
function isPlain(repository: TestRepository, path: string): boolean {
  return (
    repository.git("ls-tree", "HEAD", "--", path).startsWith("100644") &&
    !repository.git("show", `HEAD:./${path}`).includes("\ufffd")
  );
}

function sameEncoding(place: string, text: string): Buffer {
  const [first, second] = readFileSync(place);
  if (first === 0xff && second === 0xfe) return Buffer.from(text, "utf16le");
  if (first === 0xfe && second === 0xff) return Buffer.from(text, "utf16le").swap16();
  return Buffer.from(text);
}

/** Writes `content` (undefined: deletes), and knows how to take that back. */
function written(what: string, place: string, content: Buffer | undefined): Change {
  const there = existsSync(place);
  const before = there ? readFileSync(place) : undefined;
  const mode = there ? lstatSync(place).mode : 0;
  if (content) {
    writeFileSync(place, content);
  } else rmSync(place);
  return {
    what,
    undo: () => {
      rmSync(place, { force: true });
      if (before) {
        writeFileSync(place, before);
        chmodSync(place, mode);
      }
    },
  };
}
