// The naive peer: sorts by path alone, as one would with a list of folders and endings and no look at the text.

const DOCUMENT = /\.(?:md|rst|adoc|txt|html|po|\d)$|(?:^|\/)(?:README|CHANGELOG|LICENSE)/i;
const TEST =
  /(?:^|\/)(?:tests?|specs?|e2e|fixtures|testdata|features|golden|__\w+__)\/|_test\.|\.test\.|_spec\.|^test_|\/test_|Test\.java$|\.snap$|\.feature$/;
const LOG = /\.(?:log|jsonl)$|(?:^|\/)(?:grafana|dashboards|prometheus)\//;
const COMMANDS = /(?:^|\/)(?:Makefile|justfile|Dockerfile)$|\.(?:sh|ps1)$|(?:^|\/)\.(?:github|gitlab-ci)/;
const MANIFEST =
  /(?:^|\/)(?:go\.(?:mod|sum)|Gemfile(?:\.lock)?|Cargo\.(?:toml|lock)|package\.json|pyproject\.toml|pom\.xml|composer\.json|[\w-]*requirements[\w-]*\.txt|[\w.-]*lock[\w.-]*)$/;
const DATA =
  /\.(?:json|ya?ml|toml|ini|cfg|xml|properties|env|sql|proto|graphql|csv|resx|csproj)$|(?:^|\/)\.env/;

/** The category of an occurrence by the path of its file; `line` 0 is the path itself. */
export function byPathAlone(path, line) {
  if (line === 0) return "filesystem_paths";
  if (TEST.test(path)) return "tests_fixtures";
  if (LOG.test(path)) return "logs_telemetry";
  if (DOCUMENT.test(path)) return "user_facing_strings";
  if (MANIFEST.test(path)) return "import_paths";
  if (COMMANDS.test(path)) return "cli_commands";
  if (DATA.test(path)) return "serialized_keys";
  return "code_symbols";
}
