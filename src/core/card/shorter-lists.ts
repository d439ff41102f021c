import type { ActionItem } from "../incident/incident.ts";
import { isActive } from "../incident/lifecycle.ts";
import { isUnderWay, type Mitigation } from "../incident/mitigation.ts";
import { commander } from "../incident/roles.ts";
import { compareStamps, type Stamp } from "../incident/stamp.ts";
import type { IncidentRecord, Owed } from "./record.ts";
import type { Draft } from "./shrink.ts";

/** No list longer than this, so that the longest one gives first. What is owed stays. */
export function withLists({ record, ...draft }: Draft, count: number): Draft {
  const { shown } = record;
  return {
    ...draft,
    record: {
      ...record,
      processed: newest(record.processed, count),
      shown: {
        ...shown,
        labels: shown.labels.slice(0, count),
        assignees: shown.assignees.slice(0, count),
      },
      putBack: newest(record.putBack, count),
      yielded: newest(record.yielded, count),
      notices: newest(record.notices, count),
      incident: incidentWithin(record.incident, count),
      ...readWithin(record, count),
    },
  };
}

function readWithin({ postmortemRead }: IncidentRecord, count: number): Partial<IncidentRecord> {
  if (postmortemRead === undefined) return {};
  const processed = newest(postmortemRead.processed, count);
  return { postmortemRead: { ...postmortemRead, processed } };
}

export function longestList({ incident, ...record }: IncidentRecord): number {
  const { timeline, actionItems, links, services, responders, setBy, impact } = incident;
  const lists = [timeline, actionItems, links, services, responders, impact?.regions ?? []];
  const others = [record.processed, record.putBack, record.yielded, record.notices];
  const { labels, assignees } = record.shown;
  const read = record.postmortemRead?.processed ?? [];
  const clock = [incident.remindersAskedFor, incident.pages, incident.told, incident.calls];
  const more = [
    incident.mitigations ?? [],
    labels,
    assignees,
    read,
    ...clock.map((one) => one ?? []),
  ];
  const lengths = [...lists, ...others, ...more].map(({ length }) => length);
  const maps = [setBy, incident.roles, incident.reminded ?? {}];
  return Math.max(...maps.map((map) => Object.keys(map).length), ...lengths);
}

export function withAllLists(draft: Draft, count: number): Draft {
  return withOwed(withLists(draft, count), count);
}

export function longestOfAll(record: IncidentRecord): number {
  return Math.max(longestList(record), longestOwed(record));
}

export function withOwed({ record, ...draft }: Draft, count: number): Draft {
  return { ...draft, record: { ...record, owed: owedWithin(record.owed, count) } };
}

export function longestOwed({ owed }: IncidentRecord): number {
  return owed.reduce((most, one) => Math.max(most, lengthOf(one)), owed.length);
}

function lengthOf(one: Owed): number {
  if (one.kind === "answer") return one.events.length;
  return one.kind === "reminder" ? one.reminders.length : 0;
}

function incidentWithin(
  incident: IncidentRecord["incident"],
  count: number,
): IncidentRecord["incident"] {
  const { impact, roles } = incident;
  const regions = impact?.regions?.slice(0, count);
  const ranked = Object.entries(roles).sort(([a], [b]) => rankOfRole(a) - rankOfRole(b));
  return {
    ...incident,
    ...(impact !== undefined && {
      impact: { ...impact, ...(regions !== undefined && { regions }) },
    }),
    roles: Object.fromEntries(ranked.slice(0, count)),
    timeline: newest(incident.timeline, count),
    actionItems: itemsWithin(incident.actionItems, count),
    ...remindedWithin(incident, count),
    links: newest(incident.links, count),
    ...clockWithin(incident, count),
    ...mitigationsWithin(incident, count),
    services: incident.services.slice(0, count),
    responders: incident.responders.slice(0, count),
    setBy: newestSetBy(incident.setBy, count),
  };
}

function clockWithin(
  { remindersAskedFor, pages, told, calls }: IncidentRecord["incident"],
  count: number,
): Partial<IncidentRecord["incident"]> {
  return {
    ...(remindersAskedFor !== undefined && { remindersAskedFor: newest(remindersAskedFor, count) }),
    ...(pages !== undefined && { pages: newest(pages, count) }),
    ...(told !== undefined && { told: newest(told, count) }),
    ...(calls !== undefined && { calls: newest(calls, count) }),
  };
}

function rankOfRole(role: string): number {
  return role === commander ? 0 : 1;
}

/** Open items stay before ended ones; the last stays, since the next one is counted from it. */
function itemsWithin(items: IncidentRecord["incident"]["actionItems"], count: number) {
  const rank = (item: ActionItem) => (item === items.at(-1) ? 2 : item.state === "open" ? 1 : 0);
  const ranked = [...items].sort((a, b) => rank(b) - rank(a) || b.number - a.number);
  const kept = new Set(ranked.slice(0, count));
  return items.filter((item) => kept.has(item));
}

/** What is still promised would be reminded of twice without it, so that stays longest. */
export function remindedWithin(
  incident: IncidentRecord["incident"],
  count: number,
): Pick<IncidentRecord["incident"], "reminded"> {
  if (incident.reminded === undefined) return {};
  const all = Object.entries(incident.reminded);
  const isOpen = openSubjects(incident);
  const kept = [
    ...all.filter(([subject]) => isOpen(subject)),
    ...all.filter(([subject]) => !isOpen(subject)),
  ];
  return { reminded: Object.fromEntries(kept.slice(0, Math.max(0, count))) };
}

/** Of how many things that are open no reminder may come twice. */
export function openReminded(incident: IncidentRecord["incident"]): number {
  return Object.keys(incident.reminded ?? {}).filter(openSubjects(incident)).length;
}

/** The clock runs while the incident does. */
function openSubjects({
  actionItems,
  status,
}: IncidentRecord["incident"]): (subject: string) => boolean {
  const items = actionItems.filter(({ state }) => state === "open");
  const open = new Set(["postmortem", ...items.map(({ number }) => `item:${number}`)]);
  const runs = isActive(status);
  return (subject) => open.has(subject) || (runs && !subject.startsWith("item:"));
}

/** Those under way stay longest; the newest stays, since the next one is counted from it. */
export function mitigationsWithin(
  { mitigations }: Pick<IncidentRecord["incident"], "mitigations">,
  count: number,
): Pick<IncidentRecord["incident"], "mitigations"> {
  if (mitigations === undefined) return {};
  const newestId = mitigations.reduce((most, { id }) => Math.max(most, id), 0);
  const rank = (one: Mitigation) => (one.id === newestId ? 2 : isUnderWay(one) ? 1 : 0);
  const ranked = [...mitigations].sort((a, b) => rank(b) - rank(a) || b.id - a.id);
  const kept = new Set(ranked.slice(0, count));
  return { mitigations: mitigations.filter((one) => kept.has(one)) };
}

/**
 * A page, a pull request and a postmortem stay longest: nobody else would ever see to them. What
 * GitHub should show is short; answers that go are lost only if this very look dies; a place that
 * was away hears the newest, and of a reaction nobody misses much.
 */
function owedWithin(owed: IncidentRecord["owed"], count: number): IncidentRecord["owed"] {
  const ranked = [...owed].sort((a, b) => rankOfOwed(a) - rankOfOwed(b));
  const kept = new Set(ranked.slice(0, count));
  return owed.filter((one) => kept.has(one)).map((one) => shorter(one, count));
}

function shorter(one: Owed, count: number): Owed {
  if (one.kind === "answer") return { ...one, events: one.events.slice(0, count) };
  return one.kind === "reminder" ? { ...one, reminders: one.reminders.slice(0, count) } : one;
}

function rankOfOwed({ kind }: Owed): number {
  if (kind === "page" || kind === "pull-request" || kind === "postmortem") return 0;
  if (kind === "react") return 4;
  if (kind === "tell" || kind === "room") return 3;
  return kind === "answer" ? 2 : 1;
}

export function newestSetBy(setBy: Readonly<Record<string, Stamp>>, count: number) {
  const all = Object.entries(setBy);
  const many = all
    .filter(([field]) => field.includes(":"))
    .sort(([, a], [, b]) => compareStamps(b, a))
    .slice(0, count);
  return Object.fromEntries([...all.filter(([field]) => !field.includes(":")), ...many]);
}

export function newest<T>(list: readonly T[], count: number): readonly T[] {
  return count <= 0 ? [] : list.slice(-count);
}
