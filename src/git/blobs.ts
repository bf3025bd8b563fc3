/** Contents by object id: read, many in one process, each handed over as soon as it is there, and recognised. */
import { createHash } from "node:crypto";
import type { FileMode } from "../paths/file-mode.ts";
import { gitFailed, type GitOptions, type Repository } from "./repository.ts";

const ARGS = ["cat-file", "--batch", "--buffer"];
const LF = 0x0a;

/**
 * Calls `onBlob` once for each of `oids`, in their order. Throws `OccmapError` (git-failed) for an object that
 * is missing (a shallow or partial clone) or no blob.
 */
export async function readBlobs(
  repository: Repository,
  oids: readonly string[],
  onBlob: (oid: string, content: Buffer) => void,
  options: Omit<GitOptions, "stdin"> = {},
): Promise<void> {
  if (oids.length === 0) return;
  const reader = new BatchReader(onBlob);
  await repository.bytes(ARGS, (chunk) => reader.push(chunk), {
    ...options,
    stdin: Buffer.from(`${oids.join("\n")}\n`),
  });
  if (reader.count !== oids.length)
    throw gitFailed(ARGS, `it gave ${reader.count} of ${oids.length} objects`);
}

/**
 * The contents of what stands in trees, by object id. A submodule has none here, and what is undefined is passed over.
 * Throws like `readBlobs`.
 */
export async function readContents(
  repository: Repository,
  sides: Iterable<{ readonly mode: FileMode; readonly oid: string } | undefined>,
  options: Omit<GitOptions, "stdin"> = {},
): Promise<Map<string, Buffer>> {
  const oids = new Set<string>();
  for (const side of sides) if (side && side.mode !== "160000") oids.add(side.oid);
  const contents = new Map<string, Buffer>();
  await readBlobs(repository, [...oids], (oid, content) => contents.set(oid, content), options);
  return contents;
}

const MISSING =
  "fetch it, then run again: git fetch --refetch --no-filter; where it was never partial, see: git fsck";

/** Is `oid` git's id of this content? Ids of 40 digits are SHA-1, those of 64 SHA-256. */
export function isContentOf(oid: string, content: Buffer): boolean {
  const hash = createHash(oid.length === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${content.length}\0`).update(content).digest("hex") === oid;
}

/** The output of --batch: `<oid> blob <size>\n<content>\n`, again and again. */
class BatchReader {
  count = 0;
  readonly #onBlob: (oid: string, content: Buffer) => void;
  #header: Buffer = Buffer.alloc(0);
  #current: { readonly oid: string; readonly size: number } | undefined;
  #pieces: Buffer[] = [];
  /** Bytes of the current content, with its final LF, that are still to come. */
  #missing = 0;

  constructor(onBlob: (oid: string, content: Buffer) => void) {
    this.#onBlob = onBlob;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0)
      rest = this.#current ? this.#readContent(rest, this.#current) : this.#readHeader(rest);
  }

  #readHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf(LF);
    if (end === -1) {
      this.#header = Buffer.concat([this.#header, chunk]);
      return Buffer.alloc(0);
    }
    const header = Buffer.concat([this.#header, chunk.subarray(0, end)]).toString("utf8");
    this.#header = Buffer.alloc(0);
    const [oid = "", type, size] = header.split(" ");
    if (type !== "blob" || size === undefined) {
      throw type === "missing"
        ? gitFailed(ARGS, `object ${oid} is missing (a shallow or partial clone?)`, MISSING)
        : gitFailed(ARGS, `unexpected answer: ${header}`);
    }
    this.#current = { oid, size: Number(size) };
    this.#missing = Number(size) + 1;
    return chunk.subarray(end + 1);
  }

  #readContent(chunk: Buffer, { oid, size }: { oid: string; size: number }): Buffer {
    const piece = chunk.subarray(0, this.#missing);
    this.#pieces.push(piece);
    this.#missing -= piece.length;
    if (this.#missing === 0) {
      const [only] = this.#pieces;
      const content = this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces);
      this.#pieces = [];
      this.#current = undefined;
      this.count += 1;
      this.#onBlob(oid, content.subarray(0, size));
    }
    return chunk.subarray(piece.length);
  }
}
