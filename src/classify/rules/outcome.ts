/** What a rule answers: it applies, with a reason, or it does not, and why. */
import type { Category } from "../../map/categories.ts";
import type { Subject } from "../subject.ts";

export type Outcome =
  | {
      readonly applies: true;
      readonly category: Category;
      readonly reason: string;
      readonly close?: Category;
    }
  | { readonly applies: false; readonly why: string };

export interface Rule {
  /** Short stable name: what `explain` calls the rule. */
  readonly id: string;
  /** What it looks for, as a sentence without a full stop. */
  readonly looksFor: string;
  readonly judge: (subject: Subject) => Outcome;
}

export function no(why: string): Outcome {
  return { applies: false, why };
}

export function yes(category: Category, reason: string, close?: Category): Outcome {
  return { applies: true, category, reason, ...(close === undefined ? {} : { close }) };
}

/** A piece of the source inside a sentence. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
