/** For the tests, which are in TypeScript. `map` is the data of a map's YAML file. */
export function carryOut(root: string, map: unknown): string[];
