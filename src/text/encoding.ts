/**
 * How the bytes of a file are read as text.
 *
 * Occmap compares bytes, but a person reads lines and columns, so every file has one reading: UTF-8 (or any
 * other superset of ASCII, taken byte by byte), UTF-16 where a byte-order mark says so, or binary.
 */
import { isUtf8 } from "node:buffer";

/** `bytes` is text that is not UTF-8 (Latin-1, say): lines still end at LF, a column counts bytes. */
export type Encoding = "utf8" | "bytes" | "utf16le" | "utf16be" | "binary";

/** The file's bytes as they stand, how they are read, and the UTF-8 form in which strings are searched. */
export interface FileText {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  /** The same buffer as `bytes`, except for UTF-16, which is transcoded (without its byte-order mark). */
  readonly searchable: Buffer;
}

/** Git's own rule: a NUL among the first bytes makes a file binary. */
const BINARY_WINDOW = 8000;

export function readText(bytes: Buffer): FileText {
  const encoding = detectEncoding(bytes);
  if (encoding === "utf16le" || encoding === "utf16be") {
    return { bytes, encoding, searchable: transcodeUtf16(bytes, encoding) };
  }
  return { bytes, encoding, searchable: bytes };
}

function detectEncoding(bytes: Buffer): Encoding {
  const [first, second, third, fourth] = bytes;
  // FF FE 00 00 is the mark of UTF-32, which is nobody's source code: the NUL rule calls it binary.
  const utf32 = first === 0xff && second === 0xfe && third === 0 && fourth === 0;
  if (first === 0xff && second === 0xfe && !utf32) return "utf16le";
  if (first === 0xfe && second === 0xff) return "utf16be";
  if (bytes.subarray(0, BINARY_WINDOW).includes(0)) return "binary";
  return isUtf8(bytes) ? "utf8" : "bytes";
}

/** Could this be UTF-16, and so hold strings that a search of its bytes does not see? */
export function hasUtf16Mark(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function transcodeUtf16(bytes: Buffer, encoding: "utf16le" | "utf16be"): Buffer {
  const units = bytes.subarray(2, bytes.length - (bytes.length % 2));
  const littleEndian = encoding === "utf16le" ? units : Buffer.from(units).swap16();
  return Buffer.from(littleEndian.toString("utf16le"), "utf8");
}

/** The readable form of bytes from a file: UTF-8 where it is that, one character a byte where it is not. */
export function decode(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString("utf8") : bytes.toString("latin1");
}
