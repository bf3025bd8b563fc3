/** `occmap explain PATH:LINE`: why is an occurrence in its category? */
import { diagnostics } from "../diagnostics/invocation.ts";
import { explainPlace } from "../jobs/explain.ts";
import { documentText, explainDocument } from "../report/documents.ts";
import { explainText } from "../report/explain-text.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption, paintOption } from "./options.ts";

export async function runExplain(args: Arguments, environment: Environment): Promise<Outcome> {
  const [argument] = args.positionals;
  if (argument === undefined) throw usageError("explain", "PATH:LINE is missing");
  const place = placeIn(argument);
  if (!place) throw usageError("explain", `${JSON.stringify(argument)} is no PATH:LINE`);
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

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/** The place that an argument names; undefined for any other argument, which may mean something else one day. */
export function placeIn(argument: string): Place | undefined {
  const numbers = /^(.*?):(\d{1,9})(?::(\d{1,9}))?$/s.exec(argument);
  const [, path = "", line = "", column] = numbers ?? [];
  if (path === "") return undefined;
  const normal = path.replace(/^(?:\.\/)+/, "");
  return { path: normal, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}
