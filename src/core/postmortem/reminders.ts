import { instantOf } from "../../std/instant.ts";
import type { Config } from "../config/config.ts";
import { type Level, levelNamed } from "../config/ladder.ts";
import type { Incident } from "../incident/incident.ts";
import { afterQuietHours } from "../incident/quiet-hours.ts";
import type { Reminder } from "../incident/reminder.ts";
import { commander, holderOf } from "../incident/roles.ts";
import type { Instant } from "../incident/stamp.ts";
import { beginningOf, positionAt, positionOfSlot, slotOf, stepOf } from "./reminder-slots.ts";
import { type Promised, promisedIn } from "./reminder-subjects.ts";

export interface RemindersDue {
  readonly due: readonly Reminder[];
  /** The earliest later instant at which something new will be due; absent: never. */
  readonly nextAt?: Instant;
}

/**
 * What is to be said now, worked out from due dates alone: of each thing the newest step that has
 * begun, unless it or a later one was said. Those before it are covered by it, so a run that is
 * hours late neither skips nor repeats.
 */
export function remindersDue(
  incident: Incident,
  { config, now }: { config: Config; now: Instant },
): RemindersDue {
  const promises = promisedIn(incident, config);
  if (promises.length === 0) return { due: [] };
  const situation = { incident, config, level: levelOf(incident, config) };
  const nowMs = Date.parse(now);
  const steps = promises.map((promised) => stepAt(nowMs, promised, situation));
  const unsaid = steps.filter(({ begun, said }) => begun > said);
  const nextMs = sayableAt(Math.min(...steps.map((step) => step.nextMs)), situation);
  const morningMs = sayableAt(nowMs, situation);
  if (unsaid.length > 0 && morningMs > nowMs) return { due: [], nextAt: at(morningMs) };
  return { due: unsaid.map((step) => reminderOf(step, situation)), nextAt: at(nextMs) };
}

interface Situation {
  readonly incident: Incident;
  readonly config: Config;
  readonly level: Level | undefined;
}

/** How far the reminders of one thing are, by the positions of their steps. */
interface Step {
  readonly promised: Promised;
  readonly begun: number;
  readonly said: number;
  /** When the one after these begins. */
  readonly nextMs: number;
}

function stepAt(nowMs: number, promised: Promised, { incident, config }: Situation): Step {
  const begun = positionAt(nowMs, promised, config.reminders);
  const said = positionOfSlot(incident.reminded?.[promised.subject], promised);
  const nextMs = beginningOf(Math.max(begun, said) + 1, promised, config.reminders);
  return { promised, begun, said, nextMs };
}

/**
 * Quiet hours hold for every severity but those with an update cadence: whoever promises news every
 * few minutes is reached at night too, and nothing else in a ladder says how many levels are top
 * ones. Without a severity they hold.
 */
function sayableAt(atMs: number, { config, level }: Situation): number {
  if (level?.updateMs !== undefined) return atMs;
  return afterQuietHours(atMs, { hours: config.reminders.quietHours, zone: config.timezone });
}

function reminderOf({ promised, begun }: Step, situation: Situation): Reminder {
  return {
    subject: promised.subject,
    slot: slotOf(begun, promised),
    step: stepOf(begun),
    at: at(beginningOf(begun, promised, situation.config.reminders)),
    due: promised.due,
    to: hearers(begun, promised, situation),
  };
}

/** First the owner, where nobody is the commander; then both, then also whom the severity tells. */
function hearers(
  position: number,
  { owner }: Promised,
  { incident, level }: Situation,
): readonly string[] {
  const lead = holderOf(incident, commander);
  const circles = [
    [owner ?? lead],
    [owner ?? lead],
    [owner, lead],
    [owner, lead, ...(level?.tell ?? [])],
  ];
  return eachOnce(circles[Math.min(position, circles.length - 1)] ?? []);
}

/** Logins are the same in any case. */
function eachOnce(names: readonly (string | undefined)[]): readonly string[] {
  const once = new Map<string, string>();
  for (const name of names) {
    if (name !== undefined && !once.has(name.toLowerCase())) once.set(name.toLowerCase(), name);
  }
  return [...once.values()];
}

function levelOf({ severity }: Incident, { ladder }: Config): Level | undefined {
  return levelNamed(ladder, severity);
}

function at(ms: number): Instant {
  return instantOf(new Date(ms));
}
