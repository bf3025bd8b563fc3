// Writes schemas/*.schema.json from the constants in src/ (run `npm run build` first).
// With --check it writes nothing and fails where a file is missing, differs, is one too many, or does not compile
// in ajv's strict mode; it also holds src/version.ts against package.json.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { SCHEMAS, VERSION } from "../dist/index.js";

const folder = new URL("../schemas/", import.meta.url);
const check = process.argv.includes("--check");
const faults = [];

const wanted = new Map(
  Object.entries(SCHEMAS).map(([name, schema]) => [
    `${name}.schema.json`,
    `${JSON.stringify(schema, null, 2)}\n`,
  ]),
);
const present = readdirSync(folder);

for (const [file, text] of wanted) {
  new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text));
  const path = new URL(file, folder);
  if (!check) writeFileSync(path, text);
  else if (!present.includes(file) || readFileSync(path, "utf8") !== text)
    faults.push(`schemas/${file} is not what src/ says; run: npm run schemas`);
}
for (const file of present)
  if (!wanted.has(file)) faults.push(`schemas/${file} belongs to no schema in src/schemas.ts`);

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
if (version !== VERSION) faults.push(`src/version.ts says ${VERSION}, package.json ${version}`);

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${wanted.size} schemas ${check ? "agree with src/" : "written"}`);
