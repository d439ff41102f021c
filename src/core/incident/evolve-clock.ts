import type {
  ClockEvent,
  EscalationStarted,
  PageFailed,
  PageSent,
  ReminderAskedFor,
  ReminderGiven,
} from "./clock-events.ts";
import type { CallForHelp, SentPage } from "./escalation.ts";
import type { IncidentAcknowledged } from "./events.ts";
import type { Incident } from "./incident.ts";
import { isNewest, put } from "./set-by.ts";
import { compareStamps, readStamp, type Stamp } from "./stamp.ts";

/** What its clock makes of the incident: reminders, the watch, who is waited for, pages. */
export function evolveClock(incident: Incident, event: ClockEvent): Incident {
  const { stamp } = event;
  switch (event.kind) {
    case "ReminderGiven":
      return given(incident, event);
    case "RemindersSnoozed":
      return put(incident, "snooze", stamp, { snoozedUntil: event.until });
    case "RemindersUnsnoozed":
      return clear(incident, "snooze", stamp);
    case "ReminderAskedFor":
      return askedFor(incident, event);
    case "WatchSet":
      return put(incident, "watch", stamp, { watchUntil: event.until });
    case "EscalationStarted":
      return called(incident, event);
    case "PageSent":
      return withPage(incident, event, "triggered");
    case "PageFailed":
      // What may ring is told when it is over.
      return withPage(incident, event, event.unsure ? "triggered" : "failed");
    case "PageFollowed":
      return followed(incident, event.key, event.state);
    case "DestinationTold":
      return told(incident, event.destination);
    case "RoomShown":
      return { ...incident, room: event.room };
    case "PersonPaged":
    case "IncidentEscalated":
      return incident;
    default:
      return event satisfies never;
  }
}

/** Somebody has to respond from here on; whoever came before is asked again. */
export function awaitResponse(
  incident: Incident,
  stamp: Stamp,
  more: Omit<CallForHelp, "since"> = {},
): Incident {
  return put(incident, "response", stamp, { response: { since: readStamp(stamp).at, ...more } });
}

/** Each policy once, by its newest call; older calls end when the incident comes back. */
function called(incident: Incident, { stamp, policy, by, reason }: EscalationStarted): Incident {
  const { calls = [], setBy } = incident;
  const known = calls.find((one) => one.policy === policy);
  if (known !== undefined && compareStamps(known.stamp, stamp) > 0) return incident;
  if (setBy.calls !== undefined && compareStamps(setBy.calls, stamp) > 0) return incident;
  const call = { stamp, policy, by, ...(reason !== undefined && { reason }) };
  const others = calls.filter((one) => one !== known);
  const all = [...others, call].sort((a, b) => compareStamps(a.stamp, b.stamp));
  return { ...incident, calls: all.slice(-mostCalls) };
}

const mostCalls = 10;

/** It came back: whoever was called before that is not waited for. */
export function withoutCalls(incident: Incident, stamp: Stamp): Incident {
  if (!isNewest(incident, "calls", stamp)) return incident;
  const { calls = [], ...rest } = incident;
  const later = calls.filter((one) => compareStamps(one.stamp, stamp) > 0);
  return {
    ...rest,
    ...(later.length > 0 && { calls: later }),
    setBy: { ...incident.setBy, calls: stamp },
  };
}

/** Calls by hand are answered by whoever says so. */
export function responded(
  incident: Incident,
  { stamp, implied }: Pick<IncidentAcknowledged, "stamp" | "implied">,
): Incident {
  const came = put(incident, "responded", stamp, { respondedAt: readStamp(stamp).at });
  return implied === true ? came : put(came, "answered", stamp, {});
}

/** What was watched did not hold, or begins anew: config says again for how long. */
export function withoutWatch(incident: Incident, stamp: Stamp): Incident {
  return clear(incident, "watch", stamp);
}

export function withoutDraft(incident: Incident, stamp: Stamp): Incident {
  return clear(incident, "draft", stamp);
}

const keys = { snooze: "snoozedUntil", watch: "watchUntil", draft: "draft" } as const;

function clear(incident: Incident, field: keyof typeof keys, stamp: Stamp): Incident {
  if (!isNewest(incident, field, stamp)) return incident;
  const { [keys[field]]: before, ...rest } = incident;
  // What was never set needs no note of who cleared it.
  if (before === undefined && incident.setBy[field] === undefined) return incident;
  return { ...rest, setBy: { ...incident.setBy, [field]: stamp } };
}

/** Each step is given at most once: its slot is what remembers it. */
function given(before: Incident, { stamp, reminder }: ReminderGiven): Incident {
  const { subject, slot, text } = reminder;
  const offers = subject === "update" && text !== undefined;
  const incident = offers ? put(before, "draft", stamp, { draft: text }) : before;
  const asked = incident.remindersAskedFor?.filter(({ id }) => `asked:${id}` !== subject);
  const isAsked = asked !== undefined && asked.length !== incident.remindersAskedFor?.length;
  return {
    ...incident,
    ...(isAsked && { remindersAskedFor: asked }),
    ...(!subject.startsWith("asked:") && {
      reminded: { ...incident.reminded, [subject]: slot },
    }),
  };
}

function askedFor(incident: Incident, { id, by, at, text }: ReminderAskedFor): Incident {
  const before = incident.remindersAskedFor ?? [];
  if (before.some((one) => one.id === id)) return incident;
  const asked = { id, by, at, ...(text !== undefined && { text }) };
  const all = [...before, asked].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...incident, remindersAskedFor: all };
}

/** More than anybody is paged through at once; of older ones the pager knows itself. */
const mostPages = 40;

function withPage(
  incident: Incident,
  { key: name, call, target }: PageSent | PageFailed,
  state: SentPage["state"],
): Incident {
  const page = { key: name, call, target, state };
  const others = (incident.pages ?? []).filter(({ key }) => key !== page.key);
  const all = [...others, page];
  // What is settled goes first: nobody has to be told of it any more.
  const open = all.filter((one) => one.state !== "resolved" && one.state !== "failed");
  const kept = new Set([...all.filter((one) => !open.includes(one)), ...open].slice(-mostPages));
  return { ...incident, pages: all.filter((one) => kept.has(one)) };
}

function followed(incident: Incident, key: string, state: SentPage["state"]): Incident {
  const { pages = [] } = incident;
  if (!pages.some((page) => page.key === key)) return incident;
  return {
    ...incident,
    pages: pages.map((page) => (page.key === key ? { ...page, state } : page)),
  };
}

function told(incident: Incident, destination: string): Incident {
  const { told: before = [] } = incident;
  if (before.includes(destination)) return incident;
  return { ...incident, told: [...before, destination].sort() };
}
