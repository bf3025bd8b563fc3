/** Programs that a configuration names: none of them runs, and what they would do is not needed for a verdict. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GatedRepository } from "../support/gated-repository.ts";
import { threats } from "../support/threat.ts";

const threat = threats(import.meta.filename);

const editOther = (repository: GatedRepository): void => {
  repository.write("other.txt", "changed\n");
};
const OTHER_CHANGED = ["extra-change other.txt"];

threat("diff.external and diff.trustExitCode", {
  setting: (repository) => {
    repository.git("config", "diff.external", repository.program("external"));
    repository.variables["GIT_EXTERNAL_DIFF"] = repository.program("variable");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("a diff driver with a command and a textconv", {
  base: (repository) => repository.write(".gitattributes", "* diff=mine\n"),
  setting: (repository) => {
    repository.git("config", "diff.mine.command", repository.program("command"));
    repository.git("config", "diff.mine.textconv", repository.program("textconv"));
    repository.git("config", "diff.mine.cachetextconv", "true");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

const FILTER_PLACES = {
  "of the repository": (repository: GatedRepository, file: string) => [
    "config",
    "--file",
    `${repository.root}/.git/config`,
    file,
  ],
  "of the user": (repository: GatedRepository, file: string) => [
    "config",
    "--file",
    `${repository.home}/.gitconfig`,
    file,
  ],
} as const;

for (const [whose, place] of Object.entries(FILTER_PLACES)) {
  for (const name of ["mine", "a=b", "with.a.dot"]) {
    threat(`a clean filter named "${name}" ${whose}`, {
      setting: (repository) => {
        const set = (key: string, value: string): void => {
          repository.git(...place(repository, `filter.${name}.${key}`), value);
        };
        // A clean program that gives back what was there before: git status then calls the file unchanged.
        const file = repository.program("clean");
        writeFileSync(file, `#!/bin/sh\n: > '${repository.root}/../ran-clean'\necho plain\n`);
        set("clean", file);
        set("smudge", repository.program("smudge"));
        set("required", "true");
        repository.write(".git/info/attributes", `other.txt filter=${name}\n`);
      },
      hostile: editOther,
      rejected: OTHER_CHANGED,
    });
  }
}

threat("a filter process", {
  base: (repository) => repository.write(".gitattributes", "*.txt filter=mine\n"),
  setting: (repository) => {
    repository.git("config", "filter.mine.process", repository.program("process"));
    repository.git("config", "filter.mine.required", "true");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("fsmonitor", {
  setting: (repository) => {
    const hook = repository.program("fsmonitor");
    // Answers "nothing changed" to whoever asks.
    writeFileSync(hook, `#!/bin/sh\n: > '${repository.root}/../ran-fsmonitor'\nprintf 'token\\0'\n`);
    repository.git("config", "core.fsmonitor", hook);
    repository.git("config", "core.fsmonitorHookVersion", "2");
    repository.git("update-index", "--fsmonitor");
    repository.git("status");
    repository.git("update-index", "--fsmonitor-valid", "other.txt", "src/app.txt");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("hooks", {
  setting: (repository) => {
    const folder = join(repository.root, ".git", "hooks");
    mkdirSync(folder, { recursive: true });
    for (const hook of ["post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman"]) {
      const program = repository.program(hook);
      writeFileSync(join(folder, hook), `#!/bin/sh\nexec '${program}' </dev/null\n`);
      chmodSync(join(folder, hook), 0o755);
    }
    // A file that has to be put into an index of ours: then git would run post-index-change.
    repository.git("update-index", "--assume-unchanged", "other.txt");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("core.hooksPath", {
  setting: (repository) => {
    const folder = join(repository.home, "hooks");
    mkdirSync(folder);
    writeFileSync(
      join(folder, "post-index-change"),
      `#!/bin/sh\nexec '${repository.program("hook")}' </dev/null\n`,
    );
    chmodSync(join(folder, "post-index-change"), 0o755);
    repository.git("config", "core.hooksPath", folder);
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});
