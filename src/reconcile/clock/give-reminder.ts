import { reminderIn, reminderMarker } from "../../core/card/markers.ts";
import type { Effect } from "../../core/card/record.ts";
import { isOfClock } from "../../core/incident/reminder.ts";
import { type Instant, readStamp, type Stamp } from "../../core/incident/stamp.ts";
import { renderClock } from "../../core/view/clock.ts";
import { renderReminder } from "../../core/view/reminder.ts";
import { instantOf } from "../../std/instant.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { overlapMs } from "../observe.ts";
import { placeOf } from "../place-of.ts";
import { addressOfSecond } from "../postmortem/second-thread.ts";

type ReminderEffect = Extract<Effect, { kind: "reminder" }>;

/**
 * One comment for everything that came due together: on the incident while it goes on, later on
 * its postmortem, where it has one that can be seen.
 */
export async function giveReminder(
  effect: ReminderEffect,
  { observation, incident, world }: Applying,
): Promise<void> {
  if (incident === undefined) return;
  const { config, templates } = observation.settings;
  const second = isOfIncident(effect) ? undefined : addressOfSecond(observation.address, incident);
  // Where the postmortem cannot be seen, nobody would hear of it there.
  const isHidden = second === undefined || observation.secondHidden === true;
  const address = isHidden ? observation.address : second;
  if (await isThere(effect.stamp, address, { observation, world })) return;
  const render = isOfIncident(effect) ? renderClock : renderReminder;
  const place = placeOf(observation, world);
  const text = render(effect.reminders, { incident, config, templates, place });
  await world.host.createComment(address, `${text}\n\n${reminderMarker(effect.stamp)}`);
}

/** Whether it is about an incident that goes on: no comment has both. */
export function isOfIncident({ reminders }: Pick<ReminderEffect, "reminders">): boolean {
  return reminders.some(({ subject }) => isOfClock(subject));
}

/** The other of App and Action, or an earlier look, may have said it. */
async function isThere(
  stamp: string,
  address: Applying["observation"]["address"],
  { observation, world }: Pick<Applying, "observation" | "world">,
): Promise<boolean> {
  const { identities } = observation.settings.config;
  const comments = await world.host.readComments(address, shortlyBefore(stamp));
  return comments.some(
    ({ body, author }) =>
      reminderIn(body) === stamp && isOurs(author.login, world.identity, identities),
  );
}

/** Nobody said it before its time; clocks differ by less than this. */
export function shortlyBefore(stamp: Stamp): Instant {
  return instantOf(new Date(Date.parse(readStamp(stamp).at) - overlapMs));
}
