/** All JSON schemas that occmap ships, by the name of their file in schemas/. */
import { configSchema } from "./config/schema.ts";
import { occurrenceMapSchema } from "./map/schema.ts";
import { branchContextSchema, inferSchema } from "./mission/documents.ts";
import { missionMetaSchema } from "./mission/meta-schema.ts";
import { initSchema, statusSchema, upgradeSchema } from "./project/documents.ts";
import {
  convertDocumentSchema,
  diffDocumentSchema,
  listDocumentSchema,
  mergeDocumentSchema,
  setDocumentSchema,
  updateDocumentSchema,
} from "./report/life-schemas.ts";
import {
  applyDocumentSchema,
  checkDocumentSchema,
  errorDocumentSchema,
  explainDocumentSchema,
  gateDocumentSchema,
  hookDocumentSchema,
  setupDocumentSchema,
  reportDocumentSchema,
  scanDocumentSchema,
} from "./report/schemas.ts";
import type { JsonSchema } from "./yaml/schema-check.ts";

export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  "occurrence-map": occurrenceMapSchema,
  "occmap-config": configSchema,
  "scan-result": scanDocumentSchema,
  "report-result": reportDocumentSchema,
  "gate-result": gateDocumentSchema,
  "init-result": setupDocumentSchema,
  "hook-result": hookDocumentSchema,
  "apply-result": applyDocumentSchema,
  "check-result": checkDocumentSchema,
  "explain-result": explainDocumentSchema,
  "update-result": updateDocumentSchema,
  "set-result": setDocumentSchema,
  "convert-result": convertDocumentSchema,
  "diff-result": diffDocumentSchema,
  "merge-result": mergeDocumentSchema,
  "list-result": listDocumentSchema,
  "mission-meta": missionMetaSchema,
  "mission-branch-context": branchContextSchema,
  "mission-infer": inferSchema,
  "project-status": statusSchema,
  "project-init": initSchema,
  "project-upgrade": upgradeSchema,
  error: errorDocumentSchema,
};
