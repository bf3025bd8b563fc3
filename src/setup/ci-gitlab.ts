/** The job with which GitLab judges a merge request, in a file of its own that the pipeline includes. */
import { isMap, isScalar, isSeq, type Document } from "yaml";
import { VERSION } from "../version.ts";
import { editYaml } from "./edit-yaml.ts";
import { wholeFile, type Seen, type Step } from "./steps.ts";

export const GITLAB_PIPELINE = ".gitlab-ci.yml";
export const GITLAB_JOB = ".gitlab/ci/occmap.yml";

const JOB = `# Holds a merge request to its occurrence map, if it has one. Written by \`occmap init --ci gitlab\`.
occmap:
  image: node:22
  variables:
    # The map's lines are followed through the history from its base commit.
    GIT_DEPTH: "0"
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - base=$CI_MERGE_REQUEST_DIFF_BASE_SHA
    - |
      if ! git rev-parse --verify --quiet "$base^{commit}" >/dev/null; then
        echo "occmap: the base of the merge request is not here: fetch it (GIT_DEPTH)" >&2
        exit 2
      fi
    - |
      if ! git cat-file -e "HEAD:occurrence_map.yaml" && ! git cat-file -e "$base:occurrence_map.yaml"; then
        echo "no occurrence map: nothing to judge"
        exit 0
      fi
    - status=0
    - npx --yes occmap@${VERSION} gate --base "$base" --head HEAD --format junit --summary occmap.md > occmap.xml || status=$?
    - cat occmap.md
    - exit "$status"
  artifacts:
    when: always
    paths: [occmap.md]
    reports:
      junit: occmap.xml
`;

const INCLUDE = `include:\n  - local: ${GITLAB_JOB}\n`;

export function gitlabCi(seen: Seen): Step[] {
  return [
    wholeFile(seen, GITLAB_JOB, JOB, "judges each merge request, with a test report"),
    includeStep(seen.files.get(GITLAB_PIPELINE)?.content.toString("utf8")),
  ];
}

function includeStep(pipeline: string | undefined): Step {
  const placed = { place: GITLAB_PIPELINE, name: GITLAB_PIPELINE };
  const write = { ...placed, kind: "write", executable: false, what: `includes ${GITLAB_JOB}` } as const;
  if (pipeline === undefined) return { ...write, content: Buffer.from(INCLUDE), isNew: true };
  const edited = editYaml(pipeline, addInclude);
  if (edited === pipeline) return { ...placed, kind: "current" };
  if (edited === undefined) {
    const why = "it would not keep its form; add this by hand";
    return { ...placed, kind: "by-hand", why, snippet: INCLUDE };
  }
  return { ...write, content: Buffer.from(edited), isNew: false };
}

/** False where there is an include that is no list. */
function addInclude(document: Document): boolean {
  const include = document.get("include");
  if (include === undefined) {
    document.set("include", document.createNode([{ local: GITLAB_JOB }]));
    return true;
  }
  if (!isSeq(include)) return false;
  const known = include.items.some(
    (item) =>
      (isMap(item) && item.get("local") === GITLAB_JOB) || (isScalar(item) && item.value === GITLAB_JOB),
  );
  if (!known) include.add(document.createNode({ local: GITLAB_JOB }));
  return true;
}
