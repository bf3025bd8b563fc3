/** Does a file parse? For the formats that have a parser here; of all others nobody claims to know. */
import type { Parses } from "../apply/breakage.ts";
import { decode } from "../text/encoding.ts";

const PARSERS: Readonly<Record<string, (text: string) => boolean | Promise<boolean>>> = {
  json: parsesJson,
  yaml: parsesYaml,
  yml: parsesYaml,
};

/** Parsing is asked again and again for a file that breaks; a very large one is not asked about at all. */
const LARGEST = 4 * 1024 * 1024;

export const parses: Parses = async (path, content) => {
  const parser = PARSERS[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ""];
  if (!parser || content.length > LARGEST) return undefined;
  return parser(decode(content));
};

function parsesJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\u{feff}/u, ""));
    return true;
  } catch {
    return false;
  }
}

async function parsesYaml(text: string): Promise<boolean> {
  const { parseAllDocuments } = await import("yaml");
  const documents = parseAllDocuments(text, { logLevel: "silent" });
  return !Array.isArray(documents) || documents.every(({ errors }) => errors.length === 0);
}
