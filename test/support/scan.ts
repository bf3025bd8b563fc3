/** A scan in a test: the library's, with the machine's settings kept out and the diagnostics at hand. */
import { diagnostics, runInvocation } from "../../src/diagnostics/invocation.ts";
import { scan, type ScanRequest, type ScanResult } from "../../src/jobs/scan.ts";

export interface Scanned {
  readonly result: ScanResult;
  /** What was noted under a cause. */
  readonly subjects: (cause: string) => readonly string[];
}

export const MISSION = { id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B", slug: "remove-needle" };

export function scanned(
  folder: string,
  target: string,
  request: Partial<ScanRequest> = {},
): Promise<Scanned> {
  return runInvocation(async () => {
    const result = await scan({
      folder,
      target,
      mission: MISSION,
      now: new Date("2026-04-27T18:00:45.678Z"),
      variables: { PATH: process.env["PATH"], HOME: folder },
      ...request,
    });
    const noted = diagnostics();
    return { result, subjects: (cause: string) => noted.find(({ key }) => key === cause)?.subjects ?? [] };
  });
}
