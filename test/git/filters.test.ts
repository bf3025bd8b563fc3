/** Files that a filter program turns into something else on disk, as git-lfs does. */
import { chmodSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import type { GatedRepository } from "../support/gated-repository.ts";
import { carryOut, plannedRepository } from "../support/threat.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

/** `*.big` is reversed, line by line, on its way to the disk and back. */
function withFilter(content: string): GatedRepository {
  const repository = plannedRepository(folder(), {
    setting: (one) => {
      const rev = join(one.home, "rev");
      writeFileSync(rev, `#!/bin/sh\n: > '${dirname(one.root)}/ran-rev'\nexec rev\n`);
      chmodSync(rev, 0o755);
      one.git("config", "filter.rev.clean", rev);
      one.git("config", "filter.rev.smudge", rev);
      one.git("config", "filter.rev.required", "true");
      one.write(".gitattributes", "*.big filter=rev\n").write("a.big", content).write("b.big", "plain\n");
      one.commit("files with a filter");
      // Written in the same second as the index, they would have to be read to know that they are unchanged.
      const past = new Date(Date.now() - 3_600_000);
      for (const name of ["a.big", "b.big"]) utimesSync(one.at(name), past, past);
      one.git("update-index", "--refresh");
    },
  });
  carryOut(repository);
  repository.forgetTraces();
  return repository;
}

test("a file that the index knows as unchanged is unchanged, and no program runs", async () => {
  const repository = withFilter("kcart\n");
  const verdict = await repository.gate();
  expect(verdict).toMatchObject({ error: "", status: 0, notes: [] });
  expect(repository.traces()).toEqual([]);
});

test("any other is judged by its bytes, and the report says so", async () => {
  const repository = withFilter("kcart\n");
  repository.write("a.big", "other\n");
  const verdict = await repository.gate();
  expect(verdict).toMatchObject({
    status: 1,
    findings: ["extra-change a.big"],
    notes: ["git.filter_not_run a.big"],
  });
  // Touched only: git would run the program to see that nothing changed.
  repository.write("a.big", "kcart\n");
  utimesSync(repository.at("a.big"), new Date(1e12), new Date(1e12));
  expect(await repository.gate()).toMatchObject({ status: 1, notes: ["git.filter_not_run a.big"] });
  expect(repository.traces()).toEqual([]);
});

test("an occurrence is looked for in what git holds, not in what the filter made of it", async () => {
  // On disk: "DLO"; in git: "OLD", which the map does not list.
  expect(await withFilter("DLO\n").gate()).toMatchObject({
    status: 1,
    findings: ["unmapped-occurrence a.big"],
  });
});

test("nor where the change takes the attribute away", async () => {
  const repository = withFilter("DLO\n");
  repository.write(".gitattributes", "");
  const verdict = await repository.gate();
  expect(verdict.findings).toEqual(["extra-change .gitattributes", "unmapped-occurrence a.big"]);
  expect(readdirSync(repository.root)).toContain("a.big");
});
