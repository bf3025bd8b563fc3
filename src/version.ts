/** The version of this package. `npm run schemas:check` holds it against package.json. */
export const VERSION = "0.1.0";
