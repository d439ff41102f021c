import type { Config } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import { isActive } from "../incident/lifecycle.ts";
import type { ReminderSubject } from "../incident/reminder.ts";
import { commander, holderOf } from "../incident/roles.ts";
import { dueOnDate } from "./reminder-clock.ts";
import type { Due } from "./reminder-slots.ts";

/** Something that was promised for a time, and by whom. */
export interface Promised extends Due {
  readonly subject: ReminderSubject;
  readonly owner: string | undefined;
}

/**
 * What somebody may be reminded of: the postmortem while its issue is open, and the open action
 * items once the incident is over. Nothing of a drill, and nothing of what was no incident.
 */
export function promisedIn(incident: Incident, config: Config): readonly Promised[] {
  if (incident.drill || incident.status === "dismissed") return [];
  return [...postmortemOf(incident), ...(isActive(incident.status) ? [] : items(incident, config))];
}

function postmortemOf({ postmortem, ...incident }: Incident): readonly Promised[] {
  if (postmortem?.state !== "open" || postmortem.dueAt === undefined) return [];
  const dueMs = Date.parse(postmortem.dueAt);
  if (Number.isNaN(dueMs)) return [];
  const owner = postmortem.owner ?? holderOf(incident, commander);
  return [{ subject: "postmortem", owner, due: postmortem.dueAt, dueMs }];
}

function items(incident: Incident, { timezone }: Config): readonly Promised[] {
  return incident.actionItems.flatMap(({ number, state, owner, due }) => {
    const dueMs = due === undefined ? undefined : dueOnDate(due, timezone);
    if (state !== "open" || due === undefined || dueMs === undefined) return [];
    return [{ subject: `item:${number}` as const, owner, due, dueMs }];
  });
}
