/** ULIDs, as Spec Kitty writes them: 26 characters of Crockford's base 32, in capitals, at most 128 bits. */

export const ULID_PATTERN = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$";

/** What `ULID_PATTERN` asks for, in words that end a sentence. */
export const ULID_RULE = "must be a ULID: 26 characters of 0-9 and A-Z without I, L, O and U";
