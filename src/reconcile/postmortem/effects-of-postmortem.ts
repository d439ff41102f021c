import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { ActionItem, Incident } from "../../core/incident/incident.ts";
import { isSilent, type Reminder } from "../../core/incident/reminder.ts";
import type { Stamp } from "../../core/incident/stamp.ts";
import type { Change } from "../effects-of-events.ts";

/**
 * What the events of a postmortem, its action items and its reminders ask for, in the order in
 * which one needs the other: the issue, then the issues below it, then the checklist that names
 * them.
 */
export function followUpsOfPostmortem(
  events: readonly IncidentEvent[],
  change: Change,
): readonly Effect[] {
  return [
    ...events.flatMap((event) => openingOf(event, change)),
    ...trackedEffects(events, change),
    ...(hasChecklist(change.after) && events.some(touchesChecklist)
      ? [{ kind: "checklist" as const }]
      : []),
    ...events.flatMap((event) => stateEffects(event)),
    ...events.flatMap((event) => ownerEffects(event, change)),
    ...events.flatMap((event) => reviewEffects(event, change)),
    ...reminderEffects(events),
  ];
}

/** What was waived in the same breath is not opened; what is there is opened again. */
function openingOf({ kind, stamp, by }: IncidentEvent, { after }: Change): readonly Effect[] {
  if (kind !== "PostmortemRequested" || after.postmortem?.state === "waived") return [];
  const again = after.postmortem?.issue !== undefined;
  return [
    { kind: "postmortem", stamp, by },
    ...(again ? [{ kind: "postmortem-state" as const, state: "open" as const }] : []),
  ];
}

function hasChecklist({ postmortem }: Incident): boolean {
  return postmortem?.issue !== undefined || postmortem?.state === "opening";
}

function touchesChecklist({ kind, ...event }: IncidentEvent): boolean {
  if (kind === "CommandRefused") return "gesture" in event && isRowGesture(event.gesture);
  return kind.startsWith("ActionItem") || kind === "PostmortemRequested";
}

function isRowGesture(gesture: unknown): boolean {
  return typeof gesture === "string" && gesture.startsWith("item:");
}

/** Each open item gets its issue once there is a postmortem for it to stand below. */
function trackedEffects(
  events: readonly IncidentEvent[],
  { config, before, after }: Change,
): readonly Effect[] {
  if (after.drill || !hasChecklist(after)) return [];
  const isRequested = events.some(({ kind }) => kind === "PostmortemRequested");
  const isNew = (item: ActionItem) =>
    isRequested || !before.actionItems.some(({ number }) => number === item.number);
  return after.actionItems.flatMap((item): readonly Effect[] => {
    const { number, stamp, state, tracked } = item;
    if (tracked === undefined) {
      const wanted = config.action.track && state === "open" && isNew(item);
      return wanted ? [{ kind: "tracked", number, stamp }] : [];
    }
    const was = before.actionItems.find((one) => one.number === number);
    const wantedState = state === "open" ? "open" : "closed";
    if (was?.state === state || tracked.state === wantedState) return [];
    const reason = state === "open" ? "reopened" : state === "done" ? "completed" : "not_planned";
    return [{ kind: "tracked-state", number, state: wantedState, reason }];
  });
}

/** The issue follows what was said of it; what was done to it by hand stands there already. */
function stateEffects(event: IncidentEvent): readonly Effect[] {
  switch (event.kind) {
    case "PostmortemCompleted":
    case "PostmortemWaived":
      return [{ kind: "postmortem-state", state: "closed" }];
    case "CommandRefused":
      return event.gesture?.startsWith("postmortem:closed") === true
        ? [{ kind: "postmortem-state", state: "open" }]
        : [];
    default:
      return [];
  }
}

function ownerEffects(event: IncidentEvent, { before, after }: Change): readonly Effect[] {
  if (event.kind !== "PostmortemOwned" || !hasChecklist(after) || after.drill) return [];
  const owner = before.postmortem?.owner;
  const { login } = event;
  return [{ kind: "postmortem-owner", login, ...(owner !== undefined && { before: owner }) }];
}

/** A text nobody has written yet is not reviewed aloud: the first reading is only remembered. */
function reviewEffects(event: IncidentEvent, { before }: Change): readonly Effect[] {
  if (event.kind !== "PostmortemReviewed" || before.postmortem?.review === undefined) return [];
  return [{ kind: "review", digest: event.review.digest }];
}

/** Everything that came due together is one comment; what only the card shows is none. */
function reminderEffects(events: readonly IncidentEvent[]): readonly Effect[] {
  const byStamp = new Map<Stamp, Reminder[]>();
  // A page says by itself that nobody has come.
  const isPaged = events.some(({ kind }) => kind === "IncidentEscalated");
  for (const event of events) {
    if (event.kind !== "ReminderGiven" || isSilent(event.reminder.subject)) continue;
    if (isPaged && event.reminder.subject === "acknowledge") continue;
    byStamp.set(event.stamp, [...(byStamp.get(event.stamp) ?? []), event.reminder]);
  }
  return [...byStamp].map(([stamp, reminders]) => ({ kind: "reminder", stamp, reminders }));
}
