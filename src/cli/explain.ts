/** `occmap explain`: why an occurrence is in its category (PATH:LINE), or what a finding means (its code). */
import { diagnostics } from "../diagnostics/invocation.ts";
import { readDocumentation } from "../files/asset.ts";
import { FINDING_CODES } from "../gate/findings.ts";
import { explainPlace } from "../jobs/explain.ts";
import { documentText, explainDocument } from "../report/documents.ts";
import { explainText } from "../report/explain-text.ts";
import { findingSection } from "../report/finding-section.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption, paintOption } from "./options.ts";

export async function runExplain(args: Arguments, environment: Environment): Promise<Outcome> {
  const [argument] = args.positionals;
  if (argument === undefined) throw usageError("explain", "PATH:LINE or a finding code is missing");
  const place = placeIn(argument);
  if (!place) return explainCode(argument, args);
  const target = args.text("target");
  const related = args.list("related");
  if (target === undefined && related.length > 0) throw usageError("explain", "--related needs --target");
  const mapFile = mapFileOption(args, environment);
  const rev = args.text("rev");
  const result = await explainPlace({
    folder: folderOption(args, environment),
    ...place,
    ...(target === undefined ? {} : { strings: [target, ...related] }),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(rev === undefined ? {} : { rev }),
    variables: environment.variables,
  });
  const { explanations, strings, revision } = result;
  const payload = args.on("json")
    ? documentText(
        explainDocument(explanations, {
          path: place.path,
          line: place.line,
          strings,
          revision,
          diagnostics: diagnostics(),
        }),
      )
    : explainText(explanations, paintOption(args, environment));
  return { status: 0, payload };
}

/** A map that is not valid is no finding about a place, but the page has a section for it too. */
const CODES: readonly string[] = [...Object.keys(FINDING_CODES), "map-invalid"];

async function explainCode(code: string, args: Arguments): Promise<Outcome> {
  if (!CODES.includes(code)) {
    throw usageError(
      "explain",
      `${JSON.stringify(code)} is neither PATH:LINE nor one of ${CODES.join(", ")}`,
    );
  }
  const section = findingSection(await readDocumentation("findings.md"), code);
  if (section === undefined) throw new Error(`docs/findings.md has no section ${code}`);
  return { status: 0, payload: args.on("json") ? documentText({ code, section }) : section };
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/** The place that an argument names; undefined for any other argument. */
export function placeIn(argument: string): Place | undefined {
  const numbers = /^(.*?):(\d{1,9})(?::(\d{1,9}))?$/s.exec(argument);
  const [, path = "", line = "", column] = numbers ?? [];
  if (path === "") return undefined;
  const normal = path.replace(/^(?:\.\/)+/, "");
  return { path: normal, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}
