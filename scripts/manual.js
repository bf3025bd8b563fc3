// Writes man/occmap.1 from the summaries and the flag table in dist/, so that the manual cannot say anything else than
// --help. `npm run build` ends with it.
import { mkdirSync, writeFileSync } from "node:fs";
import { USUAL_FORMATS } from "../dist/cli/arguments.js";
import { COMMON_FLAGS, FLAGS } from "../dist/cli/flags.js";
import { COMMANDS } from "../dist/cli/registry.js";
import { VERSION } from "../dist/version.js";

const file = new URL("../man/occmap.1", import.meta.url);
mkdirSync(new URL(".", file), { recursive: true });
writeFileSync(file, manual(COMMANDS.map(({ summary }) => summary)));

function manual(summaries) {
  return [
    // No date: the page is made again with every build, and says the same.
    `.TH OCCMAP 1 "" "occmap ${VERSION}" "User Commands"`,
    ".SH NAME",
    "occmap \\- plan every occurrence of a string, then hold the change to the plan",
    ".SH SYNOPSIS",
    ".B occmap",
    ".I COMMAND",
    "[\\fIFLAGS\\fR]",
    ".SH DESCRIPTION",
    plain(
      "A bulk edit changes the same string in many places. occmap finds every occurrence, sorts each into eight " +
        "categories and writes a plan, occurrence_map.yaml, which a person reviews; then it checks that a git " +
        "change is exactly that plan.",
    ),
    ".SH COMMANDS",
    ...summaries.flatMap(commandSection),
    ".SH FLAGS OF EVERY COMMAND",
    ...[...COMMON_FLAGS, "version"].flatMap((name) => flagEntry(name)),
    ".SH EXIT STATUS",
    ...entry("0", "done, or accepted"),
    ...entry("1", "rejected, or the map is invalid"),
    ...entry("2", "occmap could not do its work, or could not judge"),
    ".SH ENVIRONMENT",
    ...entry("NO_COLOR", "print without colours"),
    ...entry("FORCE_COLOR", "print with colours wherever the output goes; 0 turns them off"),
    ...entry("GIT_INDEX_FILE", "the index that --staged and hook judge, inside the git directory only"),
    ".SH FILES",
    ...entry(
      "occurrence_map.yaml",
      "the plan, at the root of the repository or beside the plan.md of a mission",
    ),
    ...entry("occmap.yaml", "the settings of the project, at the root of the repository"),
    "",
  ].join("\n");
}

function commandSection({
  name,
  about,
  positionals = [],
  flags,
  formats = USUAL_FORMATS,
  details,
  examples,
}) {
  return [
    `.SS "occmap ${[name, ...positionals].map(escape).join(" ")}"`,
    plain(`${about}.`),
    ".PP",
    ...details.map(plain),
    ...flags.flatMap((flag) => flagEntry(flag)),
    ".TP",
    "\\fB\\-\\-format\\fR \\fIFORMAT\\fR",
    plain(`one of ${formats.join(", ")}`),
    ".PP",
    examples.length === 1 ? "Example:" : "Examples:",
    ...examples.flatMap(([command, meaning]) => [
      ".PP",
      ".RS",
      `\\fB${escape(command)}\\fR`,
      ".br",
      plain(meaning),
      ".RE",
    ]),
  ];
}

function flagEntry(name) {
  const { short, value, values, about } = FLAGS[name];
  const long = `\\fB\\-\\-${escape(name)}\\fR${value === undefined ? "" : ` \\fI${escape(value)}\\fR`}`;
  const both = short === undefined ? long : `\\fB\\-${short}\\fR, ${long}`;
  return [".TP", both, plain(values === undefined ? about : `${about}: ${values.join(", ")}`)];
}

function entry(term, meaning) {
  return [".TP", `\\fB${escape(term)}\\fR`, plain(meaning)];
}

/** A line of text: what roff would take for a request, or for an escape, is text. */
function plain(line) {
  const safe = escape(line);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

function escape(line) {
  return line
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(
      /[^\x20-\x7e]/gu,
      (character) => `\\[u${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`,
    );
}
