/**
 * Strings as they stand in a map: plain where every YAML parser reads them as themselves, else quoted the JSON
 * way, which YAML includes.
 */

/** Words that some YAML parser takes for a boolean, null or number, in any case. */
const NOT_PLAIN = /^(true|false|yes|no|on|off|y|n|null|\.?nan|\.?inf|0x.*|0o.*|\.?\d.*)$/i;
const PLAIN = /^[A-Za-z0-9_./(](?:[A-Za-z0-9_./@()+=;,'"`*-]|:(?=\S)| (?=[^\s#]))*$/;

/** A string as a plain scalar of a block mapping where that is safe everywhere, else quoted. */
export function scalar(text: string): string {
  const plain = PLAIN.test(text) && !NOT_PLAIN.test(text) && !text.endsWith(":") && !text.includes(": ");
  return plain ? text : quoted(text);
}

/** A JSON string on one line, with everything beyond printable ASCII and letters escaped that a YAML reader may refuse. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}
