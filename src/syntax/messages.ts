/** What the main thread and a parsing thread say to each other. Plain data, so that it can be cloned. */
import type { SortableFile, Sorting } from "../classify/sorter.ts";
import type { Encoding } from "../text/encoding.ts";

export interface Task {
  readonly path: string;
  /** The searchable bytes; absent where only the path matched. */
  readonly text: { readonly bytes: Uint8Array<ArrayBuffer>; readonly encoding: Encoding } | undefined;
  readonly occurrences: SortableFile["occurrences"];
}

export type Answer = readonly Sorting[];

/** For each task in their order: its answer, or why there is none. */
export type Reply = readonly ({ readonly answer: Answer } | { readonly failed: string })[];

/** A thread runs our own module; what it sends is a reply or the word that it is ready. */
export function isReply(message: unknown): message is Reply {
  return Array.isArray(message);
}

/** The bytes are copied out of the buffer that they may share with other files, so that they can be handed over. */
export function taskOf({ path, text, occurrences }: SortableFile): Task {
  return {
    path,
    text: text && { bytes: new Uint8Array(text.searchable), encoding: text.encoding },
    occurrences,
  };
}

export function fileOf({ path, text, occurrences }: Task): SortableFile {
  if (!text) return { path, text: undefined, occurrences };
  const { buffer, byteOffset, byteLength } = text.bytes;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return { path, text: { bytes, encoding: text.encoding, searchable: bytes }, occurrences };
}
