/**
 * Changing a YAML file that somebody wrote by hand, or leaving it alone. The library that prints it decides on
 * indentation and the like for the whole file, so it is used only where it prints the unchanged file as it stands,
 * byte for byte: then what we add is all that differs, and comments stay where they are.
 */
import { parseDocument, type Document, type ToStringOptions } from "yaml";

const STYLES: readonly ToStringOptions[] = [
  { indent: 2, indentSeq: true },
  { indent: 2, indentSeq: false },
  { indent: 4, indentSeq: true },
  { indent: 4, indentSeq: false },
].flatMap((style) => [
  { ...style, lineWidth: 0, flowCollectionPadding: true },
  { ...style, lineWidth: 0, flowCollectionPadding: false },
]);

/** Is there nothing in it but comments? The examples that some tools write when they are installed are such files. */
export function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(?:#.*)?$/.test(line));
}

/** Undefined where the file is not valid, would not stay as it is, or where `edit` says that it cannot do its work. */
export function editYaml(text: string, edit: (document: Document) => boolean): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const style = STYLES.find((options) => document.toString(options) === text);
  if (!style) return undefined;
  return edit(document) ? document.toString(style) : undefined;
}
