/** All JSON schemas that occmap ships, by the name of their file in schemas/. */
import { configSchema } from "./config/schema.ts";
import { occurrenceMapSchema } from "./map/schema.ts";
import {
  checkDocumentSchema,
  errorDocumentSchema,
  explainDocumentSchema,
  gateDocumentSchema,
  scanDocumentSchema,
} from "./report/schemas.ts";
import type { JsonSchema } from "./yaml/schema-check.ts";

export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  "occurrence-map": occurrenceMapSchema,
  "occmap-config": configSchema,
  "scan-result": scanDocumentSchema,
  "gate-result": gateDocumentSchema,
  "check-result": checkDocumentSchema,
  "explain-result": explainDocumentSchema,
  error: errorDocumentSchema,
};
