/** `--format json`, the same as `--json`: one document whose schema is in schemas/. */
import { documentText, reportDocument } from "../documents.ts";
import type { Report } from "../report.ts";

export function reportJson(report: Report): string {
  return documentText(reportDocument(report));
}
