/** What a coding agent has to know to make a bulk edit with occmap, as a part of the project's AGENTS.md. */
import { withBlock } from "./block.ts";
import type { Seen, Step } from "./steps.ts";

export const AGENT_FILE = "AGENTS.md";

const MARKS = {
  begin: "<!-- occmap: begin (written by `occmap init --agent-guide`) -->",
  end: "<!-- occmap: end -->",
};

const GUIDE = `## Bulk edits with occmap

A change that removes or renames one string in many places is planned in \`occurrence_map.yaml\` and judged by that plan.

1. \`occmap scan --target STRING\` writes the plan (for a rename add \`--replacement NEW\`). Before the edit, not after.
2. Read every entry. \`occmap explain PATH:LINE\` says why an occurrence is in its category. To keep one, move its entry
   from \`remove\` to \`keep\` and give a \`keep_reason\`; correct \`totals\`; then \`occmap check\`.
3. **Stop and let a person review the map.** Commit it.
4. Carry out the remove entries, by hand or with \`occmap apply --write\`. Touch nothing else: no reformatting, no
   drive-by fix, no line of a keep entry.
5. \`occmap gate\` judges the working tree. Exit status 0: accepted. 1: rejected; each finding says what was expected,
   what was found and what to do next. 2: it could not judge; that is no pass.

How to read a finding:

- \`not-removed\`, \`still-present\`: the plan is not carried out there yet.
- \`extra-change\`, \`extra-file\`, \`new-occurrence\`: undo the change; a companion change that has to be is an entry
  under \`exceptions\` in the map, with a reason, and a person has to agree.
- \`keep-touched\`: restore the line.
- \`unmapped-occurrence\`, \`stale-entry\`: the map does not describe its base; scan again.
- \`map-invalid\`: the map itself is wrong; the message has line and column.

\`occmap explain CODE\` prints what a finding means. With \`--json\` every command prints one JSON document, errors too
(\`error.code\`, \`error.next\`). Never edit the map to make a finding go away that a person has not seen, and never use
\`git commit --no-verify\`.
`;

export function agentGuide(seen: Seen): Step[] {
  const placed = { place: AGENT_FILE, name: AGENT_FILE };
  const there = seen.files.get(AGENT_FILE);
  const content = Buffer.from(withBlock(there?.content.toString("utf8") ?? "", GUIDE, MARKS));
  if (there?.content.equals(content) === true) return [{ ...placed, kind: "current" }];
  const what = there ? "a section is added, the rest stays" : "what to run when, how to read the findings";
  return [{ ...placed, kind: "write", content, executable: false, isNew: !there, what }];
}
