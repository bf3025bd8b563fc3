/**
 * What every language's table has to know, as small pieces of real code: each row gives the categories of the
 * occurrences of "wid", "Wid" and "WID" in it, in their order.
 */
import { describe, expect, test } from "@jest/globals";
import { DEFAULT_SORTING_SETTINGS } from "../../src/classify/settings.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";
import { SHORT, type Short } from "./contract/row.ts";

type Row = readonly [what: string, code: string, expected: readonly Short[]];

const sort = createSyntaxSorter(DEFAULT_SORTING_SETTINGS);

async function expectSorted(path: string, code: string, expected: readonly Short[]): Promise<void> {
  const text = readText(Buffer.from(code));
  const occurrences = occurrencesInText(path, text, new Needles(["wid", "Wid", "WID"]));
  const sortings = await sort({ path, text, occurrences });
  expect(sortings.map(({ category }) => category)).toEqual(expected.map((short) => SHORT[short]));
  for (const { reason } of sortings) expect(reason).not.toContain("read by its words");
}

describe("python", () => {
  test.each<Row>([
    ["imports", "from a.wid import wid as wid2\nimport wid.sub\n", ["imports", "names", "names", "imports"]],
    [
      "a class with a docstring",
      'class Wid(Base):\n    """A wid."""\n    def wid(self, wid=1): pass\n',
      ["names", "text", "names", "names"],
    ],
    ["a forward reference", 'x: "Wid" = 1\ny: Literal["wid"] = 2\n', ["names", "keys"]],
    [
      "argparse",
      'parser.add_argument("--wid", help="the wid to use", dest="wid")\n',
      ["commands", "text", "keys"],
    ],
    [
      "click",
      '@cli.command("wid")\n@click.option("--wid", help="Use a wid.")\ndef run(wid): click.echo("no wid here")\n',
      ["commands", "commands", "text", "names", "text"],
    ],
    [
      "loggers",
      'logger.warning("no wid %s", x)\nself.log.info(f"a {wid} wid")\nlog.bind(wid=1).error("lost wid {}".format(x))\n',
      ["logs", "names", "logs", "names", "logs"],
    ],
    [
      "metrics",
      'REQUESTS = Counter("wid_total", "Number of wid calls")\nstatsd.increment("wid.count")\nsentry_sdk.capture_message("wid is gone")\n',
      ["logs", "logs", "logs", "logs"],
    ],
    [
      "pydantic fields",
      'class M(BaseModel):\n    wid: str = Field(alias="wid", description="The wid of it")\n',
      ["names", "keys", "text"],
    ],
    [
      "keys and environment",
      'd["wid"] = {"wid": 1}\nos.environ["WID_HOME"]\nos.getenv("WID")\n',
      ["keys", "keys", "keys", "keys"],
    ],
    [
      "names in strings",
      'getattr(x, "wid")\n__all__ = ["wid"]\nimportlib.import_module("a.wid")\n',
      ["names", "names", "imports"],
    ],
    [
      "commands that are run",
      'subprocess.run(["wid", "--wid", "wid/x.py"])\n',
      ["commands", "commands", "paths"],
    ],
    ["an error", 'raise ValueError("the wid is lost")\n', ["text"]],
    ["routes", '@app.get("/wid")\ndef f(): pass\n', ["keys"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.py", code, expected);
  });
});

describe("typescript", () => {
  test.each<Row>([
    [
      "imports",
      'import { wid as w } from "./wid.js";\nexport * from "wid";\nconst x = await import("./wid.js");\n',
      ["names", "imports", "imports", "imports"],
    ],
    ["objects", 'const v = { wid: 1, "wid": 2, [wid]: 3 };\n', ["names", "keys", "names"]],
    [
      "commander",
      'program.command("wid").option("--wid <x>", "the wid to use").alias("wid");\n',
      ["commands", "commands", "text", "commands"],
    ],
    [
      "yargs",
      'yargs.command("wid", "do the wid thing").option("wid", { describe: "A wid" });\n',
      ["commands", "text", "commands", "text"],
    ],
    [
      "logs and prints",
      'logger.info(`no ${wid} wid`);\nconsole.error("bad wid");\nconsole.log("good wid here");\n',
      ["names", "logs", "logs", "text"],
    ],
    ["environment", 'process.env.WID;\nprocess.env["WID"];\n', ["keys", "keys"]],
    ["decorators", 'class A { @Column("wid") wid = 1; @Get("/wid") f() {} }\n', ["keys", "names", "keys"]],
    ["GraphQL", "const q = gql`query { wid }`;\n", ["keys"]],
    ["types", 'type T = "wid" | Wid;\nenum E { Wid = "wid" }\n', ["keys", "names", "names", "keys"]],
    ["a subcommand that is looked at", 'switch (command) { case "wid": break; }\n', ["commands"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.ts", code, expected);
  });
});

describe("tsx", () => {
  test.each<Row>([
    [
      "markup",
      'const a = <Wid label="The wid" id="wid">some wid</Wid>;\n',
      ["names", "text", "keys", "text", "names"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.tsx", code, expected);
  });
});

describe("go", () => {
  test.each<Row>([
    ["package and imports", 'package wid\nimport ( wid "x/wid" )\n', ["imports", "names", "imports"]],
    ["a struct tag", 'package a\ntype T struct { Wid string `json:"wid"` }\n', ["names", "keys"]],
    [
      "cobra",
      'package a\nvar c = &cobra.Command{Use: "wid", Short: "the wid of it", Aliases: []string{"wid"}}\n',
      ["commands", "text", "commands"],
    ],
    [
      "flags",
      'package a\nfunc f() { flag.String("wid", "", "the wid to use"); c.Flags().StringP("wid", "w", "", "a wid to use") }\n',
      ["commands", "text", "commands", "text"],
    ],
    [
      "urfave",
      'package a\nvar f = &cli.StringFlag{Name: "wid", Usage: "a wid to use"}\n',
      ["commands", "text"],
    ],
    [
      "loggers",
      'package a\nfunc f() { slog.Info("no wid", "wid", 1); zap.L().Warn("wid"); logrus.WithField("wid", 1).Error("bad wid") }\n',
      ["logs", "logs", "logs", "logs", "logs"],
    ],
    [
      "metrics",
      'package a\nvar g = prometheus.NewCounter(prometheus.CounterOpts{Name: "wid_total", Help: "Number of wid calls"})\n',
      ["logs", "logs"],
    ],
    [
      "maps and environment",
      'package a\nvar m = map[string]int{"wid": 1}\nvar h = os.Getenv("WID")\n',
      ["keys", "keys"],
    ],
    [
      "errors and prints",
      'package a\nfunc wid() error { fmt.Println("a wid here"); return fmt.Errorf("no wid: %w", err) }\n',
      ["names", "text", "text"],
    ],
    ["routes", 'package a\nfunc f() { r.HandleFunc("/wid", h) }\n', ["keys"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.go", code, expected);
  });
});

describe("java", () => {
  test.each<Row>([
    [
      "package and imports",
      "package a.wid;\nimport a.wid.Wid;\nimport static a.B.wid;\n",
      ["imports", "imports", "names", "names"],
    ],
    [
      "picocli",
      '@Command(name = "wid", description = "does the wid thing") class A { @Option(names = {"--wid"}, description = "a wid to use") int x; }\n',
      ["commands", "text", "commands", "text"],
    ],
    [
      "SLF4J and Micrometer",
      'class A { void f() { log.info("wid {}", wid); Counter.builder("wid.count").register(r); LoggerFactory.getLogger("wid"); } }\n',
      ["logs", "names", "logs", "logs"],
    ],
    [
      "Jackson and JPA",
      'class A { @JsonProperty("wid") int wid; @Column(name = "wid") int y; }\n',
      ["keys", "names", "keys"],
    ],
    [
      "names in strings",
      'class A { void f() { Class.forName("a.wid.Wid"); System.getenv("WID"); } }\n',
      ["imports", "names", "keys"],
    ],
    ["Javadoc", "/** A wid, {@link Wid}. */\nclass Wid {}\n", ["text", "text", "names"]],
    [
      "an error in a switch",
      'class A { void f() { switch (s) { case "wid": throw new IllegalStateException("no wid here"); } } }\n',
      ["keys", "text"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.java", code, expected);
  });
});

describe("kotlin", () => {
  test.each<Row>([
    ["package and imports", "package a.wid\nimport a.wid.Wid\n", ["imports", "imports", "names"]],
    ["names in strings", 'fun f() { logger.info("a $wid ${wid} wid") }\n', ["names", "names", "logs"]],
    ["a lazy message", 'fun f() { logger.info { "a lazy wid" } }\n', ["logs"]],
    ["serialization", 'class A(@SerialName("wid") val wid: String)\n', ["keys", "names"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.kt", code, expected);
  });
});

describe("rust", () => {
  test.each<Row>([
    ["use and mod", "use a::wid::{b::Wid, d};\nmod wid;\n", ["imports", "names", "imports"]],
    [
      "clap derive",
      '#[command(name = "wid", about = "Does the wid thing")]\nstruct A { #[arg(long = "wid", help = "a wid to use")] x: u8 }\n',
      ["commands", "text", "commands", "text"],
    ],
    [
      "clap builder",
      'fn f() { Command::new("wid").about("A wid thing").arg(Arg::new("wid").long("wid")); }\n',
      ["commands", "text", "commands", "commands"],
    ],
    ["serde", 'struct A { #[serde(rename = "wid")] wid: u32 }\n', ["keys", "names"]],
    [
      "logs and prints",
      'fn f() { info!(target: "wid", "a wid {wid}"); tracing::warn!("bad wid"); println!("good wid {wid}"); }\n',
      ["logs", "logs", "names", "logs", "text", "names"],
    ],
    [
      "a call inside a macro",
      'fn f() { vec![Arg::new("wid")]; format!("{}", env::var("WID")); }\n',
      ["commands", "keys"],
    ],
    ["tests", '#[cfg(test)]\nmod tests { fn t() { assert_eq!(wid(), "a wid"); } }\n', ["names", "tests"]],
    ["a doctest", '/// A wid.\n/// ```\n/// let x = "wid";\n/// ```\nfn f() {}\n', ["text", "tests"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.rs", code, expected);
  });
});

describe("ruby", () => {
  test.each<Row>([
    [
      "require and names",
      'require "wid"\nmodule Wid; def wid(wid: 1); end; end\n',
      ["imports", "names", "names", "names"],
    ],
    [
      "Thor",
      'class A < Thor\n desc "wid", "do the wid thing"\n method_option :wid, desc: "a wid to use"\nend\n',
      ["commands", "text", "commands", "text"],
    ],
    ["OptionParser", 'opts.on("--wid X", "the wid to use")\n', ["commands", "text"]],
    [
      "logs, errors and commands",
      'logger.info "no #{wid} wid"\nraise "bad wid here"\n`wid --wid`\nsystem("wid x")\n',
      ["names", "logs", "text", "commands", "commands", "commands"],
    ],
    [
      "symbols and keys",
      'a[:wid] = {wid: 1, :wid => 2, "wid" => 3}\nattr_accessor :wid\nENV["WID"]\n',
      ["keys", "names", "keys", "keys", "names", "keys"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.rb", code, expected);
  });
});

describe("php", () => {
  test.each<Row>([
    [
      "markup and names",
      "<p>a wid</p><?php\nnamespace A\\wid;\nuse X\\Wid;\nclass Wid { private $wid = 1; }\n",
      ["text", "imports", "names", "names", "names"],
    ],
    [
      "logs and errors",
      '<?php $this->logger->info("a $wid {$wid} wid"); throw new E("no wid here");\n',
      ["names", "names", "logs", "text"],
    ],
    [
      "Symfony",
      '<?php $this->setName("wid")->setDescription("the wid of it"); $this->addOption("wid", null, 1, "a wid to use");\n',
      ["commands", "text", "commands", "text"],
    ],
    [
      "attributes and arrays",
      '<?php #[Route("/wid", name: "wid")]\nclass A {} $x = ["wid" => 1]; $a["wid"];\n',
      ["keys", "keys", "keys", "keys"],
    ],
    ["includes", '<?php require __DIR__ . "/wid.php";\n', ["imports"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.php", code, expected);
  });
});

describe("csharp", () => {
  test.each<Row>([
    [
      "using and namespace",
      "using A.Wid;\nnamespace N.Wid { class Wid {} }\n",
      ["imports", "imports", "names"],
    ],
    [
      "attributes",
      'class A { [JsonPropertyName("wid")] public string Wid { get; set; } [Route("/wid", Name = "wid")] void F() {} }\n',
      ["keys", "names", "keys", "keys"],
    ],
    [
      "logs and errors",
      'class A { void F() { _logger.LogInformation("a wid {P}", p); throw new InvalidOperationException($"no {wid} wid"); } }\n',
      ["logs", "names", "text"],
    ],
    [
      "options and processes",
      'class A { void F() { new Option<string>("--wid", "a wid to use"); Process.Start("wid", "--wid"); } }\n',
      ["commands", "text", "commands", "commands"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.cs", code, expected);
  });
});

describe("c", () => {
  test.each<Row>([
    [
      "includes and names",
      '#include <wid.h>\n#include "wid/x.h"\nint wid(void) { return 1; }\n',
      ["imports", "imports", "names"],
    ],
    ["macros", '#define WID "wid"\n', ["names", "keys"]],
    [
      "text and paths",
      'void f(void) { printf("no wid here\\n"); fopen("wid", "r"); getenv("WID"); /* a wid */ }\n',
      ["text", "paths", "keys", "text"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.c", code, expected);
  });
});

describe("cpp", () => {
  test.each<Row>([
    [
      "namespaces",
      "namespace a::wid { using namespace wid; class Wid { int wid; }; }\n",
      ["imports", "imports", "names", "names"],
    ],
    [
      "logs",
      'void f() { LOG(INFO) << "a wid" << x << "wid"; spdlog::info("wid {}", 1); }\n',
      ["logs", "logs", "logs"],
    ],
    [
      "literals",
      'auto a = R"(raw wid)"; auto b = m["wid"]; Foo c = {.wid = 1};\n',
      ["text", "keys", "names"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.cpp", code, expected);
  });
});

describe("bash", () => {
  test.each<Row>([
    [
      "variables and functions",
      'wid=1\nwid_f() { local wid=2; echo "$wid"; }\nwid_f\n',
      ["names", "names", "names", "names", "names"],
    ],
    ["environment", 'export WID=1\necho "$WID_HOME"\n', ["keys", "keys"]],
    [
      "command lines",
      "wid build --wid wid/x > wid.txt\npython -m wid.x\n",
      ["commands", "commands", "paths", "paths", "imports"],
    ],
    ["a here-document", "cat <<EOF\nabout the wid\nEOF\n", ["text"]],
    ["a dispatch", 'case "$1" in\n--wid) x ;;\nwid) y ;;\nesac\n', ["commands", "commands"]],
    ["sourcing", "source lib/wid.sh\n. ./wid.sh\n", ["imports", "imports"]],
    ["text", '# a wid\necho "the wid is lost"\n', ["text", "text"]],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.sh", code, expected);
  });
});

describe("css", () => {
  test.each<Row>([
    [
      "selectors and imports",
      '@import "wid.css";\n.wid #wid { --wid: red; }\n/* a wid */\n',
      ["imports", "names", "names", "names", "text"],
    ],
  ])("%s", async (_what, code, expected) => {
    await expectSorted("src/a.css", code, expected);
  });
});

test("a build script in Kotlin names its dependencies", async () => {
  const code = 'dependencies { implementation("org.example:wid:1.0") }\n';
  await expectSorted("app/build.gradle.kts", code, ["imports"]);
});
