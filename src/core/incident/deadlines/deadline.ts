import type { Config } from "../../config/config.ts";
import type { Level } from "../../config/ladder.ts";
import type { Incident } from "../incident.ts";
import type { ClockSubject, Reminder } from "../reminder.ts";
import type { Instant } from "../stamp.ts";

/** Something that falls due while an incident goes on, step by step. */
export interface Deadline {
  readonly subject: ClockSubject;
  /** When it is due; another due time begins anew. */
  readonly due: Instant;
  /** What else it follows from, such as a policy: where that is another, it begins anew as well. */
  readonly of?: string;
  /** In order; after the last nothing more is said. */
  readonly steps: readonly DeadlineStep[];
  /** Waits for the end of a snooze and of quiet hours. */
  readonly canWait: boolean;
}

export interface DeadlineStep {
  /** When it begins, in ms. */
  readonly atMs: number;
  readonly step: Reminder["step"];
  /** Whom to mention, without `@`. */
  readonly to: readonly string[];
  readonly text?: string;
}

/** What deadlines are worked out from. */
export interface Moment {
  readonly config: Config;
  /** Undefined while nobody has set the severity. */
  readonly level: Level | undefined;
  /** When somebody last wrote in the thread, as far as that is known. */
  readonly heardAt?: Instant | undefined;
}

/** The deadlines of one kind; empty where it does not apply. */
export type DeadlinesOf = (incident: Incident, moment: Moment) => readonly Deadline[];

/** How many steps of a deadline have been said; none where it was another due time. */
export function stepsSaid(
  { reminded }: Pick<Incident, "reminded">,
  deadline: Pick<Deadline, "subject" | "due" | "of">,
): number {
  const { subject } = deadline;
  const [, count, of] = /^step([1-9]\d{0,2})@(.*)$/.exec(reminded?.[subject] ?? "") ?? [];
  return of === identityOf(deadline) ? Number(count) : 0;
}

/** What the slots of a deadline name after the step. */
export function identityOf({ due, of }: Pick<Deadline, "due" | "of">): string {
  return of === undefined ? due : `${due} ${of}`;
}
