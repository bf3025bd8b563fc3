/**
 * `occmap mcp`: the commands as tools of the Model Context Protocol, over standard input and output.
 *
 * A tool is a command line with --json: the same checks, the same documents, the same errors. What is added here is
 * a bound to the folder and to the size of an answer. Calls run one after the other, because some write the map.
 */
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { OccmapError } from "../diagnostics/errors.ts";
import { diagnostics, runInvocation } from "../diagnostics/invocation.ts";
import { realPathOfNearest } from "../files/regular.ts";
import { isRecord, pageOf } from "../mcp/page.ts";
import { TOOLS, type Tool, type ToolInput } from "../mcp/tools.ts";
import { jsonText } from "../report/json-text.ts";
import { VERSION } from "../version.ts";
import { conforms } from "../yaml/schema-check.ts";
import { parseArguments, usageError } from "./arguments.ts";
import type { CommandRun, RegisteredCommand } from "./command.ts";
import { enter } from "./enter.ts";
import type { Environment } from "./environment.ts";
import { findCommand } from "./find-command.ts";
import { folderOption } from "./options.ts";
import { errorDocument } from "./render-error.ts";

const INSTRUCTIONS = [
  "occmap makes bulk edits safe. Before removing or renaming a string in many places: scan writes the plan,",
  "list and explain read it, decide corrects it, a person reviews it, then the edit is made, and gate says whether",
  "the change is exactly the plan. Findings say what to do next; never edit the plan to make one go away.",
].join(" ");

/** What every call of a tool is answered with. */
interface CallContext {
  readonly commands: readonly RegisteredCommand[];
  /** Its folder is the one that the server is bound to. */
  readonly environment: Environment;
}

/** The commands are handed in, because the registry is what loads this module. */
export function mcpOf(commands: readonly RegisteredCommand[]): CommandRun {
  return async (args, environment) => {
    const { pipes } = environment;
    if (!pipes) throw usageError("mcp", "there is no standard input to serve");
    const [{ McpServer }, { StdioServerTransport }, types] = await Promise.all([
      import("@modelcontextprotocol/sdk/server/mcp.js"),
      import("@modelcontextprotocol/sdk/server/stdio.js"),
      import("@modelcontextprotocol/sdk/types.js"),
    ]);
    const { server } = new McpServer(
      { name: "occmap", version: VERSION },
      { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
    );
    const context: CallContext = {
      commands,
      environment: { ...environment, cwd: folderOption(args, environment) },
    };
    server.setRequestHandler(types.ListToolsRequestSchema, () => ({ tools: TOOLS.map(described) }));
    let before: Promise<unknown> = Promise.resolve();
    server.setRequestHandler(types.CallToolRequestSchema, ({ params }) => {
      const answer = before.then(() => answerCall(params.name, params.arguments ?? {}, context));
      before = answer;
      return answer;
    });
    const closed = new Promise<void>((resolve) => {
      server.onclose = resolve;
    });
    // The transport itself does not watch for the end of its input.
    pipes.input.once("end", () => void server.close());
    await server.connect(new StdioServerTransport(pipes.input, pipes.output));
    await closed;
    await before;
    return { status: 0, payload: "" };
  };
}

function described({ name, description, input, readOnly }: Tool): {
  name: string;
  description: string;
  inputSchema: { type: "object"; [keyword: string]: unknown };
  annotations: { readOnlyHint: boolean; destructiveHint: boolean; openWorldHint: boolean };
} {
  return {
    name,
    description,
    // The $id is for our own cache of compiled schemas.
    inputSchema: { ...input, $id: undefined, type: "object" },
    annotations: { readOnlyHint: readOnly, destructiveHint: !readOnly, openWorldHint: false },
  };
}

/** Never throws: what goes wrong is an answer too, with the error's code and what to do next. */
function answerCall(name: string, input: ToolInput, context: CallContext): Promise<CallToolResult> {
  return runInvocation(async () => {
    try {
      return answerOf(await callTool(name, input, context));
    } catch (error) {
      return { ...answerOf(JSON.parse(errorDocument(error, diagnostics()))), isError: true };
    }
  });
}

function answerOf(document: unknown): CallToolResult {
  return { content: [{ type: "text", text: jsonText(document).trimEnd() }] };
}

async function callTool(
  name: string,
  input: ToolInput,
  { commands, environment }: CallContext,
): Promise<unknown> {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool) throw badCall(`there is no tool ${JSON.stringify(name)}`, `use one of: ${toolNames()}`);
  if (!(await conforms(tool.input, input)))
    throw badCall(`the arguments do not fit the schema of ${name}`, "see the tool's inputSchema");
  for (const key of ["map", "about"]) await ensureInside(input[key], environment.cwd);
  const { command, rest } = findCommand(commands, [tool.command, "--json", ...tool.argv(input)]);
  const { summary, load } = command;
  const args = parseArguments(summary, rest);
  const run = await load();
  const { status, payload } = await run(args, await enter(summary, args, environment));
  const document: unknown = typeof payload === "string" ? JSON.parse(payload) : undefined;
  if (!isRecord(document)) throw new Error(`${tool.command} --json printed no object`);
  const page = {
    list: tool.paged,
    offset: numberOf(input["offset"], 0),
    limit: numberOf(input["limit"], 50),
  };
  return pageOf({ exit_status: status, ...document }, page);
}

/** A path that leads out of the folder, directly or through a link, is refused before anything is read. */
async function ensureInside(path: unknown, folder: string): Promise<void> {
  if (typeof path !== "string") return;
  const outside = relative(await realPathOfNearest(folder), await realPathOfNearest(resolve(folder, path)));
  if (outside !== ".." && !outside.startsWith(`..${sep}`) && !isAbsolute(outside) && !path.includes("\0"))
    return;
  throw badCall("the path leads out of the folder that the server works in", "name one inside of it");
}

function badCall(message: string, next: string): OccmapError {
  return new OccmapError({ code: "usage", message, next });
}

function toolNames(): string {
  return TOOLS.map(({ name }) => name).join(", ");
}

function numberOf(value: unknown, usual: number): number {
  return typeof value === "number" ? value : usual;
}
