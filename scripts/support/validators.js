// The schemas that occmap holds files against, compiled by ajv into the bundle, because compiling the map's takes longer
// than the check itself. src/yaml/compiled-schemas.ts is where their table goes.
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";

/** Each is read from dist/, where tsc has put it. One that lacks here is compiled when it is asked for. */
const CHECKED = [
  ["map/schema.js", "occurrenceMapSchema"],
  ["config/schema.js", "configSchema"],
  ["mission/meta-schema.js", "missionMetaSchema"],
  ["interchange/spec-kitty-schema.js", "specKittySchema"],
];

/** @returns {import("rollup").Plugin} */
export function validators(dist) {
  const load = (file) => import(new URL(file, dist));
  const schemas = new Map();
  return {
    name: "validators",
    async buildStart() {
      for (const [file, name] of CHECKED) {
        const { [name]: schema } = await load(file);
        schemas.set(schema.$id, schema);
      }
    },
    resolveId: (id) => (schemas.has(id) ? id : null),
    async load(id) {
      if (/[\\/]yaml[\\/]compiled-schemas\.ts$/.test(id)) return tableOf([...schemas.keys()]);
      const schema = schemas.get(id);
      if (schema === undefined) return null;
      const { AJV_OPTIONS } = await load("yaml/schema-check.js");
      const ajv = new Ajv2020({ ...AJV_OPTIONS, code: { source: true, esm: true } });
      return withImports(standalone.default(ajv, ajv.compile(schema)));
    },
  };
}

function tableOf(ids) {
  const rows = ids
    .map((id) => JSON.stringify(id))
    .map((id) => `[${id}, async () => (await import(${id})).default]`);
  return `export const COMPILED_SCHEMAS = new Map([${rows.join(", ")}]);`;
}

/** ajv asks for its helpers by `require`, which a module has not. */
function withImports(code) {
  return code.replaceAll(
    /const (\w+) = require\("([^"]+)"\)\.default;/g,
    'import $1_module from "$2.js";const $1 = $1_module.default;',
  );
}
