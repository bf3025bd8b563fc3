/** Rules 1 and 3: the path itself, and test locations. */
import { row, type Row } from "./row.ts";

const folders =
  "test tests testing testdata testsuite fixture fixtures spec specs e2e acceptance features golden snapshots cassettes __tests__ __snapshots__ __mocks__ __fixtures__ unit-test unit_test api-tests api_tests web-test-support";
const files = "a_test.py a.test.ts a.spec.js test_a.rb ATest.java ATests.cs AIT.java a_spec.rb conftest.py";

export const TEST_LOCATIONS: readonly Row[] = [
  ...folders
    .split(" ")
    .map((name) =>
      row(`folder ${name}`, `x/${name}/a.py`, 'f("a wid", wid)  # wid\n', "tests", "names", "tests"),
    ),
  ...files.split(" ").map((name) => row(`file ${name}`, `src/${name}`, 'f("a wid");\n', "tests")),
  row("*.snap", "src/a.snap", "exports[`wid`] = `x`;\n", "tests"),
  row("*.feature", "a.feature", "Given a wid\n", "tests"),
  row("*.txtar", "a.txtar", "-- wid.go --\nwid\n", "tests", "tests"),
  row(
    "test module in a source file",
    "a.rs",
    '#[cfg(test)]\nmod tests {\n  fn f() { assert_eq!(wid(), "a wid"); } // wid\n}\n',
    "names",
    "tests",
    "tests",
  ),
  row(
    "doctest block of Rust",
    "a.rs",
    '/// The wid.\n/// ```\n/// let x = f("wid");\n/// ```\nfn f() {}\n',
    "text",
    "tests",
  ),
  row(
    "doctest of Python is documentation",
    "a.py",
    'def f():\n    """A.\n\n    >>> f("wid")\n    """\n',
    "text",
  ),
  row("README in a test folder", "tests/README.md", "Run the wid.\n", "text"),
  row("guide in a folder docs/features", "docs/features/a.md", "The wid.\n", "text"),
  row("expected output that is Markdown", "tests/golden/a.md", "The wid.\n", "tests"),
  row("input that is text", "testdata/a.txt", "The wid.\n", "tests"),
  row("recorded cassette", "e2e/cassettes/a.json", '{"wid": "wid"}', "tests", "tests"),
  row("key of a fixture", "tests/fixtures/a.yaml", "wid: wid.md\n", "tests", "tests"),
  row("flag in a test", "tests/a_test.py", 'run(["--wid"])\n', "tests"),
  row("log in a test", "tests/a_test.py", 'log.info("wid")\n', "tests"),
  row("import in a test", "tests/a_test.py", "import wid\n", "imports"),
  row("a folder that only contains the word", "src/testament/a.py", 'f("a wid")\n', "text"),
  row("a file whose name only contains the word", "src/attest.py", 'f("a wid")\n', "text"),
  row(
    "shell function in a test script without ending",
    "tests/run-all",
    "#!/bin/sh\nwid() { :; }\nwid one\n",
    "names",
    "names",
  ),
];
