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
    },
  };
}

export function longestList({ incident, ...record }: IncidentRecord): number {
  const { timeline, actionItems, links, services, responders, setBy, impact } = incident;
  const lists = [timeline, actionItems, links, services, responders, impact?.regions ?? []];
  const others = [record.processed, record.putBack, record.yielded, record.notices];
  const { labels, assignees } = record.shown;
  const more = [incident.mitigations ?? [], labels, assignees];
  const lengths = [...lists, ...others, ...more].map(({ length }) => length);
  return Math.max(Object.keys(setBy).length, Object.keys(incident.roles).length, ...lengths);
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
  const eventsOf = (one: Owed) => (one.kind === "answer" ? one.events.length : 0);
  return owed.reduce((most, one) => Math.max(most, eventsOf(one)), owed.length);
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
    links: newest(incident.links, count),
    ...mitigationsWithin(incident, count),
    services: incident.services.slice(0, count),
    responders: incident.responders.slice(0, count),
    setBy: newestSetBy(incident.setBy, count),
  };
}

function rankOfRole(role: string): number {
  return role === commander ? 0 : 1;
}

/** Open items stay before ended ones. */
function itemsWithin(items: IncidentRecord["incident"]["actionItems"], count: number) {
  const open = items.filter(({ state }) => state === "open");
  const ended = items.filter(({ state }) => state !== "open");
  const kept = new Set([...newest(ended, count - open.length), ...newest(open, count)]);
  return items.filter((item) => kept.has(item));
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
 * A pull request stays longest: nobody else would ever open it. What GitHub should show is short;
 * answers that go are lost only if this very look dies, and of a reaction nobody misses much.
 */
function owedWithin(owed: IncidentRecord["owed"], count: number): IncidentRecord["owed"] {
  const ranked = [...owed].sort((a, b) => rankOfOwed(a) - rankOfOwed(b));
  const kept = new Set(ranked.slice(0, count));
  return owed
    .filter((one) => kept.has(one))
    .map((one) => (one.kind === "answer" ? { ...one, events: one.events.slice(0, count) } : one));
}

function rankOfOwed({ kind }: Owed): number {
  if (kind === "pull-request") return 0;
  if (kind === "react") return 3;
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
