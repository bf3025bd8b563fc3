/** SQL and schema languages: every name crosses a process boundary (tables, columns, messages, fields). */
import { SQL } from "../languages/sql.ts";
import type { Place, Site } from "../site.ts";
import { readTokens } from "../tokens.ts";

export function readSchema(source: string, places: readonly Place[], format: "schema" | "sql"): Site[] {
  const what = format === "sql" ? "name in SQL" : "name in a schema";
  return readTokens(source, SQL, places).map((site) =>
    site.role === "identifier" || site.role === "word"
      ? { ...site, role: "key", what, reading: "format" }
      : site,
  );
}
