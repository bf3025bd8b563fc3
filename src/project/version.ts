/** PEP 440 versions, as Python compares them: `3.2.0a5` < `3.2.0rc1` < `3.2.0` < `3.2.0.post1`. */
import pep440 from "@renovatebot/pep440";

/** Longer than any version, short enough for numbers that can be compared. */
const LONGEST_VERSION = 100;

export function isVersion(text: string): boolean {
  return text.length <= LONGEST_VERSION && pep440.valid(text) !== null;
}

/** Negative when `a` is older than `b`, 0 when they are equal, positive when it is newer. */
export function compareVersions(a: string, b: string): number {
  return pep440.compare(a, b);
}
