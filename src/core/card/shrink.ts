import { cut } from "../../std/cut.ts";
import type { TimelineEntry } from "../incident/incident.ts";
import { isUnderWay } from "../incident/mitigation.ts";
import { compareStamps } from "../incident/stamp.ts";
import { longestInPlans, withListsInPlans } from "./lighter-plans.ts";
import type { IncidentRecord } from "./record.ts";
import {
  longestList,
  longestOfAll,
  longestOwed,
  mitigationsWithin,
  newest,
  newestSetBy,
  openReminded,
  remindedWithin,
  withAllLists,
  withLists,
  withOwed,
} from "./shorter-lists.ts";

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
    const limits = { least: stage.least, most: Math.max(stage.least, stage.sizeOf(from.record)) };
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
  { least: 0, sizeOf: endedReminded, keep: withEndedReminded },
  { least: 16, sizeOf: longestStep, keep: withStepTexts },
  { least: 200, sizeOf: () => longestText, keep: withTexts },
  { least: 5, sizeOf: endedMitigations, keep: withEndedMitigations },
  { least: 0, sizeOf: ({ incident }) => Object.keys(incident.setBy).length, keep: withSetBy },
  { least: 100, sizeOf: entriesIn, keep: withEntries },
  { least: 1, sizeOf: ({ owed }) => longestInPlans(owed), keep: withPlans },
  { least: 24, sizeOf: () => 200, keep: withTexts },
  // Floods: whatever there is most of gives first, answers too.
  { least: 20, sizeOf: longestOfAll, keep: withAllLists },
  { least: 3, sizeOf: longestList, keep: withLists },
  { least: 0, sizeOf: longestOwed, keep: withOwed },
  { least: 0, sizeOf: longestList, keep: withLists },
  { least: 0, sizeOf: ({ incident }) => incident.runbook?.steps.length ?? 0, keep: withSteps },
  { least: 0, sizeOf: ({ incident }) => Object.keys(incident.setBy).length, keep: withFields },
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

/** Whoever declared it is asked where nobody else is known. */
function bare({ stamp, kind, by, withdrawn }: TimelineEntry): TimelineEntry {
  const declared = kind === "IncidentDeclared" && by !== undefined ? { by } : {};
  return { stamp, kind, ...declared, ...(withdrawn === true && { withdrawn }) };
}

function withTexts(draft: Draft, count: number): Draft {
  return { ...draft, longestText: count };
}

/** Who set what: the fields that stand alone always, then the newest of the many. */
function withSetBy({ record, ...draft }: Draft, count: number): Draft {
  const setBy = newestSetBy(record.incident.setBy, count);
  return { ...draft, record: { ...record, incident: { ...record.incident, setBy } } };
}

function withEntries({ record, ...draft }: Draft, count: number): Draft {
  const timeline = newest(record.incident.timeline, count);
  return { ...draft, record: { ...record, incident: { ...record.incident, timeline } } };
}

/** Never of a real incident: it has far fewer fields than fit. */
function withFields({ record, ...draft }: Draft, count: number): Draft {
  const all = Object.entries(record.incident.setBy).sort(([, a], [, b]) => compareStamps(b, a));
  const setBy = Object.fromEntries(all.slice(0, count));
  return { ...draft, record: { ...record, incident: { ...record.incident, setBy } } };
}

function endedReminded({ incident }: IncidentRecord): number {
  return Object.keys(incident.reminded ?? {}).length - openReminded(incident);
}

/** Who was reminded of what has ended: it matters only where that is opened again. */
function withEndedReminded({ record, ...draft }: Draft, count: number): Draft {
  const { incident } = record;
  const reminded = remindedWithin(incident, openReminded(incident) + count);
  return { ...draft, record: { ...record, incident: { ...incident, ...reminded } } };
}

function longestStep({ incident }: IncidentRecord): number {
  const steps = incident.runbook?.steps ?? [];
  return steps.reduce((most, { text }) => Math.max(most, text.length), 0);
}

/** How its steps stand is ours to know; what they say stands in the checklist. */
function withStepTexts({ record, ...draft }: Draft, count: number): Draft {
  const { runbook } = record.incident;
  if (runbook === undefined) return { ...draft, record };
  const steps = runbook.steps.map((step) => ({ ...step, text: cut(step.text, count) }));
  const incident = { ...record.incident, runbook: { ...runbook, steps } };
  return { ...draft, record: { ...record, incident } };
}

/** Only where a runbook is longer than any that is read: a step is named by its place. */
function withSteps({ record, ...draft }: Draft, count: number): Draft {
  const { runbook } = record.incident;
  if (runbook === undefined) return { ...draft, record };
  const incident = {
    ...record.incident,
    runbook: { ...runbook, steps: runbook.steps.slice(0, count) },
  };
  return { ...draft, record: { ...record, incident } };
}

function endedMitigations({ incident: { mitigations = [] } }: IncidentRecord): number {
  return mitigations.filter((one) => !isUnderWay(one)).length;
}

function withEndedMitigations({ record, ...draft }: Draft, count: number): Draft {
  const underWay = (record.incident.mitigations ?? []).filter(isUnderWay).length;
  const incident = {
    ...record.incident,
    ...mitigationsWithin(record.incident, underWay + count),
  };
  return { ...draft, record: { ...record, incident } };
}

function withPlans({ record, ...draft }: Draft, count: number): Draft {
  return { ...draft, record: { ...record, owed: withListsInPlans(record.owed, count) } };
}
