/** A question on the terminal. Anything but yes is no: an empty line, the end of the input, Ctrl-D. */
import { createInterface } from "node:readline";
import type { Terminal } from "./environment.ts";

export function askOnTerminal({ input, output, interrupt }: Terminal, question: string): Promise<boolean> {
  return new Promise((resolve) => {
    const lines = createInterface({ input, output });
    let answer = "";
    // On a terminal readline keeps Ctrl-C to itself; the signal handlers are to have it.
    lines.once("SIGINT", interrupt);
    lines.once("close", () => resolve(/^y(?:es)?$/i.test(answer.trim())));
    lines.question(`${question} [y/N] `, (text) => {
      answer = text;
      lines.close();
    });
  });
}
