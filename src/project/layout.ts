/** Where Spec Kitty keeps what it knows about a project, and which of it this version of occmap serves. */

export const KITTIFY = ".kittify";
export const METADATA_PATH = `${KITTIFY}/metadata.yaml`;

/** Where the metadata of the project in the folder `project` lies; both paths relative to the same top. */
export function metadataPathIn(project: string): string {
  return project === "" ? METADATA_PATH : `${project}/${METADATA_PATH}`;
}

/** The release whose data model this is; `--cli-version` names another where a later one is installed. */
export const BUNDLED_VERSION = "3.2.0a5";

/** There is one schema that works; contract E1 calls it MIN_SUPPORTED_SCHEMA == MAX_SUPPORTED_SCHEMA. */
export const REQUIRED_SCHEMA = 3;

/** The largest file that is read. A real one has some 25 kB and grows by half a kB with each upgrade. */
export const LARGEST_METADATA = 1024 * 1024;
