#!/usr/bin/env node
// Gives main() the real world and sets the exit status; everything else is in src/main.ts.

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

const terminal = {
  input: process.stdin,
  output: process.stderr,
  interrupt: () => process.kill(process.pid, "SIGINT"),
};

try {
  const { main } = await import("./dist/bundle/main.js");
  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    variables: process.env,
    stdin: readStdin,
    pipes: { input: process.stdin, output: process.stdout },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    now: () => new Date(),
    signals: process,
    ...(process.stdin.isTTY && process.stderr.isTTY ? { terminal } : {}),
  });
} catch (error) {
  // Node would set 1 for whatever is thrown here, and 1 means "rejected".
  process.exitCode = 2;
  console.error(`occmap could not be started: ${error instanceof Error ? error.message : error}`);
}
