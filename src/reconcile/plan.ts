import type { IncidentRecord, Owed } from "../core/card/record.ts";
import { nameOf } from "../core/card/record.ts";
import type { Address } from "./address.ts";

/** What a look would do, as data: printing it is the dry run. */
export interface Plan {
  readonly steps: readonly Step[];
}

export type Step =
  /** The commit point: after it the effects are owed. */
  | { readonly kind: "write-card"; readonly commentId?: number; readonly record: IncidentRecord }
  | {
      readonly kind: "effect";
      readonly effect: Owed;
      /** Owed by an earlier write: a comment that may only be late is waited for. */
      readonly leftOver: boolean;
    }
  /** The comment an issue gets whose incident label gives no authority. */
  | { readonly kind: "report" }
  /** An answer on an issue without a card; its marker is the record. */
  | { readonly kind: "answer-here"; readonly effect: Owed & { readonly kind: "answer" } }
  | { readonly kind: "pointer"; readonly commentId: number; readonly to: number }
  /** More was said than one look takes, or something could not be read just now. */
  | { readonly kind: "look-again"; readonly afterMs: number }
  /** Another issue is what this one is about: that one is to be looked at. */
  | { readonly kind: "look-at"; readonly address: Address }
  /** The App writes this incident and has not been away for long: it is left to it. */
  | { readonly kind: "leave"; readonly why: string }
  /** A block we must not touch: say so once. */
  | { readonly kind: "stand-back"; readonly why: string };

export const nothing: Plan = { steps: [] };

/** One line for people. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case "write-card":
      return step.commentId === undefined
        ? `create the card (generation ${step.record.generation})`
        : `edit the card ${step.commentId} (generation ${step.record.generation})`;
    case "effect":
      return `${nameOf(step.effect)}${step.leftOver ? " (owed since an earlier look)" : ""}`;
    case "answer-here":
      return nameOf(step.effect);
    case "report":
      return "say that this is a report until somebody with triage permission confirms it";
    case "pointer":
      return `turn comment ${step.commentId} into a pointer to the card ${step.to}`;
    case "look-again":
      return `look again after ${step.afterMs} ms: something waits`;
    case "look-at":
      return `look at ${step.address.name}#${step.address.issue}, which this issue belongs to`;
    case "leave":
      return step.why;
    case "stand-back":
      return `stand back: ${step.why}`;
    default:
      return step satisfies never;
  }
}
