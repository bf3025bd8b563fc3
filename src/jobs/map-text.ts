/**
 * A map that a command is going to change: read as text with the place of everything in it, and written back only
 * when it is a valid map and nobody wrote the file meanwhile.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { writeFileAtomic } from "../files/atomic.ts";
import { readIfThere } from "../files/read.ts";
import { loadMap, type LoadedMap } from "../map/load.ts";
import { faultLines, type Fault } from "../yaml/fault.ts";
import { readMapBytes, type MapSource } from "./map-source.ts";

export interface MapText extends MapSource {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: Buffer;
  /** Without a byte-order mark. */
  readonly text: string;
  readonly loaded: LoadedMap;
}

const BYTE_ORDER_MARK = "\ufeff";

/** The map at `file` (absolute; default at the root). Throws like `readMapBytes`, and map-invalid. */
export async function readMapText(root: string, file: string | undefined): Promise<MapText> {
  const source = await readMapBytes(root, file);
  const loaded = await loadMap(source.bytes);
  if ("faults" in loaded) throw mapInvalid(source.name, loaded.faults);
  const text = source.bytes.toString("utf8");
  return { ...source, text: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text, loaded };
}

export function mapInvalid(name: string, faults: readonly Fault[]): OccmapError {
  return new OccmapError({
    code: "map-invalid",
    message: `${name} is not valid:\n${faultLines(name, faults).join("\n")}`,
    next: "mend the map, then run the command again",
  });
}

/** The changed text as a map. Throws `OccmapError` (map-invalid) where it would be none; the file stays as it is. */
export async function reloadMap(map: MapText, text: string): Promise<LoadedMap> {
  const loaded = await loadMap(Buffer.from(text));
  if (!("faults" in loaded)) return loaded;
  throw new OccmapError({
    code: "map-invalid",
    message: `${map.name} would not be valid any more:\n${faultLines(map.name, loaded.faults).join("\n")}`,
    where: map.name,
    next: "nothing was written; settle these entries together, or by hand",
  });
}

/** Throws `OccmapError` (file-changed) where the file is not what was read any more. */
export async function writeMapText(map: MapText, text: string): Promise<void> {
  const now = await readIfThere(map.file);
  if (!now?.equals(map.bytes)) {
    throw new OccmapError({
      code: "file-changed",
      message: "the map was changed by somebody else meanwhile",
      where: map.name,
      next: "run the command again",
    });
  }
  const mark = map.bytes.toString("utf8", 0, 3) === BYTE_ORDER_MARK ? BYTE_ORDER_MARK : "";
  await writeFileAtomic(map.file, Buffer.from(mark + text));
}
