import type { IncidentRecord } from "../../core/card/record.ts";
import { remindersDue } from "../../core/postmortem/reminders.ts";
import { instantOf } from "../../std/instant.ts";
import type { Observation } from "../observe.ts";
import type { Rest } from "../reconcile.ts";
import type { World } from "../world.ts";

/** When the next reminder of this incident falls due. */
export function wakeAfter(
  { incident }: IncidentRecord,
  { settings }: Observation,
  { clock }: Pick<World, "clock">,
): Rest {
  const now = instantOf(clock.now());
  const { due, nextAt } = remindersDue(incident, { config: settings.config, now });
  // More fell due than one comment holds.
  if (due.length > 0) return { wakeAt: now };
  return nextAt === undefined ? {} : { wakeAt: nextAt };
}
