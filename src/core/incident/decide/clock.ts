import { cut } from "../../../std/cut.ts";
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

/** What stands on the card, in UTF-16 units; the comment has the whole. */
const longestText = 300;

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
  return [{ ...event, ...(text !== undefined && { text: cut(text, longestText) }) }];
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
  const { incident } = situation;
  const { login, reason } = asked.command;
  if (incident.drill) return [already(asked, "this is a drill, so nobody is paged")];
  if (login !== undefined) {
    return [
      { kind: "PersonPaged", ...said(asked), login, ...(reason !== undefined && { reason }) },
    ];
  }
  return pagePolicy(asked, situation);
};

/**
 * People in need are not asked to spell: what names no policy is a reason, and the policy that fits
 * best is paged.
 */
function pagePolicy(
  asked: Asked<PageResponders>,
  { incident, config }: Situation,
): readonly IncidentEvent[] {
  const { policy: word, reason: text = "" } = asked.command;
  const [, first = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  const named = policyNamed(config, word ?? first);
  const policy = named ?? anyPolicyOf(incident, config);
  if (policy === undefined) return [refuse(asked, { code: "no-policy" })];
  const isFirst = named !== undefined && word === undefined;
  const reason = [named === undefined ? (word ?? "") : "", isFirst ? rest : text]
    .filter((part) => part !== "")
    .join("; ");
  const started: IncidentEvent = {
    kind: "EscalationStarted",
    ...said(asked),
    policy: policy.name,
    ...(reason !== "" && { reason: cut(reason, longestText) }),
  };
  if (word === undefined || named !== undefined) return [started];
  const warning = `${word} is no policy, so ${policy.name} is paged, with that as the reason.`;
  return [started, { kind: "WarningGiven", ...said(asked), verb: asked.verb, warning }];
}

function refusedIfEnded(
  asked: Asked,
  { incident, config }: Situation,
): readonly IncidentEvent[] | undefined {
  const refused = refuseUnlessAllowed(asked, triage, { incident, config });
  if (refused !== undefined) return [refused];
  if (isActive(incident.status)) return undefined;
  return [refuse(asked, { code: "ended", status: incident.status })];
}
