/** How bytes are read: what makes a file text, and which bytes are searched in it. */
import { expect, test } from "@jest/globals";
import { decode, hasUtf16Mark, readText, type Encoding } from "../../src/text/encoding.ts";

const utf16le = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
const utf16be = (text: string): Buffer => utf16le(text).swap16();
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

test.each<[what: string, bytes: Buffer, encoding: Encoding, searchable: Buffer | string]>([
  ["an empty file", Buffer.alloc(0), "utf8", ""],
  ["ASCII", Buffer.from("name\n"), "utf8", "name\n"],
  ["UTF-8", Buffer.from("näme 😀\n"), "utf8", "näme 😀\n"],
  ["UTF-8 with a mark, which stays", Buffer.from("\ufeffname"), "utf8", "\ufeffname"],
  ["UTF-16 LE with a mark", utf16le("name\r\nnäme 😀"), "utf16le", "name\r\nnäme 😀"],
  ["UTF-16 BE with a mark", utf16be("name\nnäme 😀"), "utf16be", "name\nnäme 😀"],
  ["UTF-16 that ends in half a unit", Buffer.concat([utf16le("ab"), Buffer.from([0x63])]), "utf16le", "ab"],
  ["a mark alone", Buffer.from([0xff, 0xfe]), "utf16le", ""],
  ["UTF-16 without a mark: NULs", Buffer.from("name", "utf16le"), "binary", Buffer.from("name", "utf16le")],
  [
    "UTF-32 LE: its mark begins like that of UTF-16",
    Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
    "binary",
    Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
  ],
  ["Latin-1", latin1("n\xe4me\n"), "bytes", latin1("n\xe4me\n")],
  ["UTF-8 that is cut", Buffer.from("nä").subarray(0, 2), "bytes", Buffer.from("nä").subarray(0, 2)],
  ["an overlong form", Buffer.from([0xc0, 0xaf]), "bytes", Buffer.from([0xc0, 0xaf])],
  ["half a surrogate pair", Buffer.from([0xed, 0xa0, 0x80]), "bytes", Buffer.from([0xed, 0xa0, 0x80])],
  ["a NUL", Buffer.from("a\0b"), "binary", "a\0b"],
])("%s", (_what, bytes, encoding, searchable) => {
  const text = readText(bytes);
  expect(text.encoding).toBe(encoding);
  expect(text.bytes).toBe(bytes);
  expect(text.searchable).toEqual(Buffer.from(searchable));
});

test("a NUL makes a file binary where git looks for one, among the first 8000 bytes", () => {
  const at = (offset: number): Buffer => Buffer.concat([Buffer.alloc(offset, "a"), Buffer.from("\0a")]);
  expect(readText(at(7999)).encoding).toBe("binary");
  expect(readText(at(8000)).encoding).toBe("utf8");
});

test("what may be UTF-16 is told by its first two bytes", () => {
  expect([utf16le("a"), utf16be("a"), Buffer.from([0xff, 0xfe])].every(hasUtf16Mark)).toBe(true);
  expect([Buffer.alloc(0), Buffer.from([0xff]), Buffer.from("\ufeffa")].some(hasUtf16Mark)).toBe(false);
});

test("bytes are shown as UTF-8 where they are that, else one character a byte", () => {
  expect(decode(Buffer.from("nä"))).toBe("nä");
  expect(decode(latin1("n\xe4"))).toBe("nä");
  expect(decode(Buffer.from([0x80, 0xff]))).toBe("\x80\xff");
});
