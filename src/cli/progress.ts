/**
 * What a long job is doing, on one line of a terminal that is wiped when it ends.
 *
 * Nothing is shown in a pipe, with --json or --quiet, or in the first second: most runs are over by then.
 */
import type { JobProgress } from "../jobs/progress.ts";
import { printable, shorten } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Environment, Output } from "./environment.ts";

const QUIET_MILLISECONDS = 1000;
const REFRESH_MILLISECONDS = 200;
const DEFAULT_COLUMNS = 80;
const WIPE_LINE = "\r\u001b[2K";

/** Runs `work` and shows what it reports. */
export async function withProgress<T>(
  args: Arguments,
  { stderr }: Environment,
  work: (report: JobProgress) => Promise<T>,
): Promise<T> {
  if (!stderr.isTerminal || args.on("json") || args.on("quiet")) return work(() => undefined);
  const line = new ProgressLine(stderr);
  try {
    return await work((text) => line.update(text));
  } finally {
    await line.end();
  }
}

class ProgressLine {
  readonly #stderr: Output;
  readonly #timers: NodeJS.Timeout[];
  #text = "";
  #shown = "";

  constructor(stderr: Output) {
    this.#stderr = stderr;
    const refreshing = setTimeout(() => {
      this.#show();
      this.#timers.push(setInterval(() => this.#show(), REFRESH_MILLISECONDS).unref());
    }, QUIET_MILLISECONDS);
    this.#timers = [refreshing.unref()];
  }

  update(text: string): void {
    this.#text = text;
  }

  async end(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    if (this.#shown !== "") await this.#write("");
  }

  #show(): void {
    if (this.#text === this.#shown) return;
    this.#shown = this.#text;
    void this.#write(shorten(printable(this.#text), (this.#stderr.columns ?? DEFAULT_COLUMNS) - 1));
  }

  /** A terminal that went away is no reason to stop working. */
  #write(text: string): Promise<void> {
    return this.#stderr.write(`${WIPE_LINE}${text}`).catch(() => undefined);
  }
}
