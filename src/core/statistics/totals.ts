import type { MitigationState } from "../incident/mitigation.ts";
import type { ReadIncident } from "./counted-incident.ts";
import type { Cadence, MitigationCounts } from "./incident-summary.ts";

export interface KeptCadence extends Cadence {
  /** How many incidents had a severity that asks for updates. */
  readonly incidents: number;
  /** The longest time without an update, and in which incident; of all that were counted. */
  readonly longestGap?: { readonly ms: number; readonly number: number };
}

/**
 * Action items of the incidents. What is not dropped is in exactly one of `inTime`, `late`,
 * `overdue`, `notYetDue` and `unknown`.
 */
export interface KeptItems {
  readonly total: number;
  readonly done: number;
  readonly dropped: number;
  readonly inTime: number;
  readonly late: number;
  /** Open, and due before the day the period ends. */
  readonly overdue: number;
  readonly notYetDue: number;
  /** Without a due date, or done nobody knows when. */
  readonly unknown: number;
}

/** Over all updates that were due, not as a mean of incidents. */
export function cadenceKept(counted: readonly ReadIncident[]): KeptCadence {
  const judged = counted.flatMap(({ summary }) => summary.updates.cadence ?? []);
  const gaps = counted.flatMap(({ number, summary: { updates } }) =>
    updates.longestGapMs === undefined ? [] : [{ ms: updates.longestGapMs, number }],
  );
  const longestGap = gaps.toSorted((a, b) => b.ms - a.ms || a.number - b.number)[0];
  return {
    incidents: judged.length,
    due: sum(judged.map(({ due }) => due)),
    kept: sum(judged.map(({ kept }) => kept)),
    ...(longestGap !== undefined && { longestGap }),
  };
}

/** `day` is the day the period ends: what is due on it may still be done. */
export function itemsKept(counted: readonly ReadIncident[], day: string): KeptItems {
  const all = counted.map(({ summary }) => summary.actionItems);
  const totalOf = (name: "total" | "done" | "dropped" | "inTime" | "late") =>
    sum(all.map((items) => items[name]));
  const [total, dropped] = [totalOf("total"), totalOf("dropped")];
  const [inTime, late] = [totalOf("inTime"), totalOf("late")];
  const openDue = all.flatMap((items) => items.openDue);
  const overdue = openDue.filter((due) => due < day).length;
  const notYetDue = openDue.length - overdue;
  const unknown = total - dropped - inTime - late - openDue.length;
  return { total, done: totalOf("done"), dropped, inTime, late, overdue, notYetDue, unknown };
}

/** Kinds and outcomes in one order, those that did not occur left out. */
export function mitigationsIn(counted: readonly ReadIncident[]): MitigationCounts {
  const counts = kinds.flatMap((kind) => {
    const each = counted.map(({ summary }) => summary.mitigations[kind] ?? {});
    const outcomes = states
      .map((state) => [state, sum(each.map((one) => one[state] ?? 0))] as const)
      .filter(([, count]) => count > 0);
    return outcomes.length === 0 ? [] : [[kind, Object.fromEntries(outcomes)] as const];
  });
  return Object.fromEntries(counts);
}

const kinds = ["rollback", "hotfix"] as const;
/** What worked first. */
const states: readonly MitigationState[] = [
  "deployed",
  "deploy-failed",
  "merged",
  "open",
  "draft",
  "closed",
  "opening",
  "not-opened",
];

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
