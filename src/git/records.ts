/** Cuts a stream of bytes into the NUL-terminated records of git's -z formats. */

export class Records {
  readonly #onRecord: (record: Buffer) => void;
  #rest: Buffer[] = [];

  constructor(onRecord: (record: Buffer) => void) {
    this.#onRecord = onRecord;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const piece = chunk.subarray(from, end);
      from = end + 1;
      if (this.#rest.length === 0) this.#onRecord(piece);
      else {
        const record = Buffer.concat([...this.#rest, piece]);
        this.#rest = [];
        this.#onRecord(record);
      }
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from));
  }

  /** Bytes after the last NUL; a complete output has none. */
  get unfinished(): boolean {
    return this.#rest.length > 0;
  }
}

/** All records of a complete output. */
export function splitRecords(bytes: Buffer): Buffer[] {
  const records: Buffer[] = [];
  const cutter = new Records((record) => records.push(record));
  cutter.push(bytes);
  return records;
}
