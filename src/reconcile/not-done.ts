import { type Effect, type IncidentRecord, nameOf } from "../core/card/record.ts";
import { type Difference, keyOfDifference } from "./differences.ts";
import type { Stop } from "./failure.ts";

/** What GitHub will not let us do is not tried again, and the card says so. */
export interface NotDone {
  readonly name: string;
  readonly why: string;
  /** What now differs for good from what we wanted to show. */
  readonly difference?: string;
}

/** The newest few are enough to see what is wrong with the setup. */
const mostNotDone = 5;

export function withNotDone(record: IncidentRecord, notDone: readonly NotDone[]): IncidentRecord {
  const names = notDone.map(({ name }) => name);
  const notices = notDone.map(({ name, why }) => ({ code: "not-done" as const, what: name, why }));
  const before = record.notices.filter(
    (notice) => notice.code !== "not-done" || !names.includes(notice.what),
  );
  const told = [...before.filter(({ code }) => code === "not-done"), ...notices].slice(
    -mostNotDone,
  );
  return {
    ...record,
    generation: record.generation + 1,
    // Everything owed was done or refused by now; what a person changes from here on is a gesture.
    owed: [],
    yielded: [...record.yielded, ...notDone.flatMap(({ difference }) => difference ?? [])],
    notices: [...before.filter(({ code }) => code !== "not-done"), ...told],
  };
}

/** Without its issue a look has nothing left to do. */
export function isLost({ kind }: Effect, { reason }: Stop): boolean {
  return reason === "gone" && !elsewhere.has(kind);
}

/** What is written to another issue, which may be gone alone. */
const elsewhere: ReadonlySet<Effect["kind"]> = new Set([
  "plan-check",
  "checklist",
  "postmortem-state",
  "postmortem-owner",
  "review",
  "reminder",
  "page-state",
  "tell",
  "room",
  "tracked",
  "tracked-state",
]);

export function notDone(effect: Effect, why: string): NotDone {
  const name = nameOf(effect);
  const known = differenceWithout(effect);
  return { name, why, ...(known !== undefined && { difference: keyOfDifference(known) }) };
}

/** What GitHub goes on showing without the effect. */
function differenceWithout(effect: Effect): Difference | undefined {
  switch (effect.kind) {
    case "label":
      return { kind: "label", name: effect.name, present: !effect.present };
    case "assignee":
      return { kind: "assignee", login: effect.login, present: !effect.present };
    case "state":
      return { kind: "state", state: effect.state === "open" ? "closed" : "open" };
    default:
      return undefined;
  }
}
