import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { formatTimestamp, isTimestamp } from "../../src/project/timestamp.ts";
import { compareVersions, isVersion } from "../../src/project/version.ts";

describe("versions", () => {
  test("are ordered as PEP 440 orders them", () => {
    const ordered = [
      "1.0.dev1",
      "1.0a1.dev1",
      "1.0a1",
      "1.0a5",
      "1.0a10",
      "1.0b1",
      "1.0rc1",
      "1.0",
      "1.0+local",
      "1.0.post1",
      "1.1.dev0",
      "1.1",
      "1.10",
      "2!0.1",
    ];
    for (const [index, version] of ordered.entries()) {
      expect(isVersion(version)).toBe(true);
      for (const [other, against] of ordered.entries()) {
        expect(Math.sign(compareVersions(version, against))).toBe(Math.sign(index - other));
      }
    }
  });

  test.each(["", " ", "1.0 ", "1.0\n", "a", "1..0", "1.0-", "latest", "1.0+", "3.2.0a5;rm", "١.٠"])(
    "%j is none",
    (text) => {
      expect(isVersion(text)).toBe(false);
    },
  );

  test.each([
    ["3.2.0a5", "3.2.0alpha5"],
    ["3.2.0a5", "v3.2.0-a.5"],
    ["1.0", "1.0.0"],
  ])("%s is %s", (a, b) => {
    expect(compareVersions(a, b)).toBe(0);
  });
});

describe("timestamps", () => {
  test.each([
    "2026-04-07T09:10:40.826207",
    "2026-04-07T09:10:40",
    "2026-04-07T09:10",
    "2026-04-07 09:10:40",
    "2026-04-07T09:10:40Z",
    "2026-04-07T09:10:40.826207+00:00",
    "2026-04-07T09:10:40-0730",
    "2024-02-29T00:00:00+02",
  ])("%s is one", (text) => {
    expect(isTimestamp(text)).toBe(true);
  });

  test.each([
    "",
    "2026-04-07",
    "2026-13-01T00:00:00",
    "2026-00-01T00:00:00",
    "2026-02-29T00:00:00",
    "2026-04-31T00:00:00",
    "2026-04-07T24:00:00",
    "2026-04-07T09:60:00",
    "2026-04-07T09:10:60",
    "2026-04-07T09:10:40 ",
    "0000-01-01T00:00:00",
    "2026-04-07T09:10:40+25:00",
    "26-04-07T09:10:40",
    "2026-04-07T09:10:40\n",
  ])("%j is none", (text) => {
    expect(isTimestamp(text)).toBe(false);
  });

  test("what is written is one, in UTC", () => {
    expect(formatTimestamp(new Date("2026-04-27T20:00:45.012+02:00"))).toBe(
      "2026-04-27T18:00:45.012000+00:00",
    );
    const moment = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(fc.property(moment, (date) => expect(isTimestamp(formatTimestamp(date))).toBe(true)));
  });
});
