/** Flags and forms of the index that make git look away. */
import { lutimesSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GatedRepository } from "../support/gated-repository.ts";
import { threats } from "../support/threat.ts";

const threat = threats(import.meta.filename);

const editOther = (repository: GatedRepository): void => {
  repository.write("other.txt", "changed\n");
};

/** Waits until the file system's own clock is in another second: git compares times of change in whole ones. */
function nextSecond(repository: GatedRepository): void {
  const probe = join(repository.home, "probe");
  const second = (): number => {
    writeFileSync(probe, "");
    return Math.floor(statSync(probe).ctimeMs / 1000);
  };
  for (const first = second(); second() === first;) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

const OTHER_CHANGED = ["extra-change other.txt"];

threat("assume-unchanged", {
  setting: (repository) => repository.git("update-index", "--assume-unchanged", "other.txt", "src/app.txt"),
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("assume-unchanged and a file that is gone", {
  setting: (repository) => repository.git("update-index", "--assume-unchanged", "other.txt"),
  hostile: (repository) => repository.remove("other.txt"),
  rejected: ["extra-file other.txt"],
});

threat("skip-worktree", {
  setting: (repository) => repository.git("update-index", "--skip-worktree", "other.txt", "src/app.txt"),
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("skip-worktree and assume-unchanged together", {
  setting: (repository) => {
    repository.git("update-index", "--skip-worktree", "other.txt");
    repository.git("update-index", "--assume-unchanged", "other.txt");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("core.ignoreStat", {
  setting: (repository) => {
    repository.git("config", "core.ignoreStat", "true");
    repository.write("other.txt", "plain\n");
    repository.git("add", "other.txt");
    repository.git("reset", "--quiet", "--hard");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("intent-to-add", {
  hostile: (repository) => {
    repository.write("new.txt", "OLD\n").write("empty.txt", "");
    repository.git("add", "--intent-to-add", "new.txt", "empty.txt");
  },
  rejected: ["extra-file empty.txt", "extra-file new.txt", "new-occurrence new.txt"],
});

threat("intent-to-add of a file that skip-worktree leaves out", {
  setting: (repository) => {
    repository.write("new.txt", "x\n").git("add", "--intent-to-add", "new.txt");
    repository.git("update-index", "--skip-worktree", "new.txt");
    repository.remove("new.txt");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("a split index", {
  setting: (repository) => {
    repository.git("config", "core.splitIndex", "true");
    repository.git("update-index", "--split-index");
    repository.git("update-index", "--assume-unchanged", "other.txt");
  },
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("an untracked cache", {
  setting: (repository) => {
    repository.git("config", "core.untrackedCache", "true");
    repository.git("update-index", "--force-untracked-cache");
    repository.git("status");
  },
  hostile: (repository) => {
    const { atime, mtime } = statSync(repository.root);
    repository.write("new.txt", "new\n");
    utimesSync(repository.root, atime, mtime);
  },
  rejected: ["extra-file new.txt"],
});

for (const [name, args] of [
  ["sparse checkout", ["--no-cone", "/src/", "/docs/", "/*.yaml"]],
  ["sparse checkout by cones", ["--cone", "src", "docs"]],
  ["a sparse index", ["--cone", "--sparse-index", "src", "docs"]],
] as const) {
  threat(name, {
    base: (repository) => repository.write("far/away.txt", "far\n").write("far/deep/down.txt", "deep\n"),
    setting: (repository) => repository.git("sparse-checkout", "set", ...args),
    // What sparse checkout left out comes back, and is another.
    hostile: (repository) => repository.write("far/away.txt", "changed\n"),
    rejected: ["extra-change far/away.txt"],
  });
  threat(`${name}, and a new file outside of it`, {
    base: (repository) => repository.write("far/away.txt", "far\n"),
    setting: (repository) => repository.git("sparse-checkout", "set", ...args),
    hostile: (repository) => repository.write("far/new.txt", "OLD\n"),
    rejected: ["extra-file far/new.txt", "new-occurrence far/new.txt"],
  });
  threat(`${name}, and an occurrence in what is not there`, {
    base: (repository) => repository.write("far/away.txt", "far\n"),
    hostile: (repository) => {
      // Brought in by the change itself, then left out of the checkout.
      repository.write("far/away.txt", "OLD\n");
      repository.git("add", "far/away.txt");
      repository.git("sparse-checkout", "set", ...args);
    },
    rejected: ["extra-change far/away.txt", "new-occurrence far/away.txt"],
  });
}

threat("a racily clean file", {
  // The same size, within the same tick as the index was written: only content tells them apart.
  hostile: (repository) => {
    const now = new Date();
    repository.write("other.txt", "plain\n");
    repository.git("add", "other.txt");
    repository.write("other.txt", "PLAIN\n");
    lutimesSync(repository.at("other.txt"), now, now);
    utimesSync(repository.at(".git/index"), now, now);
  },
  rejected: OTHER_CHANGED,
});

threat("an edit of the same size with its old time", {
  setting: (repository) => {
    repository.git("config", "core.trustctime", "false");
    repository.git("config", "core.checkStat", "minimal");
    // The index is younger than the file by far, so that it is not racy.
    const past = new Date(Date.now() - 3_600_000);
    utimesSync(repository.at("other.txt"), past, past);
    repository.git("update-index", "--refresh");
    nextSecond(repository);
  },
  hostile: (repository) => {
    const { atime, mtime } = statSync(repository.at("other.txt"));
    repository.write("other.txt", "PLAIN\n");
    utimesSync(repository.at("other.txt"), atime, mtime);
  },
  rejected: OTHER_CHANGED,
});

for (const version of ["2", "3", "4"]) {
  threat(`index version ${version}`, {
    setting: (repository) => {
      repository.git("update-index", "--index-version", version);
      repository.git("update-index", "--assume-unchanged", "other.txt");
    },
    hostile: editOther,
    rejected: OTHER_CHANGED,
  });
}

threat("an entry whose file is gone", {
  hostile: (repository) => repository.remove("docs"),
  rejected: ["keep-touched docs/kept.txt"],
});

threat("a change that is staged and taken back on disk", {
  // Staged is not on disk: the working tree is what is judged.
  hostile: (repository) => {
    repository.write("src/app.txt", "one\nthree\n");
    repository.git("add", "--all");
    repository.write("src/app.txt", "one\nuse OLD here\nthree\n");
  },
  honest: (repository) => {
    repository.write("other.txt", "changed\n");
    repository.git("add", "--all");
    repository.write("other.txt", "plain\n");
  },
  rejected: ["not-removed src/app.txt"],
});
