/**
 * Names of calls that mean something, across languages: loggers, command-line builders, runners of commands,
 * resolvers of names, openers of files, printers, routers.
 *
 * One table for all languages, because the names travel between them (`logger`, `add_argument`, `exec`); what is
 * particular to one language stands with the language's name. A callee is compared by its last segment, by its
 * receiver's words, or as a whole; `settings` add names.
 */

/** Words in a receiver or function name that say "log, metric, trace or audit". */
export const TELEMETRY_WORDS = new Set(
  (
    "log logs logger loggers logging metric metrics statsd trace traces tracing tracer span spans telemetry analytics sentry audit " +
    "slog zap logrus zerolog loguru structlog winston pino bunyan log4j slf4j timber glog klog nslog monolog posthog mixpanel " +
    "amplitude datadog newrelic honeycomb prometheus opentelemetry otel micrometer spdlog fmtlog nlog serilog"
  ).split(" "),
);

/** Words beside those that say "not the log itself": `log_dir.joinpath`, `parse_log`, `log_level`. */
export const NOT_TELEMETRY_WORDS = new Set(
  "dir path file files folder level levels config settings parse parser read open load reader math dialog".split(
    " ",
  ),
);

/** Callees that are telemetry as a whole, or by their last segments. */
export const TELEMETRY_CALLEES = new Set(
  (
    "console.debug console.info console.warn console.error console.trace debug! info! warn! error! trace! event! log! span! " +
    "debug_span! info_span! warn_span! error_span! trace_span! instrument tracing.instrument counter! gauge! histogram! " +
    "increment_counter! metrics.counter debug debugf debugln DEBUG_printf DEBUG_puts NSLog os_log error_log Infow Debugw Warnw Errorw Fatalw Panicw syslog vsyslog openlog trigger_error captureException captureMessage " +
    "capture_exception capture_message set_tag addBreadcrumb add_breadcrumb Log.d Log.e Log.i Log.w Log.v Log.wtf " +
    "promauto.NewCounter promauto.NewCounterVec promauto.NewGauge promauto.NewGaugeVec promauto.NewHistogram promauto.NewHistogramVec " +
    "Counter Gauge Histogram Summary Counter.builder Gauge.builder Timer.builder DistributionSummary.builder Counter.build Gauge.build " +
    "create_counter create_histogram create_gauge create_up_down_counter createCounter createHistogram createGauge createUpDownCounter " +
    "createObservableGauge createObservableCounter start_as_current_span start_span startSpan startActiveSpan add_event addEvent.span " +
    "spanBuilder track_event trackEvent logEvent log_event record_event recordEvent emit_metric emitMetric increment_metric " +
    "client.Counter CounterOpts GaugeOpts HistogramOpts SummaryOpts prometheus.NewDesc LoggerFactory.getLogger getLogger get_logger"
  ).split(" "),
);

/** Types whose fields are telemetry. */
export const TELEMETRY_TYPES =
  /(?:Counter|Gauge|Histogram|Summary|Metric|Span|LogEntry|LogRecord)(?:Opts|Options|Vec)?$/;

/** Calls in which the name of a command, option or argument is defined or looked up. */
export const CLI_BUILDERS = new Set(
  // Python: argparse, click, typer, optparse, fire, docopt
  (
    "add_argument add_option add_parser add_subparsers add_command add_mutually_exclusive_group click.option click.argument " +
    "click.command click.group typer.Option typer.Argument typer.Typer add_typer app.command cli.command cli.group ArgumentParser " +
    "make_option option_group version_option password_option confirmation_option " +
    // JavaScript: commander, yargs, oclif, clipanion, citty, minimist, sade, cac, meow
    "program.command program.option program.argument requiredOption addOption addArgument addCommand addHelpText parser.command Option Argument Command " +
    "yargs.command yargs.option yargs.options yargs.positional positional demandOption Flags.string Flags.boolean Flags.integer " +
    "Args.string Option.String Option.Boolean Option.Array Option.Rest Option.Counter Command.Usage defineCommand parseArgs sade cac " +
    // Go: flag, pflag, cobra, urfave, kong
    "flag.String flag.Bool flag.Int flag.Int64 flag.Uint flag.Float64 flag.Duration flag.StringVar flag.BoolVar flag.IntVar flag.Int64Var flag.UintVar " +
    "flag.DurationVar flag.Var flag.Lookup flag.NewFlagSet flag.Set StringVarP BoolVarP IntVarP StringSliceVarP StringSlice StringSliceVar StringArrayVar StringP BoolP IntP " +
    "Flags.StringVar Flags.BoolVar Flags.IntVar Flags.String Flags.Bool Flags.Int Flags.Lookup Flags.Changed PersistentFlags.String PersistentFlags.StringVar " +
    "PersistentFlags.Bool PersistentFlags.BoolVar GetString GetBool GetInt GetStringSlice MarkFlagRequired MarkFlagsMutuallyExclusive MarkHidden MarkDeprecated " +
    "MarkPersistentFlagRequired cobra.Command " +
    // Rust: clap, structopt, argh
    "Command.new Arg.new App.new SubCommand.with_name Arg.with_name Arg.from_usage subcommand subcommand_matches get_flag get_one get_many remove_one remove_many get_count contains_id value_source value_of is_present " +
    "long short visible_alias visible_aliases value_name clap arg command " +
    // Java, Kotlin: picocli, JCommander, commons-cli, clikt
    "CommandLine.Command CommandLine.Option CommandLine.Parameters Parameters Option.builder longOpt hasOption getOptionValue " +
    // Ruby: Thor, OptionParser, Slop, GLI
    "method_option method_options class_option opts.on opt.on parser.on o.on on_tail on_head subcommand register_command OptionParser.new " +
    // PHP: Symfony console, Laravel; C#: System.CommandLine, Spectre, McMaster; Bash: getopts; C: getopt
    "desc setName addArgument addOption getOption getArgument AsCommand InputOption InputArgument Option`1 CommandOption CommandArgument Verb RootCommand CliktCommand NoOpCliktCommand " +
    "getopt getopt_long getopts " +
    // neutral
    "add_flag addFlag add_switch option flag has_flag hasFlag getFlag get_flag args.flag args.get_flag subparsers.add_parser addSubcommand registerCommand register_command"
  ).split(" "),
);

/** Last segments that define a command on a receiver named for a program: `app.command("x")`. */
export const CLI_METHODS = new Set(
  "command option argument arg flag subcommand alias aliases positional requiredOption group name usage scriptName example".split(
    " ",
  ),
);
export const CLI_RECEIVERS = new Set(
  "program cli app yargs Yargs parser commander cmd command prog cac sade argv optparse opts opt click typer subparsers arg arguments args flags option options subcommand".split(
    " ",
  ),
);

/** Builders whose names mean something else in other languages: name → ids of the languages where it counts. */
export const BUILDERS_OF_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["setName", "php"],
  ["desc", "ruby"],
  ["on", "ruby"],
  ["on_tail", "ruby"],
  ["on_head", "ruby"],
  ["banner", "ruby"],
  ["long", "rust"],
  ["short", "rust"],
  ["arg", "rust"],
  ["command", "rust"],
  ["subcommand", "rust ruby"],
  ["value_of", "rust"],
  ["get_one", "rust"],
  ["get_many", "rust"],
  ["option", "kotlin ruby"],
  ["flag", "go kotlin ruby"],
]);

/** Keyword arguments and fields of those calls that name a command or flag; other keywords are judged as text. */
export const CLI_NAME_KEYWORDS = new Set(
  "name names use Use Aliases aliases alias long short Name Shorthand command subcommand usage Usage UsageText prog flags flag Example option_string ArgsUsage visible_alias visible_aliases longOpt".split(
    " ",
  ),
);
/** And those that hold text or values. */
export const CLI_TEXT_KEYWORDS = new Set(
  "help description Short Long Usage desc describe summary epilog about long_about long_help metavar short_help Description message header footer hint title envvar env EnvVars default dest choices type action default_value version hidden deprecated value_name epilogue group banner".split(
    " ",
  ),
);

/** Calls that run a command line. */
export const CLI_RUNNERS = new Set(
  (
    "subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen Popen check_call check_output os.system os.popen " +
    "os.execvp os.execv os.spawnv getoutput getstatusoutput create_subprocess_exec create_subprocess_shell run_command run_cmd run_process sh.Command " +
    "child_process.exec child_process.spawn exec execSync execFile execFileSync spawn spawnSync execa execaSync execaCommand execaCommandSync fork $ shell.exec shelljs.exec zx " +
    "exec.Command exec.CommandContext exec.LookPath syscall.Exec Command.new process.Command ProcessBuilder Runtime.exec getRuntime.exec commandLine " +
    "system popen Open3.capture2 Open3.capture3 Open3.capture2e Open3.popen3 Kernel.system Process.spawn shell_exec passthru proc_open pcntl_exec Process.fromShellCommandline Process.Start ProcessStartInfo " +
    "execvp execv execlp execl execve posix_spawn runner.invoke CliRunner.invoke sh run_tool shell exec_command which shutil.which whichSync cmd! duct.cmd xshell.cmd session.run nox.run invoke.run c.run ctx.run context.run sudo"
  ).split(" "),
);

/** Names of variables that hold an argument vector or a command line. */
export const COMMAND_VARIABLE =
  /^(?:.*[._])?(?:(?:\w+_)?(?:cmd|cmds|cmdline|command_?line|argv|command_args|cmd_args|shell_?command)|(?:\w*)(?:Cmd|CommandLine|Argv|ShellCommand)|command|args|arguments|COMMAND|CMD|ARGS)$/;

/** Calls whose string names an attribute. */
export const ATTRIBUTE_CALLS = new Set(
  "const_get const_set const_defined? getattr setattr hasattr delattr attrgetter methodcaller operator.attrgetter Reflect.get Reflect.has patch.object public_send send respond_to? method instance_variable_get instance_variable_set define_method attr_accessor attr_reader attr_writer method_exists property_exists call_user_func call_user_func_array array_map array_filter usort uasort uksort function_exists is_callable getMethod getDeclaredMethod getField getDeclaredField GetMethod GetProperty GetField MethodByName FieldByName".split(
    " ",
  ),
);

/** Calls that open or name a file: their string is a path even without an ending. */
export const OPENERS = new Set(
  (
    "open io.open Path PurePath PosixPath PurePosixPath path.join os.path.join os.path.exists os.path.isfile os.path.isdir joinpath os.makedirs os.mkdir os.remove os.listdir os.walk glob.glob rglob iglob glob with_name with_suffix " +
    "readFile readFileSync writeFile writeFileSync existsSync mkdirSync readdirSync path.resolve path.relative path.dirname path.basename createReadStream createWriteStream unlink rmSync copyFile statSync readJson writeJson " +
    "os.Open os.ReadFile os.WriteFile os.Create os.Stat os.MkdirAll os.Mkdir os.Remove os.RemoveAll ioutil.ReadFile filepath.Join filepath.Glob filepath.Walk path.Join os.OpenFile os.ReadDir template.ParseFiles " +
    "Path.new PathBuf.from File.open File.create fs.read_to_string fs.write fs.read include_str! include_bytes! Path.of Paths.get File FileReader FileWriter FileInputStream FileOutputStream Files.readString getResource getResourceAsStream ClassPathResource " +
    "File.read File.join File.write File.exist? Dir.glob Dir.mkdir Pathname Pathname.new FileUtils.mkdir_p IO.read file_get_contents file_put_contents fopen is_file is_dir mkdir File.ReadAllText File.WriteAllText Path.Combine Directory.CreateDirectory " +
    "ifstream ofstream fopen freopen stat access opendir filesystem.path fs.path tempfile.mkdtemp send_file render_template get_template FileResponse StaticFiles"
  ).split(" "),
);

/** Calls that print for the person at the terminal or raise an error: their text is for a reader. */
export const PRINTERS = new Set(
  (
    "panic unreachable rb_raise perror errx warnx print println print! println! eprintln! eprint! format! panic! todo! unreachable! assert! console.log click.echo click.secho typer.echo rprint console.print echo puts printf fprintf sprintf warn warnings.warn abort raise throw " +
    "fmt.Println fmt.Printf fmt.Print fmt.Errorf fmt.Fprintf fmt.Fprintln fmt.Sprintf errors.New errors.Wrap errors.Wrapf System.out.println System.err.println System.out.printf Console.WriteLine Console.Write Error TypeError RangeError RuntimeError " +
    "ValueError Exception UsageError ClickException BadParameter parser.error die exit sys.exit bail! anyhow! ensure! expect IllegalArgumentException IllegalStateException RuntimeException ArgumentError ArgumentException InvalidOperationException NotImplementedError"
  ).split(" "),
);

/** Calls that define or ask for a route, header, cookie or URL: their string is a machine value. */
export const ROUTERS = new Set(
  (
    "route get post put patch delete head options all use api_route add_url_rule add_api_route path re_path url include_router Router.get Router.post router.get router.post app.get app.post app.put app.delete app.use app.route " +
    "HandleFunc Handle GET POST PUT DELETE PATCH Group mux.HandleFunc http.HandleFunc RequestMapping GetMapping PostMapping PutMapping DeleteMapping PatchMapping Path ApplicationPath HttpGet HttpPost Route MapGet MapPost " +
    "fetch axios.get axios.post axios.put axios.delete requests.get requests.post requests.put requests.delete client.get client.post client.put client.delete http.get http.post http.Get http.Post http.NewRequest session.get session.post redirect resources match " +
    "url_for reverse urljoin new.URL URL set_header setHeader getHeader header add_header append_header"
  ).split(" "),
);

/** Calls that wrap a text without being the reason for it: formatting, translation, joining. */
export const WRAPPERS = new Set(
  (
    "format sprintf String.format fmt.Sprintf fmt.Errorf format! formatted str String repr textwrap.dedent dedent concat join strip trim f r u b _ gettext ngettext lazy_gettext gettext_lazy tr t i18n.t lambda Supplier Some Ok Box.new String.from to_string to_owned into Text " +
    "style bold red green yellow chalk.red chalk.bold chalk.yellow chalk.green chalk.cyan chalk.dim colored escape markup str.format"
  ).split(" "),
);

/** `a.b.c` is in the table when `a.b.c`, `b.c` or `c` is. */
export function inTable(callee: string, table: ReadonlySet<string>): boolean {
  if (table.has(callee)) return true;
  for (let at = callee.indexOf("."); at !== -1; at = callee.indexOf(".", at + 1)) {
    if (table.has(callee.slice(at + 1))) return true;
  }
  return false;
}

/** The last segment of a callee. */
export function lastSegment(callee: string): string {
  return callee.slice(callee.lastIndexOf(".") + 1);
}
