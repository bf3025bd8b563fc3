/** Where occmap lives, for links in reports. `npm run schemas:check` holds it against package.json. */
import { VERSION } from "../version.ts";

export const HOMEPAGE = "https://github.com/occmap/occmap";

/** The section of the documentation about a code, as it was at this version. */
export function documentationOf(code: string): string {
  return `${HOMEPAGE}/blob/v${VERSION}/docs/findings.md#${code}`;
}
