import { already, refuse, said } from "../asked-events.ts";
import type {
  AskForReminder,
  PageResponders,
  SetWatch,
  SnoozeReminders,
  UnsnoozeReminders,
} from "../clock-commands.ts";
import type { Asked } from "../commands.ts";
import { anyPolicyOf, policyNamed } from "../deadlines/policy.ts";
import type { IncidentEvent } from "../events.ts";
import { isActive } from "../lifecycle.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import { readStamp } from "../stamp.ts";
import type { Decider, Situation } from "./decide.ts";

const triage = { cells: ["triage"] } as const;

export const snoozeReminders: Decider<SnoozeReminders> = (asked, situation) =>
  refusedIfEnded(asked, situation) ?? [
    { kind: "RemindersSnoozed", ...said(asked), until: asked.command.until },
  ];

export const unsnoozeReminders: Decider<UnsnoozeReminders> = (asked, situation) => {
  const refused = refusedIfEnded(asked, situation);
  if (refused !== undefined) return refused;
  const until = Date.parse(situation.incident.snoozedUntil ?? "");
  const isSnoozed = until > Date.parse(readStamp(asked.stamp).at);
  if (!isSnoozed) return [already(asked, "reminders are not snoozed")];
  return [{ kind: "RemindersUnsnoozed", ...said(asked) }];
};

/** Each one stands on the card until its time comes. */
const mostAskedFor = 20;

export const askForReminder: Decider<AskForReminder> = (asked, situation) => {
  const refused = refuseUnlessAllowed(asked, triage, situation);
  if (refused !== undefined) return [refused];
  const waiting = situation.incident.remindersAskedFor ?? [];
  if (waiting.length >= mostAskedFor) {
    return [refuse(asked, { code: "too-many-reminders", most: mostAskedFor })];
  }
  const { at, text } = asked.command;
  const { id, line } = readStamp(asked.stamp);
  const event = { kind: "ReminderAskedFor" as const, ...said(asked), id: `${id}/${line}`, at };
  return [{ ...event, ...(text !== undefined && { text }) }];
};

export const setWatch: Decider<SetWatch> = (asked, situation) => {
  const refused = refusedIfEnded(asked, situation);
  if (refused !== undefined) return refused;
  const { status, milestones } = situation.incident;
  if (status !== "monitoring" || milestones.mitigatedAt === undefined) {
    return [refuse(asked, { code: "not-mitigated" })];
  }
  return [{ kind: "WatchSet", ...said(asked), until: asked.command.until }];
};

export const pageResponders: Decider<PageResponders> = (asked, situation) => {
  const refused = refusedIfEnded(asked, situation);
  if (refused !== undefined) return refused;
  const { incident, config } = situation;
  const { login, policy: named, reason } = asked.command;
  const why = reason === undefined ? {} : { reason };
  if (login !== undefined) return [{ kind: "PersonPaged", ...said(asked), login, ...why }];
  if (incident.drill) return [already(asked, "this is a drill, so no policy is paged")];
  const policy = named === undefined ? anyPolicyOf(incident, config) : policyNamed(config, named);
  if (policy !== undefined) {
    return [{ kind: "EscalationStarted", ...said(asked), policy: policy.name, ...why }];
  }
  const policies = config.escalation.policies.map(({ name }) => name);
  if (named === undefined || policies.length === 0) return [refuse(asked, { code: "no-policy" })];
  return [refuse(asked, { code: "unknown-policy", came: named, policies })];
};

function refusedIfEnded(
  asked: Asked,
  { incident, config }: Situation,
): readonly IncidentEvent[] | undefined {
  const refused = refuseUnlessAllowed(asked, triage, { incident, config });
  if (refused !== undefined) return [refused];
  if (isActive(incident.status)) return undefined;
  return [refuse(asked, { code: "ended", status: incident.status })];
}
