/** The workflow with which GitHub judges a pull request; it uses the action at the top of occmap's repository. */
import { VERSION } from "../version.ts";
import { wholeFile, type Seen, type Step } from "./steps.ts";

export const GITHUB_WORKFLOW = ".github/workflows/occmap.yml";

const CONTENT = `# Holds a pull request to its occurrence map, if it has one. Written by \`occmap init --ci github\`.
name: occmap
on: pull_request
permissions:
  contents: read
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The map's lines are followed through the history from its base commit.
          fetch-depth: 0
          persist-credentials: false
      # What is checked out is the pull request merged into its base: HEAD^1 is that base.
      - uses: occmap/occmap@v${VERSION}
`;

export function githubCi(seen: Seen): Step[] {
  return [wholeFile(seen, GITHUB_WORKFLOW, CONTENT, "judges each pull request, with annotations")];
}
