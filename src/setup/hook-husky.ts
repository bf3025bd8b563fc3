/** Husky keeps each hook as a shell script in `.husky`; ours is a marked block at its end. */
import { withBlock } from "./block.ts";
import { GATE_LINES, HOOK_NAMES } from "./hook-script.ts";
import type { Seen, Step } from "./steps.ts";

const MARKS = {
  begin: "# occmap: begin (written by `occmap init --hook husky`)",
  end: "# occmap: end",
};

export function huskyHook(seen: Seen): Step[] {
  return HOOK_NAMES.map((name): Step => {
    const path = `.husky/${name}`;
    const placed = { place: path, name: path };
    const there = seen.files.get(path);
    const text = there?.content.toString("utf8") ?? "";
    const content = Buffer.from(withBlock(text, GATE_LINES, MARKS));
    if (there?.content.equals(content) === true) return { ...placed, kind: "current" };
    // What follows an exit or exec at the left edge is never reached.
    if (/^(exec|exit)\b/m.test(text)) {
      return {
        ...placed,
        kind: "by-hand",
        why: "it ends itself (exit or exec), so what is added at its end might never run",
        snippet: withBlock("", GATE_LINES, MARKS),
      };
    }
    return {
      ...placed,
      kind: "write",
      content,
      executable: true,
      isNew: !there,
      what: there ? "judges each commit after what is there" : "judges each commit",
    };
  });
}
