/** Paths as URI references. */
import { encodePath } from "./repo-path.ts";

const UNRESERVED = /[A-Za-z0-9\-._~/]/;

/** A path as a relative URI reference: its bytes, percent-encoded. */
export function pathUri(path: string): string {
  let uri = "";
  for (const byte of encodePath(path)) {
    const character = String.fromCharCode(byte);
    uri += UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return uri;
}
