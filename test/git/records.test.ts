import { expect, test } from "@jest/globals";
import { TextRecords } from "../../src/git/records.ts";

function cutAt(size: number, bytes: Buffer): { records: string[]; unfinished: boolean } {
  const records: string[] = [];
  const cutter = new TextRecords((text, from, to) => records.push(text.slice(from, to)));
  for (let at = 0; at < bytes.length; at += size) cutter.push(bytes.subarray(at, at + size));
  return { records, unfinished: cutter.unfinished };
}

/** One record is empty, one has letters of more than one byte, one is not UTF-8. */
const OUTPUT = Buffer.concat([
  Buffer.from("a\0\0größe €\0"),
  Buffer.from([0x62, 0xff, 0]),
  Buffer.from("c\0"),
]);

test("records are the same wherever the chunks of the output end", () => {
  const sizes = Array.from(OUTPUT, (_byte, index) => index + 1);
  for (const size of sizes)
    expect({ size, ...cutAt(size, OUTPUT) }).toEqual({
      size,
      records: ["a", "", "größe €", "b\udcff", "c"],
      unfinished: false,
    });
});

test("an output that ends in the middle of a record is unfinished", () => {
  expect(cutAt(4, Buffer.from("a\0b"))).toEqual({ records: ["a"], unfinished: true });
});
