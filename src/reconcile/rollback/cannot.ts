import type { Impossible } from "../../core/rollback/plan.ts";

/** Ends looking into a rollback with a reason for people. */
export class Cannot extends Error {
  override readonly name = "Cannot";
  readonly why: Impossible;
  /** What was found, for the sentence. */
  readonly detail: string | undefined;

  constructor(why: Impossible, detail?: string) {
    super(detail === undefined ? why : `${why}: ${detail}`);
    this.why = why;
    this.detail = detail;
  }
}
