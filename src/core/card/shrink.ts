import type { TimelineEntry } from "../incident/incident.ts";
import { commander } from "../incident/roles.ts";
import { compareStamps, type Stamp } from "../incident/stamp.ts";
import type { IncidentRecord } from "./record.ts";

/** A record on its way into the block, and the longest free text that may be written of it. */
export interface Draft {
  readonly record: IncidentRecord;
  readonly longestText: number;
}

/**
 * Shortens a record until it fits, beginning with what is lost least: everything that goes is
 * still told in the thread. With nothing left in its lists a record always fits.
 */
export function shrink(record: IncidentRecord, fits: (draft: Draft) => boolean): Draft {
  let draft: Draft = { record, longestText: Number.POSITIVE_INFINITY };
  for (const stage of stages) {
    if (fits(draft)) return draft;
    const from = draft;
    const limits = { least: stage.least, most: Math.max(stage.least, stage.sizeOf(record)) };
    const kept = largest(limits, (count) => fits(stage.keep(from, count)));
    draft = stage.keep(from, kept);
  }
  return draft;
}

/** One way to lose something: `keep` leaves so much of it. */
interface Stage {
  readonly least: number;
  readonly sizeOf: (record: IncidentRecord) => number;
  readonly keep: (draft: Draft, count: number) => Draft;
}

const longestText = 70_000;

const stages: readonly Stage[] = [
  { least: 0, sizeOf: entriesIn, keep: withFullEntries },
  { least: 200, sizeOf: () => longestText, keep: withTexts },
  { least: 0, sizeOf: ({ incident }) => Object.keys(incident.setBy).length, keep: withSetBy },
  { least: 100, sizeOf: entriesIn, keep: withEntries },
  { least: 24, sizeOf: () => 200, keep: withTexts },
  { least: 0, sizeOf: longestList, keep: withLists },
];

/** The largest number that still fits; the least when none does. */
function largest(
  { least, most }: { least: number; most: number },
  fits: (count: number) => boolean,
): number {
  let [low, high] = [least, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function entriesIn({ incident }: IncidentRecord): number {
  return incident.timeline.length;
}

/** The newest entries whole, the older ones with id, kind and time only. */
function withFullEntries({ record, ...draft }: Draft, count: number): Draft {
  const older = record.incident.timeline.length - count;
  const timeline = record.incident.timeline.map((entry, index) =>
    index < older ? bare(entry) : entry,
  );
  return { ...draft, record: { ...record, incident: { ...record.incident, timeline } } };
}

function bare({ stamp, kind, withdrawn }: TimelineEntry): TimelineEntry {
  return { stamp, kind, ...(withdrawn === true && { withdrawn }) };
}

function withTexts(draft: Draft, count: number): Draft {
  return { ...draft, longestText: count };
}

/** Who set what: the fields that stand alone always, then the newest of the many. */
function withSetBy({ record, ...draft }: Draft, count: number): Draft {
  const setBy = newestSetBy(record.incident.setBy, count);
  return { ...draft, record: { ...record, incident: { ...record.incident, setBy } } };
}

function newestSetBy(setBy: Readonly<Record<string, Stamp>>, count: number) {
  const all = Object.entries(setBy);
  const many = all
    .filter(([field]) => field.includes(":"))
    .sort(([, a], [, b]) => compareStamps(b, a))
    .slice(0, count);
  return Object.fromEntries([...all.filter(([field]) => !field.includes(":")), ...many]);
}

function withEntries({ record, ...draft }: Draft, count: number): Draft {
  const timeline = newest(record.incident.timeline, count);
  return { ...draft, record: { ...record, incident: { ...record.incident, timeline } } };
}

function longestList({ incident, ...record }: IncidentRecord): number {
  const { timeline, actionItems, links, services, responders, setBy, impact } = incident;
  const lists = [timeline, actionItems, links, services, responders, impact?.regions ?? []];
  const others = [record.owed, record.processed, record.putBack, record.yielded, record.notices];
  const lengths = [...lists, ...others, record.shown.labels, record.shown.assignees].map(
    ({ length }) => length,
  );
  const events = record.owed.map((owed) => (owed.kind === "answer" ? owed.events.length : 0));
  return Math.max(
    Object.keys(setBy).length,
    Object.keys(incident.roles).length,
    ...lengths,
    ...events,
  );
}

/** No list longer than this, so that the longest one gives first. */
function withLists({ record, ...draft }: Draft, count: number): Draft {
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
      owed: owedWithin(record.owed, count),
      notices: newest(record.notices, count),
      incident: incidentWithin(record.incident, count),
    },
  };
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

/** What is no answer stays: it is short. Answers that go are lost only if this very look dies. */
function owedWithin(owed: IncidentRecord["owed"], count: number): IncidentRecord["owed"] {
  const answers = owed.filter(({ kind }) => kind === "answer");
  const others = owed.filter(({ kind }) => kind !== "answer");
  const kept = new Set([
    ...others.slice(0, count),
    ...answers.slice(0, Math.max(0, count - others.length)),
  ]);
  return owed
    .filter((one) => kept.has(one))
    .map((one) => (one.kind === "answer" ? { ...one, events: one.events.slice(0, count) } : one));
}

function newest<T>(list: readonly T[], count: number): readonly T[] {
  return count <= 0 ? [] : list.slice(-count);
}
