/** What the project jobs are asked, and what they take where nothing is said. */
import { arch, release, type } from "node:os";
import { OccmapError } from "../diagnostics/errors.ts";
import { BUNDLED_VERSION } from "../project/layout.ts";
import type { MachineFacts, UpgradeRequest } from "../project/upgrade.ts";
import { isVersion } from "../project/version.ts";

export interface ProjectRequest {
  /** Any folder in the project: the nearest `.kittify` above it counts, up to the top of the repository. */
  readonly folder: string;
  /** Environment variables; git's own are not honoured. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface ProjectWriteRequest extends ProjectRequest {
  readonly now: Date;
  /** The version of the Spec Kitty that is installed, PEP 440; default: the one whose data model this is. */
  readonly cliVersion?: string;
  /** Default: this machine. */
  readonly machine?: MachineFacts;
}

/** Throws `OccmapError` (usage) when the version is none. */
export function recordedFacts({ now, cliVersion, machine }: ProjectWriteRequest): UpgradeRequest {
  const version = cliVersion ?? BUNDLED_VERSION;
  if (!isVersion(version)) {
    throw new OccmapError({ code: "usage", message: `${JSON.stringify(version)} is no PEP 440 version` });
  }
  return { cliVersion: version, now, machine: machine ?? thisMachine() };
}

function thisMachine(): MachineFacts {
  return {
    platform: process.platform,
    // As Python writes it: Linux-6.1.0-x64. One line of plain characters, whatever the system says.
    platformVersion: [type(), release(), arch()].join("-").replace(/[^\x21-\x7e]+/g, "-"),
  };
}
