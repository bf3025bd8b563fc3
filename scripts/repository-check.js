// Holds the committed files to rules that no other tool knows:
// - none of them names a package registry's host, or a path of the machine it was written on;
// - package-lock.json holds no download addresses, so that any registry can serve it;
// - direct dependencies and overrides are pinned exactly, as the lock file has them;
// - docs/dependencies.md says for each direct dependency why it is there, and for nothing else.
import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(read("package.json"));
const lock = JSON.parse(read("package-lock.json"));
const faults = [...fileFaults(), ...lockFaults(), ...pinFaults(), ...reasonFaults()];

for (const fault of new Set(faults)) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log("the committed files keep the rules");

function read(path) {
  return readFileSync(join(root, path), "utf8");
}

function output(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

function fileFaults() {
  const forbidden = [...registryPatterns(), ...machinePatterns()];
  const committed = output("git", "ls-files", "-z").split("\0").filter(Boolean);
  return committed
    .filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .flatMap((path) =>
      read(path)
        .split("\n")
        .flatMap((line, index) =>
          forbidden
            .filter(({ pattern }) => pattern.test(line))
            .map(({ what }) => `${path}:${index + 1}: names ${what}: ${line.trim().slice(0, 100)}`),
        ),
    );
}

/** Hosts of registries: the one in use here, and all that look like one. This file spells none of them. */
function registryPatterns() {
  const what = "the host of a package registry";
  const inUse = new URL(output("npm", "config", "get", "registry").trim()).host;
  return [
    { what, pattern: new RegExp(escape(inUse), "i") },
    {
      what,
      pattern:
        /\b(registry|packages?|npm|artifactory|nexus|verdaccio)\.[\w-]+(\.[\w-]+)*\.(org|com|net|io|dev)\b/i,
    },
    { what, pattern: /https?:\/\/[^\s/"'`]*(registry|artifactory|nexus|verdaccio)/i },
  ];
}

/** Where this copy lies, whose machine it is, and the usual places of such folders elsewhere. */
function machinePatterns() {
  const what = "a path of a machine";
  const places = [root.replace(/\/$/, ""), `${homedir().replace(/\/$/, "")}/`].filter(
    (place) => place.length > 3,
  );
  return [
    ...places.map((place) => ({ what, pattern: new RegExp(`(?<![\\w.~-])${escape(place)}`) })),
    { what, pattern: /(?<![\w.~\-*])\/(home|Users|root|work|workspace)\/[\w.-]/ },
    { what: "a folder beside the repository", pattern: /(?<!\/\.\.|\w)\.\.\/shared\b/ },
  ];
}

function escape(literal) {
  return literal.replace(/[\\^$.|?*+()[\]{}/-]/g, "\\$&");
}

function lockFaults() {
  return Object.entries(lock.packages)
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([name]) => `package-lock.json: ${name} has a resolved address; .npmrc keeps them out`);
}

function pinFaults() {
  const direct = { ...manifest.dependencies, ...manifest.devDependencies };
  const all = { ...direct, ...manifest.overrides };
  return [
    ...Object.entries(all)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `package.json: ${name} is not pinned exactly: ${version}`),
    ...Object.entries(direct)
      .filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)
      .map(([name]) => `package-lock.json: ${name} is not locked at the version in package.json`),
  ];
}

function reasonFaults() {
  const headings = [...read("docs/dependencies.md").matchAll(/^### `([^`]+)`/gm)].map(([, name]) => name);
  const wanted = ["dependencies", "devDependencies", "overrides"].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  );
  return [
    ...wanted
      .filter((name) => !headings.includes(name))
      .map((name) => `docs/dependencies.md: no section says why ${name} is needed`),
    ...headings
      .filter((name) => !wanted.includes(name))
      .map((name) => `docs/dependencies.md: ${name} has a section, but is no direct dependency`),
  ];
}
