/**
 * The search of the tree, begun before its turn.
 *
 * What stands after a change can be searched beside the comparison that finds the change: the files that lie on disk
 * unchanged are known early, and so are the strings, if the map on disk is the one that counts. When it is not, what
 * was begun is given up, and everything is read and searched in its turn: the verdict never depends on this.
 */
import { timed } from "../diagnostics/timings.ts";
import { readRegularFile } from "../files/regular.ts";
import { pathsWithOtherContent } from "../git/attributes.ts";
import type { Repository } from "../git/repository.ts";
import type { TrackedFiles } from "../git/worktree.ts";
import { loadMap, type MapLoading } from "../map/load.ts";
import { stringsOf } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { liesOnDisk } from "../search/tree-search.ts";
import { sieve } from "../search/ripgrep.ts";
import { LARGEST_MAP } from "./map-source.ts";

interface MapAhead {
  readonly bytes: Buffer;
  readonly loading: MapLoading;
}

export class SearchAhead {
  /** What `pathsWithOtherContent` says of the repository. */
  readonly converted: Promise<ReadonlySet<string>>;
  readonly #map: Promise<MapAhead | undefined>;
  readonly #promising: Promise<ReadonlySet<string>>;
  #stopped = false;
  #takeTime: () => void = () => undefined;

  /** `file`: where the map lies on disk, absolute, if it does. */
  constructor(repository: Repository, file: string, reading: Promise<TrackedFiles>) {
    const time = new Promise<void>((resolve) => (this.#takeTime = resolve));
    this.#map = readAhead(file, time);
    this.#promising = this.#search(repository, reading);
    this.converted = pathsWithOtherContent(repository);
    // They are awaited when their turn comes, unless something fails before.
    for (const one of [this.#map, this.#promising, this.converted]) one.catch(() => undefined);
  }

  /** Git works on its own for a while: time to load a map that is large. It is loaded by `load` at the latest. */
  takeTime(): void {
    this.#takeTime();
  }

  /** The map of `bytes`, loaded once. */
  async load(bytes: Buffer): Promise<MapLoading> {
    this.#takeTime();
    const ahead = await this.#map;
    return ahead?.bytes.equals(bytes) === true ? ahead.loading : loadMap(bytes);
  }

  /**
   * Paths of files on disk that may hold one of `strings`, if these were what was searched for. Throws `OccmapError`
   * (search-failed).
   */
  async promising(strings: readonly string[]): Promise<ReadonlySet<string> | undefined> {
    const begun = stringsAhead(await this.#map);
    const same = begun.length === strings.length && strings.every((one, at) => begun[at] === one);
    return same ? this.#promising : undefined;
  }

  /** Whatever is not searched yet is not wanted. */
  stop(): void {
    this.#stopped = true;
  }

  async #search(repository: Repository, reading: Promise<TrackedFiles>): Promise<ReadonlySet<string>> {
    const strings = stringsAhead(await this.#map);
    const promising = new Set<string>();
    if (strings.length === 0) return promising;
    const { index, isOnDisk } = await reading;
    const lying = index.filter(liesOnDisk(isOnDisk));
    for await (const batch of sieve(repository.root, lying, strings)) {
      if (this.#stopped) break;
      for (const { path } of batch.promising) promising.add(path);
    }
    return promising;
  }
}

/** In bytes. While more is loaded, git would wait for its next question. */
const LARGE_MAP = 1024 * 1024;

async function readAhead(file: string, time: Promise<void>): Promise<MapAhead | undefined> {
  const reading = await readRegularFile(file, LARGEST_MAP);
  if (reading.kind !== "bytes") return undefined;
  const { bytes } = reading;
  if (bytes.length > LARGE_MAP) await time;
  return { bytes, loading: await timed("map", () => loadMap(bytes)) };
}

function stringsAhead(ahead: MapAhead | undefined): readonly string[] {
  return ahead && "map" in ahead.loading ? new Needles(stringsOf(ahead.loading.map)).strings : [];
}
