/** Which map a verdict is held against, and what the change may do to it. */
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { MAP, mapText, type GatedRepository } from "../support/gated-repository.ts";
import { carryOut, PLAN, plannedRepository } from "../support/threat.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

function changed(): GatedRepository {
  const repository = plannedRepository(folder());
  carryOut(repository);
  return repository;
}

/** The change plans its own way out: what is to stay is to go. */
const loosen = (repository: GatedRepository): void => {
  repository.plan([
    { path: "docs/kept.txt", line: 1 },
    { path: "src/app.txt", line: 2 },
  ]);
  repository.write("docs/kept.txt", "");
};

test("the map is read where the head has it, and the report says so", async () => {
  const repository = changed();
  expect(await repository.gate()).toMatchObject({
    status: 0,
    mapOrigin: "worktree",
    mapDiffersFromBase: false,
  });
  loosen(repository);
  expect(await repository.gate()).toMatchObject({
    status: 0,
    mapOrigin: "worktree",
    mapDiffersFromBase: true,
  });
  // The index still has the old map and the old files.
  const staged = await repository.gate({ head: { kind: "index" } });
  expect(staged).toMatchObject({ status: 1, mapOrigin: "index", mapDiffersFromBase: false });
  repository.commit();
  const head = { kind: "revision", name: "HEAD" } as const;
  expect(await repository.gate({ base: "HEAD~1", head })).toMatchObject({
    status: 0,
    mapOrigin: "HEAD",
    mapDiffersFromBase: true,
  });
  const content = Buffer.from(repository.git("diff", "HEAD~1", "HEAD"));
  expect(
    await repository.gate({ base: "HEAD~1", head: { kind: "patch", name: "p.diff", content } }),
  ).toMatchObject({ status: 0, mapOrigin: "p.diff", mapDiffersFromBase: true });
});

test("a map from a trusted revision is used, and what the head makes of it is a finding", async () => {
  const repository = changed();
  expect(await repository.gate({ mapFrom: "HEAD" })).toMatchObject({ status: 0, mapOrigin: "HEAD" });
  loosen(repository);
  expect(await repository.gate({ mapFrom: "HEAD" })).toMatchObject({
    status: 1,
    findings: ["keep-touched docs/kept.txt", `map-changed ${MAP}`],
  });
  repository.write("docs/kept.txt", "OLD stays\n").write(MAP, `${mapText(PLAN)}# a remark\n`);
  expect(await repository.gate({ mapFrom: "HEAD" })).toMatchObject({
    status: 1,
    findings: [`map-changed ${MAP}`],
  });
  repository.write(MAP, "nonsense");
  expect(await repository.gate({ mapFrom: "HEAD" })).toMatchObject({
    status: 1,
    findings: [`map-changed ${MAP}`],
  });
  repository.remove(MAP);
  expect(await repository.gate({ mapFrom: "HEAD" })).toMatchObject({
    status: 1,
    findings: [`map-changed ${MAP}`],
  });
});

test("only the map itself may come with the change", async () => {
  const repository = changed();
  repository.git("mv", MAP, "plan.yaml");
  const mapFile = repository.at("plan.yaml");
  expect(await repository.gate({ mapFile })).toMatchObject({
    status: 1,
    findings: [`extra-file ${MAP}`, `unmapped-occurrence ${MAP}`],
  });
  repository.write(MAP, repository.read("plan.yaml"));
  expect(await repository.gate({ mapFile })).toMatchObject({
    mapOrigin: "worktree",
    mapDiffersFromBase: true,
  });
});

test("a map that git ignores, and one outside of the repository, are read from disk", async () => {
  const repository = plannedRepository(folder(), {
    base: (one) => one.write(".gitignore", "/mine.yaml\n").remove(MAP),
  });
  carryOut(repository);
  repository.write("mine.yaml", mapText(PLAN));
  expect(await repository.gate({ mapFile: repository.at("mine.yaml") })).toMatchObject({
    error: "",
    status: 0,
    mapOrigin: "disk",
    mapDiffersFromBase: true,
  });
  const outside = join(repository.home, "outside.yaml");
  writeFileSync(outside, mapText(PLAN));
  expect(await repository.gate({ mapFile: outside })).toMatchObject({ status: 0, mapOrigin: "disk" });
  expect(await repository.gate({ mapFile: outside, mapFrom: "HEAD" })).toMatchObject({ status: 2 });
});

test("a map that is a link is refused by name, tracked or ignored", async () => {
  for (const ignored of [false, true]) {
    const repository = plannedRepository(join(folder(), String(ignored)), {
      base: (one) => (ignored ? one.write(".gitignore", `/${MAP}\n`).remove(MAP) : one),
    });
    carryOut(repository);
    const outside = join(repository.home, "outside.yaml");
    writeFileSync(outside, mapText(PLAN));
    repository.remove(MAP);
    symlinkSync(outside, repository.at(MAP));
    const verdict = await repository.gate();
    expect(verdict).toMatchObject({ status: 2 });
    expect(verdict.error).toMatch(/the map is a symbolic link/);
  }
});

test("no map at all is refused by name", async () => {
  const repository = changed();
  repository.remove(MAP);
  expect(await repository.gate()).toMatchObject({
    status: 2,
    error: "map-missing: there is no occurrence map",
  });
});
