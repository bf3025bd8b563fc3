/** The table of other spellings: shown before any of them is taken. */
import { printable } from "../text/printable.ts";
import type { Paint } from "./paint.ts";

export interface ShownVariant {
  readonly from: string;
  readonly to: string;
  readonly styles: readonly string[];
  readonly occurrences: number;
  readonly refused?: string;
}

export function variantsText(variants: readonly ShownVariant[], paint: Paint): string {
  const width = Math.max(...variants.map(({ from, to }) => printable(`${from} → ${to}`).length), 0);
  const rows = variants.map(({ from, to, styles, occurrences, refused }) => {
    const pair = printable(`${from} → ${to}`).padEnd(width);
    const row = `  ${String(occurrences).padStart(6)}  ${pair}  ${styles.join("; ")}`;
    if (refused !== undefined)
      return `${row}\n${" ".repeat(10)}${paint.bad("refused")}: ${printable(refused)}`;
    return occurrences === 0 ? paint.dim(row) : row;
  });
  return [paint.bold("  occurrences of other spellings"), ...rows, ""].join("\n");
}
