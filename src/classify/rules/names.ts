/** Rule 2: names that something resolves. They keep their role wherever they stand, tests included. */
import { ATTRIBUTE_CALLS, RESOLVERS, inTable } from "../calls.ts";
import { isDotted, isName, isUrl, pathShape } from "../literals.ts";
import { around, whereabouts } from "../subject.ts";
import type { Subject } from "../subject.ts";
import { no, quote, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

/** Keys whose values are names of modules, classes or packages, in any data file. */
const RESOLVED_KEYS =
  /^(?:modules?|packages?|class|className|class_name|classpath|class_path|main_?class|package_?name|entry_?points?|backend|build-backend|app_?module|application|wsgi_application|root_urlconf|urlconf|handler|handlers|factory|plugin|plugins|loader|loaders|resolver|import|imports|imported|namespaces?|root_?package|base_?package|scan|source_modules|modules_list|known_first_party|known-first-party|extends|preset|presets|provider|providers|driver|implementation|groupid|artifactid|group|artifact|parent|include_?modules?|installed_apps|middleware|hidden-?imports?|target_module|dotted_path|python_module|module_name|modulename|packages_dir|exclude_packages|autoload|type_class|flask_app|django_settings_module|rootpackage)$/i;

export function judgeModule(subject: Subject): Outcome {
  const { site, row, command } = subject;
  if (site.role === "module") return yes("import_paths", site.what);
  if (row?.meaning === "package") return yes("import_paths", row.what);
  if (row?.meaning === "entry point") return entryPoint(subject, row.what);
  if (command?.part === "module") return dotted(subject, command.word, `module that ${command.program} runs`);
  if (site.role === "string") return resolvedString(subject);
  if (site.role === "value") return resolvedValue(subject);
  return no("no module, package or import is named here");
}

export function judgeSymbol(subject: Subject): Outcome {
  const { site } = subject;
  if (site.role === "identifier") return yes("code_symbols", `${site.what}${whereabouts(subject)}`);
  if (site.role === "string") return nameInString(subject);
  return no(`it is no identifier but ${site.what}`);
}

/** A dotted name, `:` before its last part: everything but the last name is a module. */
function dotted(subject: Subject, text: string, what: string): Outcome {
  const { site } = subject;
  const at = site.text.indexOf(text);
  const local = Math.max(0, site.start - Math.max(at, 0));
  const length = site.end - site.start;
  const last = lastName(text);
  if (last !== undefined && local >= last) return yes("code_symbols", `last name of ${quote(text)}, ${what}`);
  const spans = last !== undefined && local + length > last;
  return yes("import_paths", `module part of ${quote(text)}, ${what}`, spans ? "code_symbols" : undefined);
}

/** Where the last name of a dotted name begins, when it names something in a module rather than a module. */
function lastName(text: string): number | undefined {
  const colon = /:(?!:)\s*\w[\w.]*\s*(?:\[.*)?$/.exec(text);
  if (colon) return colon.index + 1;
  const at = Math.max(
    text.lastIndexOf("."),
    text.lastIndexOf("::") + 1,
    text.lastIndexOf("\\"),
    text.lastIndexOf("#"),
    text.lastIndexOf("$"),
  );
  return at > 0 ? at + 1 : undefined;
}

function entryPoint(subject: Subject, what: string): Outcome {
  const { site } = subject;
  const equals = site.text.indexOf("=");
  if (equals !== -1 && site.start < equals) return yes("cli_commands", what);
  const colon = site.text.lastIndexOf(":");
  if (colon !== -1 && site.start > colon) return yes("code_symbols", `function of a ${what}`);
  return yes(
    "import_paths",
    `module of a ${what}`,
    colon !== -1 && site.end > colon ? "code_symbols" : undefined,
  );
}

/** A string that a call resolves: `patch("a.b.c")`, `import_module("a.b")`, `Class.forName("a.B")`. */
function resolvedString(subject: Subject): Outcome {
  const { site, settings } = subject;
  const call = site.around.find((one) => one.kind === "argument");
  const element = around(site, "element");
  if (call?.kind === "argument") {
    const resolves = inTable(call.callee, RESOLVERS) || settings.isResolver(call.callee);
    const dynamic =
      /(?:^|\.)(?:import|require|require_relative|require_once|include_once|import_module|__import__|import_string|importorskip|forName|import_from_string|implementation|testImplementation|api|compileOnly|runtimeOnly|gem|mock|unmock|doMock|requireActual|requireMock|importActual|classpath|find_spec|run_module|load_class|add_dependency|add_development_dependency|add_runtime_dependency|packages|use|kapt)$/.test(
        call.callee,
      );
    if (resolves && !/\s/.test(site.text) && (dynamic || isDotted(site.text))) {
      if (call.callee === "use" && !/[-/:.]/.test(site.text)) return no("its call resolves no module");
      if (
        /(?:^|\.)(?:patch|setattr|delattr|forName|import_string|load_class|import_from_string|locate|resolve_name|attrgetter|loadClass)$/.test(
          call.callee,
        ) ||
        settings.isResolver(call.callee)
      ) {
        return dotted(subject, site.text, `resolved by ${call.callee}`);
      }
      return yes("import_paths", `module named to ${call.callee}`);
    }
    if (/(?:^|\.)setup$/.test(call.callee) && "keyword" in call) {
      const { keyword = "" } = call;
      if (
        /^(?:name|packages|install_requires|py_modules|tests_require|setup_requires|extras_require|requires)$/.test(
          keyword,
        )
      )
        return yes("import_paths", `${keyword} of a setup call`);
      const inside = site.around.some((one) => one.kind === "entry-value" && one.key === "console_scripts");
      if (keyword === "entry_points" && (inside || site.text.includes("=")))
        return entryPoint(subject, "entry point of a setup call");
    }
  }
  const assigned = around(site, "assigned")?.name ?? "";
  if (element && /^(?:INSTALLED_APPS|MIDDLEWARE|AUTHENTICATION_BACKENDS)$/.test(assigned)) {
    return /[A-Z]\w*$/.test(site.text)
      ? dotted(subject, site.text, `entry of ${assigned}`)
      : yes("import_paths", `entry of ${assigned}`);
  }
  if (
    isDotted(site.text) &&
    /^(?:ROOT_URLCONF|WSGI_APPLICATION|ASGI_APPLICATION|DJANGO_SETTINGS_MODULE|AUTH_USER_MODEL)$/.test(
      assigned,
    )
  )
    return dotted(subject, site.text, `value of ${assigned}`);
  if (
    element &&
    /^(?:hiddenimports|packages|py_modules|excludes|nitpick_ignore|autodoc_mock_imports)$/.test(assigned)
  )
    return yes("import_paths", `entry of ${assigned}`);
  return no("no call that resolves modules takes this string");
}

/** A value of a data file that names a module or class: the key says so and the value looks it. */
function resolvedValue({ site, file, row }: Subject): Outcome {
  if (row !== undefined || file.record !== undefined || isUrl(site.text))
    return no("its key names no module");
  const key = site.keys.at(-1) ?? "";
  const name = /^[\w.:$-]+$/.test(site.text) || /^\^?[\w.\\]+(?:\(.*|\$)?$/.test(site.text);
  if (!RESOLVED_KEYS.test(key) || !name) return no("its key names no module");
  if (pathShape(site.text) !== undefined || !/[.:]/.test(site.text)) return no("its value is no dotted name");
  const last = lastName(site.text);
  if (
    last !== undefined &&
    site.start >= last &&
    (/^\p{Lu}/u.test(site.text.slice(last)) || site.text.includes(":"))
  ) {
    return yes("code_symbols", `last name of ${quote(site.text)}, value of ${key}`);
  }
  return yes("import_paths", `module named by ${key}`);
}

/** Names in strings that the language resolves: `getattr(x, "name")`, `__all__`, forward references. */
function nameInString(subject: Subject): Outcome {
  const { site } = subject;
  const call = site.around.find((one) => one.kind === "argument");
  if (
    call?.kind === "argument" &&
    isName(site.text.replace(/[?!=]$/, "")) &&
    inTable(call.callee, ATTRIBUTE_CALLS)
  ) {
    return yes("code_symbols", `name looked up by ${call.callee}${whereabouts(subject)}`);
  }
  const assigned = around(site, "assigned")?.name ?? "";
  if (/^(?:__all__|__slots__|__match_args__)$/.test(assigned))
    return yes("code_symbols", `name in ${assigned}`);
  return no("it is no name that the language resolves");
}
