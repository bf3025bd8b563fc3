/** The scenarios of the transcripts: what happens in the sample project, one after the other. */

import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../src/cli/registry.ts";

export interface Sample {
  readonly root: string;
  readonly git: (...args: readonly string[]) => string;
  /** A remark in the transcript. */
  readonly say: (what: string) => void;
  readonly write: (path: string, content: string) => void;
  /** Runs `occmap` with these words and keeps what it answers; the exit status is 0 unless another is expected. */
  readonly run: (command: string, status?: number) => Promise<void>;
}

const MISSION = "--mission-id 01KQ7YXHA5AMZHJT3HQ8XPTZ6B --mission-slug retire-legacy-export";
const STRINGS = "--target legacy-export --related legacy_export --related legacyExport";
const SCAN = `scan ${STRINGS} ${MISSION}`;
/** A part of the project, where the length of every format matters. */
const SCAN_PART = `${SCAN} --include 'web/**' --include README.md`;
const VERDICT_FORMATS = ["text", "json", "sarif", "github", "rdjson", "markdown", "junit"];

export const SCENARIOS: Readonly<Record<string, (sample: Sample) => Promise<void>>> = {
  scan: async ({ run, say }) => {
    await run(SCAN);
    say("A map that is there is not written over.");
    await run(SCAN, 2);
    await run(`${SCAN} --force --json`);
    say("In parts, and the parts joined.");
    await run(`${SCAN} --shard 1/2 -o part-1.yaml`);
    await run(`${SCAN} --shard 2/2 -o part-2.yaml`);
    await run("merge part-1.yaml part-2.yaml -o joined.yaml");
    await run("merge part-1.yaml part-2.yaml -o joined.yaml --force --json");
    say("A rename, to standard output.");
    await run(
      "scan --target Tidepool --replacement Lagoon -o - --mission-id 01KQ7YXHA5AMZHJT3HQ8XPTZ6B --include README.md",
    );
  },
  "read-a-map": async ({ run, root }) => {
    await run(SCAN);
    await run("list --decision keep");
    await run("list --category cli_commands --json");
    await run("explain tidepool/cli.py:1", 2);
    await run("explain tidepool/cli.py:8");
    await run("explain README.md:1 --target Tidepool");
    await run("explain README.md:1 --target Tidepool --json");
    await run("explain keep-touched");
    copyFileSync(join(root, "occurrence_map.yaml"), join(root, "before.yaml"));
    await run("set --keep --reason 'the guide is rewritten later' --path 'docs/**'");
    await run("set --remove --reason 'not kept after all' --path docs/guide.md --json");
    await run("diff before.yaml occurrence_map.yaml", 1);
    await run("diff before.yaml occurrence_map.yaml --json", 1);
    rmSync(join(root, "before.yaml"));
    await run("update");
    await run("update --json");
  },
  completion: async ({ run }) => {
    for (const shell of ["bash", "zsh", "fish"]) await run(`completion ${shell}`);
  },
  convert: async ({ run, say, git }) => {
    await run(SCAN);
    git("add", "--all");
    git("commit", "--quiet", "--message=plan");
    await run("convert --to csv");
    await run("convert --to json -o map.json");
    await run("convert --to spec-kitty");
    await run("convert --to spec-kitty -o kitty.yaml --json");
    say("Back again, without the strings that the format cannot name.");
    await run("convert --from spec-kitty kitty.yaml --mission-slug back -o back.yaml --json", 1);
  },
  check: async ({ run, say, git, write }) => {
    await run(SCAN);
    for (const format of VERDICT_FORMATS) await run(`check --format ${format}`);
    say("The map says nothing of a line that is new.");
    write("docs/new.md", "Use --legacy-export.\n");
    git("add", "--all");
    git("commit", "--quiet", "--message=plan");
    await run("check --base HEAD", 1);
  },
  "gate-accepted": async ({ run }) => {
    await run(SCAN_PART);
    await run("apply");
    await run("apply --json");
    await run("apply --write");
    for (const format of VERDICT_FORMATS) await run(`gate --format ${format}`);
    await run("report -o ../page.html --gate");
    await run("report -o ../page.html --gate --json");
  },
  "gate-rejected": async ({ run, write, say }) => {
    await run(SCAN_PART);
    say("One line that nobody planned, and nothing carried out.");
    write("web/extra.ts", "export const RETRIES = 3;\n");
    for (const format of VERDICT_FORMATS) await run(`gate --allow-pending --format ${format}`, 1);
    await run("gate", 1);
  },
  help: async ({ run }) => {
    await run("--version");
    await run("--help");
    for (const { summary } of COMMANDS) await run(`${summary.name} --help`);
  },
  errors: async ({ run, write, say, git }) => {
    await run("", 2);
    await run("sacn", 2);
    await run("gate --format yaml", 2);
    await run("gate --staged --head HEAD", 2);
    await run("gate", 2);
    await run("gate --json", 2);
    await run("check --repo /", 2);
    await run(SCAN.replace("legacy-export", "''"), 2);
    await run("scan --target x --rev nowhere", 2);
    await run("explain nonsense", 2);
    await run("completion tcsh", 2);
    say("A map that is not valid.");
    write("occurrence_map.yaml", "mission_id: 12\ntarget_string: x\ncategories: {}\n");
    await run("gate", 1);
    await run("check --json", 1);
    say("A bare repository.");
    git("config", "core.bare", "true");
    await run("gate", 2);
  },
  "project-and-mission": async ({ run, git, write, say }) => {
    await run("project status");
    await run("project status --json");
    await run("project init");
    await run("project init --json", 2);
    await run("project status");
    await run("project upgrade --dry-run");
    await run("project upgrade --dry-run --json");
    await run("mission branch-context", 2);
    const mission = "kitty-specs/retire-legacy-export-01KQ7YXH";
    write(
      `${mission}/meta.json`,
      `${JSON.stringify({ mission_id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B", mission_slug: "retire-legacy-export-01KQ7YXH" })}\n`,
    );
    write(`${mission}/plan.md`, "# Plan\n");
    write(`${mission}/spec.md`, "# Retire it\n\nRemove legacy-export across the whole codebase.\n");
    git("checkout", "--quiet", "-b", "retire-legacy-export-01KQ7YXH");
    await run(`mission branch-context --mission ${mission}`);
    await run(`mission branch-context --mission ${mission} --json`);
    await run(`mission infer ${mission}`);
    await run(`mission infer ${mission} --json`);
    say("The mission is no bulk edit, so a gate without a map has to be asked for.");
    await run(`gate --mission ${mission}`, 2);
    await run(`gate --mission ${mission} --if-required`);
  },
  "init-and-hook": async ({ run, git, write }) => {
    await run("init");
    await run("init --hook plain --ci github --config --agent-guide --dry-run");
    await run("init --hook husky --json");
    git("add", "--all");
    git("commit", "--quiet", "--message=hooks");
    write("README.md", "# Without a map a commit may be what it likes\n");
    await run("hook");
    git("checkout", "--quiet", "README.md");
    await run(SCAN_PART);
    git("add", "--all");
    await run("hook");
    write("README.md", "# Another text\n");
    git("add", "--all");
    await run("hook", 1);
    await run("hook --json", 1);
  },
};
