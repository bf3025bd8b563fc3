/** A fault of a map with its place in the file, for all rules alike. */
import type { ValuePath, YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";

/** `next` says how to mend it. */
export function faultAt(
  document: YamlDocument,
  path: ValuePath,
  code: string,
  message: string,
  next: string,
): Fault {
  const position = document.locate(path);
  return { code, message, ...position, text: document.sourceAt(position), next };
}
