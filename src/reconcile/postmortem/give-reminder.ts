import { reminderIn, reminderMarker } from "../../core/card/markers.ts";
import type { Effect } from "../../core/card/record.ts";
import { renderReminder } from "../../core/view/reminder.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { placeOf } from "../place-of.ts";
import { addressOfSecond } from "./second-thread.ts";

/** One comment for everything that came due together: on the postmortem, else on the incident. */
export async function giveReminder(
  effect: Extract<Effect, { kind: "reminder" }>,
  { observation, incident, world }: Applying,
): Promise<void> {
  if (incident === undefined) return;
  const { config, templates } = observation.settings;
  const second = addressOfSecond(observation.address, incident);
  // Where the postmortem cannot be seen, nobody would hear of it there.
  const isHidden = second === undefined || observation.secondHidden === true;
  const address = isHidden ? observation.address : second;
  if (await isThere(effect.stamp, address, { observation, world })) return;
  const text = renderReminder(effect.reminders, {
    ...{ incident, config, templates },
    place: placeOf(observation, world),
  });
  await world.host.createComment(address, `${text}\n\n${reminderMarker(effect.stamp)}`);
}

/** The other of App and Action, or an earlier look, may have said it. */
async function isThere(
  stamp: string,
  address: Applying["observation"]["address"],
  { observation, world }: Pick<Applying, "observation" | "world">,
): Promise<boolean> {
  const { identities } = observation.settings.config;
  const comments = await world.host.readComments(address, observation.issue.createdAt);
  return comments.some(
    ({ body, author }) =>
      reminderIn(body) === stamp && isOurs(author.login, world.identity, identities),
  );
}
