import type { IncidentRecord } from "../../core/card/record.ts";
import { type Due, deadlinesDue } from "../../core/incident/deadlines.ts";
import type { Incident } from "../../core/incident/incident.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import { remindersDue } from "../../core/postmortem/reminders.ts";
import { instantOf } from "../../std/instant.ts";
import { isOurs } from "../card-seen.ts";
import type { Observation } from "../observe.ts";
import type { World } from "../world.ts";

/** Everything that time alone makes due: of the incident while it goes on, and of its promises. */
export function dueNow(
  incident: Incident,
  { observation, record }: { observation: Observation; record: Pick<IncidentRecord, "heardAt"> },
  world: Pick<World, "clock" | "identity">,
): Due {
  const { config } = observation.settings;
  const now = instantOf(world.clock.now());
  const both = [
    deadlinesDue(incident, { config, now, heardAt: heardAt(observation, record, world) }),
    remindersDue(incident, { config, now }),
  ];
  const next = both.flatMap(({ nextAt }) => nextAt ?? []).sort();
  const [nextAt] = next;
  const due = both.flatMap((one) => one.due);
  return { due, ...(nextAt !== undefined && { nextAt }) };
}

/** When a person last wrote here, whether or not it was a command, as far as anybody has read. */
export function heardAt(
  { comments, settings }: Observation,
  { heardAt: before }: Pick<IncidentRecord, "heardAt">,
  { identity }: Pick<World, "identity">,
): Instant | undefined {
  return comments
    .filter(({ author }) => !author.bot)
    .filter(({ author }) => !isOurs(author.login, identity, settings.config.identities))
    .reduce(
      (newest, { createdAt }) =>
        newest === undefined || Date.parse(createdAt) > Date.parse(newest) ? createdAt : newest,
      before,
    );
}
