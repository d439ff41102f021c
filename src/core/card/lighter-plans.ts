import type { IncidentEvent } from "../incident/events.ts";
import type { Owed } from "./record.ts";

/**
 * What is owed with shorter lists in its plans and conflicts: how many more there are still stands
 * beside each. Events come out of a block unread, so nothing in them is relied upon.
 */
export function withListsInPlans(owed: readonly Owed[], count: number): readonly Owed[] {
  return owed.map((one) => {
    if (one.kind === "answer") {
      return { ...one, events: one.events.map((event) => lighter(event, count)) };
    }
    return one.kind === "pull-request" ? { ...one, event: lighter(one.event, count) } : one;
  });
}

/** As many entries as the longest of those lists has. */
export function longestInPlans(owed: readonly Owed[]): number {
  let longest = 0;
  const note = (list: readonly unknown[]) => {
    longest = Math.max(longest, list.length);
    return list;
  };
  for (const one of owed) {
    if (one.kind === "answer") for (const event of one.events) mapLists(event, note);
    if (one.kind === "pull-request") mapLists(one.event, note);
  }
  return longest;
}

type MapList = (list: readonly unknown[]) => readonly unknown[];

function lighter<Event extends IncidentEvent>(event: Event, count: number): Event {
  return mapLists(event, (list) => (list.length > count ? list.slice(0, count) : list));
}

function mapLists<Event extends IncidentEvent>(event: Event, map: MapList): Event {
  if (event.kind === "RollbackProposed" && isObject(event.plan)) {
    const { undone, risks } = event.plan;
    return {
      ...event,
      plan: {
        ...event.plan,
        ...(Array.isArray(undone) && { undone: map(undone) }),
        ...(Array.isArray(risks) && { risks: risks.map((risk) => mapNamed(risk, map)) }),
      },
    };
  }
  if (event.kind === "CommandRefused" && isObject(event.refusal)) {
    const { refusal } = event;
    if (refusal.code !== "rollback-conflict" || !isObject(refusal.conflict)) return event;
    return { ...event, refusal: { ...refusal, conflict: mapNamed(refusal.conflict, map) } };
  }
  return event;
}

/** The lists of names, with `more` counting what one of them lost. */
function mapNamed<What>(what: What, map: MapList): What {
  if (!isObject(what)) return what;
  let mapped: What = what;
  for (const key of ["files", "checks", "failed"]) {
    const list: unknown = Reflect.get(what, key);
    if (!Array.isArray(list)) continue;
    const kept = map(list);
    const lost = list.length - kept.length;
    if (lost > 0) mapped = { ...mapped, [key]: kept, more: countIn(what) + lost };
  }
  return mapped;
}

function countIn(what: object): number {
  const more: unknown = Reflect.get(what, "more");
  return typeof more === "number" ? more : 0;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
