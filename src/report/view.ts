/** The contract of a format: what it is given beside the report. */
import type { Paint } from "./paint.ts";
import type { Report } from "./report.ts";

/** How a person wants to see it; formats for machines ignore this. */
export interface View {
  readonly paint: Paint;
  /** Columns of the window. */
  readonly width: number;
  /** Show everything, however long. */
  readonly all: boolean;
  /** A link target for a path, where the terminal has links. */
  readonly linkTo?: (path: string) => string;
}

export type Reporter = (report: Report, view: View) => string;
