// Reads fixtures/sorting: projects of small files with the expected category of every occurrence beside them.
// NAME/ is a project as it would lie at the root of a repository; NAME.tsv has one row for each occurrence.
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../fixtures/sorting/", import.meta.url);

/** The strings whose occurrences are labelled, in every project. */
export const STRINGS = ["harvest", "Harvest", "HARVEST"];

/** All labelled files, in the order of their tables. */
export function readLabelledSet() {
  const tables = readdirSync(FOLDER).filter((name) => name.endsWith(".tsv"));
  return tables.sort().flatMap((table) => readProject(table.slice(0, -".tsv".length)));
}

function readProject(project) {
  const [, ...rows] = readFileSync(new URL(`${project}.tsv`, FOLDER), "utf8")
    .trimEnd()
    .split("\n");
  const files = new Map(listFiles(new URL(`${project}/`, FOLDER)).map((path) => [path, []]));
  for (const row of rows) {
    const [path, line, column, string, category, why = ""] = row.split("\t");
    const labels = files.get(path);
    if (!labels) throw new Error(`${project}.tsv names ${path}, which is not in ${project}/`);
    labels.push({ line: Number(line), column: Number(column), string, category, why });
  }
  return [...files].map(([path, labels]) => ({
    project,
    path,
    content: readFileSync(new URL(`${project}/${path}`, FOLDER)),
    labels,
  }));
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath ?? entry.path}/${entry.name}`.slice(folder.pathname.length).replace(/^\/+/, ""),
    )
    .sort();
}
