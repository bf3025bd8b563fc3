/**
 * Sorts the occurrences of one file: reads each into a site, puts the rules to it, answers in the order asked.
 *
 * The reader is given, so that the same path serves the token reader and the parsers.
 */
import type { CompiledSettings } from "./compiled-settings.ts";
import { dataUnderNameOfDocument, isResourceScript, isTranscript, lookOf, SAMPLE } from "./content.ts";
import { BASH } from "./languages/bash.ts";
import { C } from "./languages/c.ts";
import { UNKNOWN_LANGUAGE } from "./languages/others.ts";
import { PERL } from "./languages/perl.ts";
import { fileFacts } from "./files.ts";
import type { FileFacts } from "./files.ts";
import { decodePlaces } from "./offsets.ts";
import { sort } from "./rules.ts";
import { siteIn } from "./site.ts";
import type { Place, Site } from "./site.ts";
import type { Match, SortableFile, Sorting } from "./sorter.ts";
import { subjectOf } from "./subject.ts";
import type { Subject } from "./subject.ts";

/** Reads the sites of places in ascending order; must give exactly one for each. */
export type SiteReader = (source: string, places: readonly Place[], file: FileFacts) => readonly Site[];

/** One sorting for each occurrence, in the order in which they were given. `facts`: the file's, where known already. */
export function classify(
  file: SortableFile,
  settings: CompiledSettings,
  read: SiteReader,
  facts?: FileFacts,
): Sorting[] {
  return subjects(file, settings, read, facts).map((subject) => sort(subject));
}

/** What the rules look at, one for each occurrence, in the order in which they were given. */
export function subjects(
  file: SortableFile,
  settings: CompiledSettings,
  read: SiteReader,
  facts: FileFacts = factsOf(file, settings),
): Subject[] {
  const content = file.occurrences
    .map((occurrence, index) => ({ occurrence, index }))
    .filter(({ occurrence }) => occurrence.kind === "content")
    .sort((a, b) => a.occurrence.start - b.occurrence.start);
  const sites = new Map<number, Site>();
  if (file.text && content.length > 0) {
    const { source, places } = decodePlaces(
      file.text,
      content.map(({ occurrence }) => occurrence),
    );
    const found = read(source, places, facts);
    content.forEach(({ index }, at) => {
      const site = found[at];
      if (site) sites.set(index, site);
    });
  }
  return file.occurrences.map((occurrence, index) => {
    const site = sites.get(index);
    if (site) return subjectOf(site, facts, settings);
    return {
      ...subjectOf(wholeFileSite(file.path, occurrence), facts, settings),
      ownPath: occurrence.kind !== "link",
    };
  });
}

/** What is known of a file before it is read: by its name, and by its content where the name tells nothing. */
export function factsOf({ path, text }: SortableFile, settings: CompiledSettings): FileFacts {
  const facts = fileFacts(path, text ? firstLineOf(text.searchable) : "", settings);
  if (!text) return facts;
  const sample = (): string => text.searchable.toString("utf8", 0, SAMPLE);
  if (facts.document && !/\.[^/]*$/.test(facts.readAs)) {
    const format = dataUnderNameOfDocument(sample());
    return format === undefined ? facts : { ...facts, format, document: false, guide: false };
  }
  if (facts.format === "ini" && facts.readAs.endsWith(".rc") && isResourceScript(sample()))
    return { ...facts, format: undefined, language: C };
  if (facts.language === PERL && isTranscript(sample())) return { ...facts, format: "recorded" };
  if (facts.format !== undefined || facts.language !== UNKNOWN_LANGUAGE) return facts;
  const look = lookOf(sample());
  if (look === "shell") return { ...facts, language: BASH };
  if (look === "log") return { ...facts, format: look, record: "ledger" };
  return { ...facts, format: look, document: look === "document", markupByContent: look === "markup" };
}

/** The site of a match that lies in no text: in the path, in a binary file, in the target of a link. */
function wholeFileSite(path: string, { kind, needle }: Match): Site {
  const what = {
    path: "name of the file or of a folder",
    content: "text",
    binary: "content of a binary file",
    link: "target of a symbolic link",
  }[kind];
  const at = kind === "path" ? Math.max(path.indexOf(needle), 0) : 0;
  const text = kind === "path" ? path : needle;
  return siteIn(
    text,
    { start: 0, end: text.length },
    { start: at, end: Math.min(at + needle.length, text.length) },
    {
      role: "string",
      what,
      reading: "format",
      around: kind === "link" ? [{ kind: "argument", callee: "open", index: 0 }] : [],
    },
  );
}

const FIRST_LINE = 200;

function firstLineOf(bytes: Buffer): string {
  return bytes.toString("utf8", 0, FIRST_LINE).split("\n", 1)[0] ?? "";
}
