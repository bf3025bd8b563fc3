/**
 * The second half of the law, kind by kind: after a plan was carried out, each kind of further change to each kind of
 * file is rejected. The property beside this draws; here nothing is left to chance.
 */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "@jest/globals";
import type { Operation } from "../../src/map/model.ts";
import { applied, gated, outcomeOf, planned } from "../support/plan.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");

/** Every kind of file has a line that goes and one that stays. */
const KINDS: Readonly<Record<string, string | Buffer>> = {
  "lf.txt": "a\nneedle é\nb\n",
  "crlf.txt": "a\r\nneedle\r\nb\r\n",
  "mixed.txt": "a\r\nneedle\nb\r\n",
  "open.txt": "a\nneedle\nb",
  "mark.txt": "\ufeffneedle\na\n",
  "latin1.txt": Buffer.from("\xe9\nneedle\n", "latin1"),
  "little.txt": wide("a\nneedle\nb\n"),
  "big.txt": wide("a\r\nneedle\r\nb").swap16(),
  "run.sh": "#!/bin/sh\nneedle\n",
  "deep/needle.txt": "needle\n",
  "untouched.txt": "a\n",
};

/** What stands at a path, or nothing. */
interface Standing {
  readonly link?: string;
  readonly content?: Buffer;
  readonly mode?: number;
}

function standing(place: string): Standing {
  const status = lstatSync(place, { throwIfNoEntry: false });
  if (!status) return {};
  if (status.isSymbolicLink()) return { link: readlinkSync(place) };
  return { content: readFileSync(place), mode: status.mode & 0o777 };
}

function put(place: string, { link, content, mode = 0o644 }: Standing): void {
  rmSync(place, { force: true });
  mkdirSync(dirname(place), { recursive: true });
  if (link !== undefined) symlinkSync(link, place);
  else if (content) {
    writeFileSync(place, content);
    chmodSync(place, mode);
  }
}

/** Undefined where there is no such change to what stands there. */
const CHANGES: Readonly<Record<string, (now: Standing, base: Standing) => Standing | undefined>> = {
  "a byte more": (now) =>
    now.content ? { ...now, content: Buffer.concat([now.content, Buffer.from("!!")]) } : undefined,
  "a byte less": (now) =>
    now.content?.length ? { ...now, content: now.content.subarray(0, -2) } : undefined,
  "another link": ({ link }) => (link === undefined ? undefined : { link: `${link}-x` }),
  "another mode": (now) => (now.mode === undefined ? undefined : { ...now, mode: now.mode ^ 0o111 }),
  "a file for a link": ({ link }) => (link === undefined ? undefined : { content: Buffer.from(link) }),
  "a link for a file": ({ content }) => (content ? { link: "elsewhere" } : undefined),
  "the file gone": (now) => (now.content || now.link !== undefined ? {} : undefined),
  "what was there before": (now, base) => (isDeepStrictEqual(now, base) ? undefined : base),
};

test.each<[Operation]>([["remove"], ["rename"]])(
  "%s: every kind of further change to every kind of file is rejected",
  async (operation) => {
    const root = folder();
    const repository = makeRepository(root, KINDS);
    chmodSync(`${root}/run.sh`, 0o755);
    repository.link("link", "to/needle");
    repository.commit();
    const paths = [...Object.keys(KINDS), "link"];
    const base = new Map(paths.map((path) => [path, standing(`${root}/${path}`)]));
    await planned(root, "needle", operation === "rename" ? { replacement: "pin" } : {});
    const { problems, verdict } = await applied(root, { write: true });
    expect([problems, outcomeOf(verdict)]).toEqual([[], "accepted"]);

    const accepted: string[] = [];
    let tried = 0;
    for (const path of [...paths, "deep/pin.txt"]) {
      const place = `${root}/${path}`;
      const now = standing(place);
      for (const [what, change] of Object.entries(CHANGES)) {
        const then = change(now, base.get(path) ?? {});
        if (!then) continue;
        tried += 1;
        put(place, then);
        if (outcomeOf(await gated(root)) === "accepted") accepted.push(`${path}: ${what}`);
        put(place, now);
      }
    }
    expect(accepted).toEqual([]);
    expect(tried).toBeGreaterThan(50);
    expect(outcomeOf(await gated(root))).toBe("accepted");
  },
  600_000,
);
