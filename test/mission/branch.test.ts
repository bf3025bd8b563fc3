import { describe, expect, test } from "@jest/globals";
import { missionsOfBranch } from "../../src/mission/branch.ts";

const MISSIONS = [
  { folder: "retire-x-01KQ7YXH", slug: "retire-x-01KQ7YXH", targetBranch: "main" },
  { folder: "104-add-y", slug: "add-y", targetBranch: "main" },
  { folder: "release", slug: "release", targetBranch: "release/1.0" },
];

describe("missionsOfBranch", () => {
  test.each<[branch: string, folders: string[]]>([
    ["retire-x-01KQ7YXH", ["retire-x-01KQ7YXH"]],
    ["kitty/mission-retire-x-01KQ7YXH", ["retire-x-01KQ7YXH"]],
    ["kitty/mission-retire-x-01KQ7YXH-lane-a", ["retire-x-01KQ7YXH"]],
    ["feature/add-y", ["104-add-y"]],
    ["104-add-y", ["104-add-y"]],
    ["release/1.0", ["release"]],
    ["main", ["retire-x-01KQ7YXH", "104-add-y"]],
    ["retire", []],
    ["other", []],
    ["", []],
  ])("%s", (branch, folders) => {
    expect(missionsOfBranch(branch, MISSIONS).map(({ folder }) => folder)).toEqual(folders);
  });
});
