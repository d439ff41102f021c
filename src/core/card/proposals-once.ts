import type { IncidentEvent } from "../incident/events.ts";
import type { HotfixProposed, RollbackProposed } from "../incident/mitigation-events.ts";
import type { IncidentRecord, Owed } from "./record.ts";

type Proposed = RollbackProposed | HotfixProposed;

/**
 * Stands in an answer for an event that the owed pull request holds whole: plans are long, and in
 * one look both are owed.
 */
type Reference = Pick<Proposed, "kind" | "stamp" | "by" | "mitigation"> & {
  readonly whole: "pull-request";
};

/** The record as it is written: what a pull request and an answer both hold stands there once. */
export function proposalsOnce(record: IncidentRecord): unknown {
  const whole = wholeProposals(record.owed);
  if (whole.size === 0) return record;
  const owed = record.owed.map((one) =>
    one.kind === "answer"
      ? { ...one, events: one.events.map((event) => referenceTo(event, whole)) }
      : one,
  );
  return { ...record, owed };
}

/** The record as it was; undefined where something refers to what is not there. */
export function proposalsWhole(record: IncidentRecord): IncidentRecord | undefined {
  const whole = wholeProposals(record.owed);
  let missing = false;
  const restored = (event: IncidentEvent): IncidentEvent => {
    if (!isReference(event)) return event;
    const found = whole.get(keyOf(event));
    if (found === undefined) missing = true;
    return found ?? event;
  };
  const owed = record.owed.map((one) =>
    one.kind === "answer" ? { ...one, events: one.events.map(restored) } : one,
  );
  return missing ? undefined : { ...record, owed };
}

function wholeProposals(owed: readonly Owed[]): ReadonlyMap<string, Proposed> {
  const events = owed.flatMap((one) => (one.kind === "pull-request" ? [one.event] : []));
  return new Map(events.filter((event) => !isReference(event)).map((one) => [keyOf(one), one]));
}

function referenceTo(
  event: IncidentEvent,
  whole: ReadonlyMap<string, Proposed>,
): IncidentEvent | Reference {
  if (event.kind !== "RollbackProposed" && event.kind !== "HotfixProposed") return event;
  const same = whole.get(keyOf(event));
  if (same === undefined) return event;
  if (same !== event && JSON.stringify(same) !== JSON.stringify(event)) return event;
  const { kind, stamp, by, mitigation } = event;
  return { kind, stamp, by, mitigation, whole: "pull-request" };
}

function isReference(event: object): event is Reference {
  return "whole" in event && event.whole === "pull-request";
}

function keyOf({ kind, stamp, mitigation }: Pick<Proposed, "kind" | "stamp" | "mitigation">) {
  return `${kind} ${mitigation} ${stamp}`;
}
