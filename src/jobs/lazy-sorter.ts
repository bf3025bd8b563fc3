/**
 * The sorter for a scan, which may turn out not to need one: it is half of the program, and where nothing is found
 * nobody waits until it is loaded.
 */
import type { SortingSettings } from "../classify/settings.ts";
import type { Sorter } from "../classify/sorter.ts";
import type { OpenSorter } from "../syntax/sorter.ts";

export class LazySorter {
  readonly #settings: SortingSettings;
  #opened: Promise<OpenSorter> | undefined;

  constructor(settings: SortingSettings) {
    this.#settings = settings;
  }

  readonly sort: Sorter = async (file) => (await this.#open()).sort(file);

  /** A file of this name will have to be sorted: the time until then is put to use. */
  getReady(path: string): void {
    this.#open().then(
      ({ getReady }) => getReady(path),
      // Whoever sorts hears of it.
      () => undefined,
    );
  }

  /** Ends its threads. What it still sorts is never answered. */
  async close(): Promise<void> {
    await this.#opened?.then(
      ({ close }) => close(),
      // Whoever sorted has heard of it: what else went wrong is not to be hidden by it.
      () => undefined,
    );
  }

  #open(): Promise<OpenSorter> {
    return (this.#opened ??= import("../syntax/sorter.ts").then(({ openSorter }) =>
      openSorter(this.#settings),
    ));
  }
}
