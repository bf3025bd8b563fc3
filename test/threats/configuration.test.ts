/** Configuration: of the system, the user, the repository, from includes and from variables. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import type { GatedRepository } from "../support/gated-repository.ts";
import { threats } from "../support/threat.ts";

const threat = threats(import.meta.filename);

/** Everything that makes git say less about a change. */
const BLINDERS = `
[core]
	fileMode = false
	checkStat = minimal
	trustctime = false
	ignoreStat = true
	quotePath = true
	excludesFile = /dev/null
	ignoreCase = true
	preloadIndex = false
	bigFileThreshold = 1
	precomposeUnicode = true
	warnAmbiguousRefs = false
	whitespace = -trailing-space
[diff]
	ignoreSubmodules = all
	external = false
	orderFile = /nowhere
	renames = copies
	noprefix = true
	algorithm = patience
	context = 0
	relative = true
[status]
	showUntrackedFiles = no
	submoduleSummary = false
	renames = true
[apply]
	ignoreWhitespace = change
	whitespace = fix
[color]
	ui = always
[index]
	threads = 2
[feature]
	manyFiles = true
[log]
	showSignature = true
`;

const editOther = (repository: GatedRepository): void => {
  repository.write("other.txt", "changed\n").write("new.txt", "new\n").write("OTHER.txt", "another case\n");
};
const rejected = ["extra-change other.txt", "extra-file OTHER.txt", "extra-file new.txt"];

/** A git that reads `file` as the system's configuration. */
function systemConfiguration(repository: GatedRepository, file: string): void {
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const bin = join(repository.home, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "git"), `#!/bin/sh\nGIT_CONFIG_SYSTEM='${file}' exec '${real}' "$@"\n`);
  chmodSync(join(bin, "git"), 0o755);
  repository.variables["PATH"] = `${bin}:${process.env["PATH"] ?? ""}`;
}

const PLACES: Readonly<Record<string, (repository: GatedRepository, file: string) => void>> = {
  "the system's configuration": systemConfiguration,
  "the user's configuration": (repository) => writeFileSync(join(repository.home, ".gitconfig"), BLINDERS),
  "the user's configuration in XDG_CONFIG_HOME": (repository) => {
    repository.variables["XDG_CONFIG_HOME"] = join(repository.home, "xdg");
    mkdirSync(join(repository.home, "xdg", "git"), { recursive: true });
    writeFileSync(join(repository.home, "xdg", "git", "config"), BLINDERS);
  },
  "the repository's configuration": (repository, file) => repository.git("config", "include.path", file),
  "a conditional include": (repository, file) =>
    repository.git("config", `includeIf.gitdir:${repository.root}/.path`, file),
  "an include by branch": (repository, file) =>
    repository.git("config", "includeIf.onbranch:main.path", file),
  "the worktree's configuration": (repository, file) => {
    repository.git("config", "extensions.worktreeConfig", "true");
    repository.git("config", "--worktree", "include.path", file);
  },
  GIT_CONFIG_GLOBAL: (repository, file) => (repository.variables["GIT_CONFIG_GLOBAL"] = file),
  "GIT_CONFIG_COUNT and its keys": (repository) => {
    Object.assign(repository.variables, {
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: repository.program("monitor"),
      GIT_CONFIG_KEY_1: "status.showUntrackedFiles",
      GIT_CONFIG_VALUE_1: "no",
    });
  },
  GIT_CONFIG_PARAMETERS: (repository) => {
    repository.variables["GIT_CONFIG_PARAMETERS"] = "'core.filemode=false' 'core.ignorecase=true'";
  },
};

for (const [name, place] of Object.entries(PLACES)) {
  threat(name, {
    setting: (repository) => {
      const file = join(repository.home, "blinders");
      writeFileSync(file, BLINDERS);
      place(repository, file);
    },
    hostile: editOther,
    rejected,
  });
}

threat("core.autocrlf and a changed line end", {
  base: (repository) => repository.write("crlf.bin", "one\r\ntwo\r\n"),
  setting: (repository) => {
    repository.git("config", "core.autocrlf", "true");
    repository.git("config", "core.safecrlf", "true");
  },
  // Git commits what has mixed ends with LF; a line more is a line more.
  hostile: (repository) => repository.write("other.txt", "plain\r\nmore\r\n"),
  honest: (repository) => repository.write("src/app.txt", "one\r\nthree\r\n").write("other.txt", "plain\r\n"),
  rejected: ["extra-change other.txt"],
});

threat("core.fileMode=false", {
  setting: (repository) => {
    repository.git("config", "core.fileMode", "false");
    repository.git("update-index", "--chmod=+x", "docs/kept.txt");
  },
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  honest: (repository) => repository.git("update-index", "--chmod=-x", "docs/kept.txt"),
  rejected: ["extra-change other.txt", "mode-change docs/kept.txt"],
});

threat("core.symlinks=false", {
  base: (repository) => repository.link("link", "other.txt"),
  setting: (repository) => repository.git("config", "core.symlinks", "false"),
  hostile: (repository) => repository.remove("link").write("link", "elsewhere"),
  honest: (repository) => repository.remove("link").write("link", "other.txt"),
  rejected: ["extra-change link"],
});

threat("core.ignoreCase on a file system that tells case apart", {
  setting: (repository) => repository.git("config", "core.ignoreCase", "true"),
  hostile: (repository) => repository.write("Other.txt", "OLD\n").write("SRC/app.txt", "OLD\n"),
  rejected: [
    "extra-file Other.txt",
    "extra-file SRC/app.txt",
    "new-occurrence Other.txt",
    "new-occurrence SRC/app.txt",
  ],
});

threat("safe.directory", {
  setting: (repository) => {
    const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
    const bin = join(repository.home, "bin");
    mkdirSync(bin);
    // Git's own test switch: every repository then belongs to somebody else.
    writeFileSync(join(bin, "git"), `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"\n`);
    chmodSync(join(bin, "git"), 0o755);
    repository.variables["PATH"] = `${bin}:${process.env["PATH"] ?? ""}`;
    writeFileSync(join(repository.home, ".gitconfig"), `[safe]\n\tdirectory = ${repository.root}\n`);
  },
  hostile: (repository) => writeFileSync(join(repository.home, ".gitconfig"), ""),
  rejected: { error: /dubious ownership/ },
});
