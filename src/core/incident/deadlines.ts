import { instantOf } from "../../std/instant.ts";
import type { Config } from "../config/config.ts";
import { levelNamed } from "../config/ladder.ts";
import { asked } from "./deadlines/asked.ts";
import {
  type Deadline,
  type DeadlinesOf,
  identityOf,
  type Moment,
  stepsSaid,
} from "./deadlines/deadline.ts";
import { nags } from "./deadlines/nags.ts";
import { anybody } from "./deadlines/people.ts";
import { acknowledgement, escalation } from "./deadlines/response.ts";
import { timeBoxes } from "./deadlines/time-boxes.ts";
import { updateClock } from "./deadlines/update-clock.ts";
import { watch } from "./deadlines/watch.ts";
import type { Incident } from "./incident.ts";
import { isActive } from "./lifecycle.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { isSilent, type Reminder } from "./reminder.ts";
import type { Instant } from "./stamp.ts";

/** What is to be said now, and when to look again. */
export interface Due {
  readonly due: readonly Reminder[];
  /** The earliest later instant at which something new will be due; absent: never. */
  readonly nextAt?: Instant;
}

interface DueGiven {
  readonly config: Config;
  readonly now: Instant;
  /** When somebody last wrote in the thread, as far as that is known. */
  readonly heardAt?: Instant | undefined;
}

/** Every kind of deadline; a new one is a file and a line here. */
const kinds: readonly DeadlinesOf[] = [updateClock, acknowledgement, nags, timeBoxes, watch];
/** This runs on where config has turned the clock off. */
const always: readonly DeadlinesOf[] = [escalation];

/** All that falls due while the incident goes on; afterwards only what somebody asked for. */
export function deadlinesOf(incident: Incident, moment: Moment): readonly Deadline[] {
  const running = moment.config.clock.on ? [...kinds, ...always] : always;
  const ofIncident = isActive(incident.status) ? running : [];
  return [...ofIncident, asked].flatMap((kind) => kind(incident, moment));
}

/**
 * What the clock of an incident has come to, worked out from the incident and the time alone: of
 * each deadline the newest step that has begun, unless it or a later one was said. Those before it
 * are covered by it, so that after an outage there is one word about each thing.
 */
export function deadlinesDue(incident: Incident, { config, now, heardAt }: DueGiven): Due {
  const moment = { ...momentOf(incident, config), heardAt };
  const nowMs = Date.parse(now);
  const due: Reminder[] = [];
  const later: number[] = [];
  for (const deadline of deadlinesOf(incident, moment)) {
    const begun = deadline.steps.findLastIndex(({ atMs }) => atMs <= nowMs) + 1;
    const said = stepsSaid(incident, deadline);
    const sayable = (atMs: number) => sayableAt(atMs, deadline, { incident, moment });
    if (begun > said && sayable(nowMs) <= nowMs) {
      const named = deadline.steps[begun - 1]?.to ?? [];
      const isSaid = !isSilent(deadline.subject) && named.length === 0;
      due.push(reminderOf(deadline, begun, isSaid ? anybody(incident, moment) : named));
    } else if (begun > said) later.push(sayable(nowMs));
    const next = deadline.steps[Math.max(begun, said)]?.atMs;
    if (next !== undefined) later.push(sayable(next));
  }
  const nextMs = Math.min(...later);
  return {
    due,
    ...(nextMs < latestMs && { nextAt: instantOf(new Date(Math.ceil(nextMs / 1000) * 1000)) }),
  };
}

/** The last instant a date can hold, in ms. */
const latestMs = 8.64e15;

/** The level that an incident has in the ladder of its config. */
export function momentOf({ severity }: Incident, config: Config): Moment {
  return {
    config,
    level: levelNamed(config.ladder, severity),
  };
}

function reminderOf(deadline: Deadline, count: number, to: readonly string[]): Reminder {
  const { subject, due, steps } = deadline;
  const begun = steps[count - 1];
  return {
    subject,
    slot: `step${count}@${identityOf(deadline)}`,
    step: begun?.step ?? "due",
    at: instantOf(new Date(begun?.atMs ?? 0)),
    due,
    to,
    ...(begun?.text !== undefined && { text: begun.text }),
    ...(count === steps.length && { last: true as const }),
  };
}

/**
 * A snooze silences what can wait. Quiet hours do too, but never of a severity with an update
 * cadence, and not while the severity is unknown: it may be the worst.
 */
function sayableAt(
  atMs: number,
  { canWait }: Deadline,
  { incident, moment }: { incident: Incident; moment: Moment },
): number {
  if (!canWait) return atMs;
  const { config, level } = moment;
  const snoozedMs = Date.parse(incident.snoozedUntil ?? "");
  const awake = snoozedMs > atMs ? snoozedMs : atMs;
  if (level === undefined || level.updateMs !== undefined) return awake;
  return afterQuietHours(awake, { hours: config.reminders.quietHours, zone: config.timezone });
}
