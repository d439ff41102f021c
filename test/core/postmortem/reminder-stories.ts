import { type Config, defaultConfig } from "../../../src/core/config/config.ts";
import type { ActionItem, Incident } from "../../../src/core/incident/incident.ts";
import type { Postmortem } from "../../../src/core/incident/postmortem.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { remindersDue } from "../../../src/core/postmortem/reminders.ts";
import { instantOf } from "../../../src/std/instant.ts";

const stamp = "2026-08-01T12:00:00Z/c/1/1";

/** A resolved SEV3 of carol's, which has quiet hours and nothing promised yet. */
export const resolved: Incident = {
  status: "resolved",
  severity: "SEV3",
  drill: false,
  services: [],
  roles: { commander: "carol" },
  responders: [],
  milestones: {},
  updates: 0,
  timeline: [],
  actionItems: [],
  links: [],
  setBy: {},
};

export function withPostmortem(dueAt: string, more: Partial<Postmortem> = {}) {
  const postmortem: Postmortem = { state: "open", stamp, by: "carol", dueAt, ...more };
  return { ...resolved, postmortem };
}

/** An item that nobody owns yet. */
export function itemDue(due: string, more: Partial<ActionItem> = {}): ActionItem {
  return { number: 1, stamp, text: "Alert on queue length", due, state: "open", ...more };
}

/** With one item of ada's. */
export function withItem(due: string, more: Partial<ActionItem> = {}): Incident {
  return { ...resolved, actionItems: [itemDue(due, { owner: "ada", ...more })] };
}

/** The config of somewhere, which talks at night too unless told otherwise. */
export function configOf(more: Partial<Config> & { quiet?: [from: number, to: number] }): Config {
  const { quiet, ...rest } = more;
  const [from, to] = quiet ?? [];
  const hours = from === undefined || to === undefined ? undefined : { from, to };
  const reminders = { ...defaultConfig.reminders, quietHours: hours };
  return { ...defaultConfig, reminders, ...rest };
}

/** The incident after these were said. */
export function saidAll(incident: Incident, reminders: readonly Reminder[]): Incident {
  const said = Object.fromEntries(reminders.map(({ subject, slot }) => [subject, slot]));
  return { ...incident, reminded: { ...incident.reminded, ...said } };
}

export interface Spoken extends Reminder {
  readonly now: string;
}

/** Looks whenever somebody is told to look again, and says what is due then. */
export function wake(
  given: Incident,
  { config, from, until }: { config: Config; from: string; until: string },
): readonly Spoken[] {
  const spoken: Spoken[] = [];
  let [incident, now]: [Incident, string | undefined] = [given, from];
  while (now !== undefined && now <= until) {
    const at: string = now;
    const { due, nextAt } = remindersDue(incident, { config, now: at });
    if (nextAt !== undefined && nextAt <= at) throw new Error(`${at}: next look at ${nextAt}`);
    spoken.push(...due.map((reminder) => ({ ...reminder, now: at })));
    incident = saidAll(incident, due);
    now = nextAt;
  }
  return spoken;
}

/** Looks at these times only, as a schedule does that knows of no due date. */
export function lookAt(
  given: Incident,
  { config, times }: { config: Config; times: readonly string[] },
): readonly Spoken[] {
  let incident = given;
  return times.flatMap((now) => {
    const { due } = remindersDue(incident, { config, now });
    incident = saidAll(incident, due);
    return due.map((reminder) => ({ ...reminder, now }));
  });
}

/** Instants that are so many hours apart. */
export function everyHours(hours: number, from: string, until: string): readonly string[] {
  const times: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(until); ms += hours * 3_600_000) {
    times.push(instantOf(new Date(ms)));
  }
  return times;
}

export const slots = (reminders: readonly Reminder[]) =>
  reminders.map(({ subject, slot }) => `${subject} ${slot}`);
