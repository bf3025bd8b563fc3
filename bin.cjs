#!/usr/bin/env node
// Gives main() the real world and sets the exit status; everything else is in src/main.ts. Two calls are answered
// before that is loaded (src/quick.ts): they are what everybody waits for, at each commit. CommonJS, because Node starts
// it some milliseconds sooner than a module (docs/decisions/start.md).
"use strict";

/** @param {NodeJS.WriteStream} stream */
function output(stream) {
  // Without a listener a broken pipe would end the process with a stack and status 1, which means "findings".
  stream.on("error", () => undefined);
  return {
    isTerminal: stream.isTTY === true,
    ...(stream.isTTY ? { columns: stream.columns, hyperlinks: () => hyperlinks(stream) } : {}),
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function hyperlinks(stream) {
  const { createSupportsHyperlinks } = await import("supports-hyperlinks");
  return createSupportsHyperlinks(stream);
}

async function readStdin() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const argv = process.argv.slice(2);
const caller = { cwd: process.cwd(), variables: process.env };

async function isAnswered() {
  if (argv.length !== 1 || (argv[0] !== "--version" && argv[0] !== "hook")) return false;
  const { quickAnswer } = require("./dist/bundle/quick.cjs");
  const answer = quickAnswer(argv[0], caller);
  if (answer === undefined || answer === "") return answer === "";
  try {
    await output(process.stdout).write(answer);
    return true;
  } catch {
    // main() tries again, and says what is wrong.
    return false;
  }
}

async function answerByMain() {
  const { stdout, stderr } = process;
  const { isatty } = require("node:tty");
  const { main } = await import("./dist/bundle/main.js");
  return main(argv, {
    ...caller,
    stdin: readStdin,
    // Standard input is opened by whoever reads it, which few do: what reads a file takes Node long to load.
    pipes: {
      get input() {
        return process.stdin;
      },
      output: stdout,
    },
    stdout: output(stdout),
    stderr: output(stderr),
    now: () => new Date(),
    signals: process,
    ...(stderr.isTTY && isatty(0) ? { terminal: terminal() } : {}),
  });
}

function terminal() {
  return {
    input: process.stdin,
    output: process.stderr,
    interrupt: () => process.kill(process.pid, "SIGINT"),
  };
}

async function run() {
  try {
    process.exitCode = (await isAnswered()) ? 0 : await answerByMain();
  } catch (error) {
    // Node would set 1 for whatever is thrown here, and 1 means "rejected".
    process.exitCode = 2;
    console.error(`occmap could not be started: ${error instanceof Error ? error.message : error}`);
  }
}

void run();
