/** Ignore rules: only those that base and head agree on hide an untracked file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threats } from "../support/threat.ts";

const threat = threats(import.meta.filename);
const EVIL = ["extra-file evil.txt", "new-occurrence evil.txt"];

threat("an ignore rule that the change adds", {
  exceptions: [".gitignore"],
  hostile: (repository) => repository.write(".gitignore", "evil.txt\n").write("evil.txt", "OLD\n"),
  honest: (repository) => repository.write(".gitignore", "nothing.txt\n"),
  rejected: EVIL,
});

threat("an ignore rule that the change stages", {
  exceptions: [".gitignore"],
  hostile: (repository) => {
    repository.write(".gitignore", "evil.txt\n").git("add", ".gitignore");
    repository.write("evil.txt", "OLD\n");
  },
  honest: (repository) => {
    repository.write(".gitignore", "nothing.txt\n").git("add", ".gitignore");
  },
  rejected: EVIL,
});

threat("an ignore rule that an earlier commit of the change adds", {
  exceptions: [".gitignore"],
  hostile: (repository) => {
    repository.write(".gitignore", "evil.txt\n").commit();
    repository.write("evil.txt", "OLD\n");
  },
  honest: (repository) => repository.write(".gitignore", "nothing.txt\n").commit(),
  request: () => ({ base: "base" }),
  setting: (repository) => repository.git("tag", "base"),
  rejected: EVIL,
});

threat("an ignore file that hides itself", {
  hostile: (repository) => repository.write("cache/.gitignore", "*\n").write("cache/evil.txt", "OLD\n"),
  rejected: ["extra-file cache/.gitignore", "extra-file cache/evil.txt", "new-occurrence cache/evil.txt"],
});

threat("a rule that the change takes away", {
  exceptions: [".gitignore"],
  base: (repository) => repository.write(".gitignore", "evil.txt\n"),
  hostile: (repository) => repository.write(".gitignore", "").write("evil.txt", "OLD\n"),
  honest: (repository) => repository.write(".gitignore", ""),
  rejected: EVIL,
});

threat("a rule of the base in a folder, with names that patterns could mistake", {
  base: (repository) =>
    repository
      .write("[odd] *name/.gitignore", "*.log\n!kept.log\n/only-here\n\\#hash\n")
      .write("#hash/.gitignore", "x.tmp\n")
      .write("!bang/.gitignore", "x.tmp\n")
      .write("plain/.gitignore", "build/\n"),
  hostile: (repository) =>
    repository
      .write("[odd] *name/kept.log", "OLD\n")
      .write("[odd] *name/deep/only-here", "OLD\n")
      .write("o name/a.log", "OLD\n")
      .write("x.tmp", "OLD\n")
      .write("other/build/x", "OLD\n"),
  honest: (repository) =>
    repository
      .write("[odd] *name/a.log", "OLD\n")
      .write("[odd] *name/deep/b.log", "OLD\n")
      .write("[odd] *name/only-here", "OLD\n")
      .write("[odd] *name/#hash", "OLD\n")
      .write("#hash/x.tmp", "OLD\n")
      .write("!bang/deep/x.tmp", "OLD\n")
      .write("plain/build/x", "OLD\n")
      .write("plain/deep/build/y", "OLD\n"),
  rejected: [
    "extra-file [odd] *name/deep/only-here",
    "extra-file [odd] *name/kept.log",
    "extra-file o name/a.log",
    "extra-file other/build/x",
    "extra-file x.tmp",
    "new-occurrence [odd] *name/deep/only-here",
    "new-occurrence [odd] *name/kept.log",
    "new-occurrence o name/a.log",
    "new-occurrence other/build/x",
    "new-occurrence x.tmp",
  ],
});

threat("info/exclude", {
  setting: (repository) => repository.write(".git/info/exclude", "evil.txt\nhidden/\n"),
  hostile: (repository) => repository.write("evil.txt", "OLD\n").write("hidden/x", "x\n"),
  rejected: ["extra-file evil.txt", "extra-file hidden/x", "new-occurrence evil.txt"],
});

threat("core.excludesFile", {
  setting: (repository) => {
    const file = join(repository.home, "my-ignores");
    writeFileSync(file, "evil.txt\n");
    repository.git("config", "core.excludesFile", file);
  },
  hostile: (repository) => repository.write("evil.txt", "OLD\n"),
  rejected: EVIL,
});

threat("the user's default ignore file", {
  setting: (repository) => {
    mkdirSync(join(repository.home, ".config", "git"), { recursive: true });
    writeFileSync(join(repository.home, ".config", "git", "ignore"), "evil.txt\n");
  },
  hostile: (repository) => repository.write("evil.txt", "OLD\n"),
  rejected: EVIL,
});

threat("an ignore file that is a link", {
  setting: (repository) => writeFileSync(join(repository.home, "outside"), "evil.txt\n"),
  hostile: (repository) => repository.link(".gitignore", "../home/outside").write("evil.txt", "OLD\n"),
  rejected: ["extra-file .gitignore", ...EVIL],
});

threat("files that the base ignores", {
  base: (repository) => repository.write(".gitignore", "build/\n*.log\n"),
  hostile: (repository) => {
    repository.write("build/forced.txt", "OLD\n").git("add", "--force", "build/forced.txt");
  },
  honest: (repository) => repository.write("build/out.txt", "OLD\n").write("deep/a.log", "OLD\n"),
  rejected: ["extra-file build/forced.txt", "new-occurrence build/forced.txt"],
});

threat("an ignore file that a rule of the base hides, and that shows what the base ignores", {
  base: (repository) => repository.write(".gitignore", "*.log\nsub/.git*\n"),
  hostile: (repository) => repository.write("sub/.gitignore", "!evil.log\n").write("sub/evil.log", "OLD\n"),
  honest: (repository) => repository.write("sub/.gitignore", "x\n").write("sub/a.log", "OLD\n"),
  rejected: ["extra-file sub/evil.log", "new-occurrence sub/evil.log"],
});

threat("an ignore file that a set with a slash in it hides", {
  base: (repository) => repository.write(".gitignore", "*.log\nsub/[a/.]gitignore\n"),
  hostile: (repository) => repository.write("sub/.gitignore", "!evil.log\n").write("sub/evil.log", "OLD\n"),
  honest: (repository) => repository.write("sub/.gitignore", "x\n").write("sub/a.log", "OLD\n"),
  rejected: ["extra-file sub/evil.log", "new-occurrence sub/evil.log"],
});

threat("a rule of the base that a list of all rules cannot say", {
  base: (repository) =>
    repository.write(".gitignore", "evil.log\r\r\n*.tmp\n").write("a\nb/.gitignore", "!evil.tmp\n"),
  hostile: (repository) => repository.write("evil.log", "OLD\n").write("a\nb/evil.tmp", "OLD\n"),
  honest: (repository) => repository.write("a.tmp", "OLD\n"),
  rejected: [
    "extra-file a\nb/evil.tmp",
    "extra-file evil.log",
    "new-occurrence a\nb/evil.tmp",
    "new-occurrence evil.log",
  ],
});

threat("an ignore file in another encoding on disk", {
  base: (repository) =>
    repository
      .write(".gitattributes", ".gitignore working-tree-encoding=UTF-16BE\n")
      .write(".gitignore", Buffer.from("evil.log\n", "utf16le").swap16()),
  hostile: (repository) => repository.write("evil.log", "OLD\n"),
  rejected: ["extra-file evil.log", "new-occurrence evil.log"],
});
