import type { Incident } from "../incident.ts";
import { type Instant, readStamp } from "../stamp.ts";

/** When the clock of an incident began: when it was declared, or came back. */
export function beginningOf({ milestones, clockBeganAt }: Incident): Instant | undefined {
  return newest([milestones.declaredAt, clockBeganAt]);
}

/** When a field was set last. */
export function setAt({ setBy }: Incident, field: string): Instant | undefined {
  const stamp = setBy[field];
  return stamp === undefined ? undefined : readStamp(stamp).at;
}

export function newest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((latest, at) => {
    if (at === undefined) return latest;
    return latest === undefined || Date.parse(at) > Date.parse(latest) ? at : latest;
  }, undefined);
}
