/** Attributes and the programs they name: in the tree, in the repository's own file, in the user's. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GatedRepository } from "../support/gated-repository.ts";
import { threats } from "../support/threat.ts";

const threat = threats(import.meta.filename);

const editOther = (repository: GatedRepository): void => {
  repository.write("other.txt", "changed\n");
};
const OTHER_CHANGED = ["extra-change other.txt"];

const EVERYWHERE = {
  "in the tree": {
    base: (repository: GatedRepository, attributes: string) => repository.write(".gitattributes", attributes),
  },
  "in info/attributes": {
    setting: (repository: GatedRepository, attributes: string) =>
      repository.write(".git/info/attributes", attributes),
  },
  "in the user's attributes file": {
    setting: (repository: GatedRepository, attributes: string) => {
      const file = join(repository.home, "my-attributes");
      writeFileSync(file, attributes);
      writeFileSync(join(repository.home, ".gitconfig"), `[core]\n\tattributesFile = ${file}\n`);
    },
  },
  "in the user's default attributes file": {
    setting: (repository: GatedRepository, attributes: string) => {
      mkdirSync(join(repository.home, ".config", "git"), { recursive: true });
      writeFileSync(join(repository.home, ".config", "git", "attributes"), attributes);
    },
  },
} as const;

for (const [where, place] of Object.entries(EVERYWHERE)) {
  const give = (attributes: string) => ({
    ...("base" in place
      ? { base: (repository: GatedRepository) => void place.base(repository, attributes) }
      : {}),
    ...("setting" in place
      ? { setting: (repository: GatedRepository) => void place.setting(repository, attributes) }
      : {}),
  });
  threat(`-diff and binary ${where}`, {
    ...give("*.txt -diff\nother.txt binary\n"),
    hostile: editOther,
    rejected: OTHER_CHANGED,
  });
  threat(`ident and eol ${where}`, {
    ...give("*.txt text eol=crlf ident\n"),
    hostile: (repository) => repository.write("other.txt", "plain\r\n$Id$ more\r\n"),
    honest: (repository) => repository.write("src/app.txt", "one\r\nthree\r\n"),
    rejected: OTHER_CHANGED,
  });
  threat(`working-tree-encoding ${where}`, {
    ...give("wide.txt working-tree-encoding=UTF-16LE\n"),
    hostile: (repository) => repository.write("wide.txt", Buffer.from("OLD again\n", "utf16le")),
    rejected: ["extra-file wide.txt", "new-occurrence wide.txt"],
  });
}
