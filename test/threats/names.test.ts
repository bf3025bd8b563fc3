/** Names and links: what stands at a path is never taken for something else. */
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { occmap } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { carryOut, plannedRepository, threats } from "../support/threat.ts";

const threat = threats(import.meta.filename);
const folder = temporaryFolder();

const ODD = [
  "-rf",
  "--staged",
  ":(exclude)other.txt",
  ":!other.txt",
  "*",
  "[a]",
  "new\nline",
  "tab\there",
  'quo"te',
  "back\\slash",
  " space ",
  "ä\u0308",
  "..dots",
  "...",
  "\u202egnp.txt",
  "$(touch x)",
  "con",
] as const;

threat("files with odd names", {
  base: (repository) => {
    for (const name of ODD) repository.write(name, "plain\n").write(`folder/${name}/${name}`, "plain\n");
  },
  hostile: (repository) => {
    for (const name of ODD) repository.write(`folder/${name}/${name}`, "changed\n");
  },
  rejected: ODD.map((name) => `extra-change folder/${name}/${name}`).sort(),
});

threat("new files with odd names", {
  hostile: (repository) => {
    for (const name of ODD) repository.write(name, "OLD\n");
  },
  rejected: [
    ...ODD.map((name) => `extra-file ${name}`),
    ...ODD.map((name) => `new-occurrence ${name}`),
  ].sort(),
});

threat("a file name that is not UTF-8", {
  hostile: (repository) => {
    writeFileSync(Buffer.concat([Buffer.from(`${repository.root}/caf`), Buffer.from([0xe9])]), "OLD\n");
  },
  rejected: ["extra-file caf\udce9", "new-occurrence caf\udce9"],
});

threat("two names that differ in composition only", {
  base: (repository) => repository.write("caf\u00e9.txt", "plain\n"),
  setting: (repository) => repository.git("config", "core.precomposeUnicode", "true"),
  hostile: (repository) => repository.write("cafe\u0301.txt", "OLD\n"),
  rejected: ["extra-file cafe\u0301.txt", "new-occurrence cafe\u0301.txt"],
});

threat("a file named like the map in another case", {
  hostile: (repository) =>
    repository.write("Occurrence_Map.yaml", "OLD\n").write("sub/occurrence_map.yaml", "OLD\n"),
  rejected: [
    "extra-file Occurrence_Map.yaml",
    "extra-file sub/occurrence_map.yaml",
    "new-occurrence Occurrence_Map.yaml",
    "new-occurrence sub/occurrence_map.yaml",
  ],
});

threat("a file replaced by a link", {
  hostile: (repository) => repository.remove("other.txt").link("other.txt", "docs/kept.txt"),
  rejected: ["type-change other.txt"],
});

threat("a kept file replaced by a link to a copy of it", {
  hostile: (repository) => {
    writeFileSync(join(repository.home, "copy"), "OLD stays\n");
    repository.remove("docs/kept.txt").link("docs/kept.txt", join(repository.home, "copy"));
  },
  rejected: ["keep-touched docs/kept.txt", "type-change docs/kept.txt"],
});

threat("a new link that leads out of the repository", {
  hostile: (repository) => repository.link("out", "/etc/hostname").link("named", "OLD"),
  rejected: ["extra-file named", "extra-file out", "new-occurrence named"],
});

threat("a link that is led elsewhere", {
  base: (repository) => repository.link("link", "other.txt"),
  hostile: (repository) => repository.remove("link").link("link", "/etc/hostname"),
  rejected: ["extra-change link"],
});

threat("a folder replaced by a link to a copy of it", {
  base: (repository) => repository.write("folder/a.txt", "a\n").write("folder/b.txt", "b\n"),
  hostile: (repository) => {
    execFileSync("cp", ["-a", repository.at("folder"), join(repository.home, "copy")]);
    repository.remove("folder").link("folder", join(repository.home, "copy"));
  },
  rejected: ["extra-file folder", "extra-file folder/a.txt", "extra-file folder/b.txt"],
});

threat("a file replaced by a folder, and a folder by a file", {
  base: (repository) => repository.write("folder/a.txt", "a\n"),
  hostile: (repository) =>
    repository.remove("other.txt").write("other.txt/inside", "x\n").remove("folder").write("folder", "x\n"),
  rejected: [
    "extra-file folder",
    "extra-file folder/a.txt",
    "extra-file other.txt",
    "extra-file other.txt/inside",
  ],
});

threat("a file replaced by a pipe", {
  hostile: (repository) => {
    repository.remove("other.txt");
    execFileSync("mkfifo", [repository.at("other.txt")]);
  },
  rejected: { error: /other\.txt/ },
});

threat("a mode that changes", {
  hostile: (repository) => execFileSync("chmod", ["755", repository.at("other.txt")]),
  honest: (repository) => execFileSync("chmod", ["600", repository.at("other.txt")]),
  rejected: ["mode-change other.txt"],
});

threat("a name that git keeps for itself", {
  hostile: (repository) => repository.write("git~1/evil.txt", "OLD\n"),
  rejected: { error: /git~1/ },
});

test("a file that cannot be read", async () => {
  const repository = plannedRepository(folder());
  carryOut(repository);
  repository.git("add", "--all");
  // Root reads everything; then somebody else has to try, to whom all of it belongs.
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: 65534 } : {};
  if (isRoot) {
    chmodSync(dirname(repository.root), 0o755);
    execFileSync("chown", ["--recursive", "65534", repository.root]);
  }
  const options = { cwd: repository.root, variables: { HOME: repository.home }, ...as };
  expect(await occmap(["gate", "--quiet"], options)).toMatchObject({ status: 0 });
  chmodSync(repository.at("other.txt"), 0o000);
  const verdict = await occmap(["gate"], options);
  expect(verdict).toMatchObject({ status: 2, stdout: "" });
  expect(verdict.stderr).toContain("other.txt");
  // What was staged is in git, and can be judged.
  expect(await occmap(["gate", "--quiet", "--staged"], options)).toMatchObject({ status: 0 });
});
