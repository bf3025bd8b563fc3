/** `--format json`, the same as `--json`: one document whose schema is in schemas/. */
import {
  checkDocument,
  documentText,
  gateDocument,
  invalidMapDocument,
  noMapDocument,
} from "../documents.ts";
import type { Report } from "../report.ts";

export function reportJson(report: Report): string {
  switch (report.kind) {
    case "gate":
      return documentText(gateDocument(report.verdict, report.facts));
    case "check":
      return documentText(checkDocument(report.findings, report.facts));
    case "no-map":
      return documentText(noMapDocument(report.findings, report.facts));
    case "invalid-map":
      return documentText(invalidMapDocument(report.map, report.faults));
  }
}
