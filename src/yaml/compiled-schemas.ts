/**
 * Validators that were compiled before the program runs, by the `$id` of their schema.
 *
 * None in the source: there ajv compiles a schema when it is first asked for. The build puts a table in the place of
 * this module (scripts/support/validators.js), because compiling the map's schema takes longer than checking a map.
 */
import type { ValidateFunction } from "ajv/dist/2020.js";

export const COMPILED_SCHEMAS: ReadonlyMap<string, () => Promise<ValidateFunction>> = new Map();
