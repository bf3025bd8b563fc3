/** The file that `project init` writes: all of E1's fields, no migration yet. */
import { stringify } from "yaml";
import { REQUIRED_SCHEMA } from "./layout.ts";
import { formatTimestamp } from "./timestamp.ts";
import { UNKNOWN_PYTHON, type UpgradeRequest } from "./upgrade.ts";

const HEADER = "# Spec Kitty Project Metadata\n# Written by occmap project init and upgrade\n\n";

export function newMetadata({ cliVersion, now, machine }: UpgradeRequest): Buffer {
  const stamp = formatTimestamp(now);
  const content = {
    spec_kitty: {
      version: cliVersion,
      schema_version: REQUIRED_SCHEMA,
      initialized_at: stamp,
      last_upgraded_at: null,
    },
    environment: {
      python_version: UNKNOWN_PYTHON,
      platform: machine.platform,
      platform_version: machine.platformVersion,
    },
    migrations: { applied: [] },
  };
  // YAML 1.1 is what Python reads: it says which strings need quotes (3.2 as a version, a date).
  return Buffer.from(
    HEADER + stringify(content, { version: "1.1", singleQuote: true, lineWidth: 0 }),
    "utf8",
  );
}
