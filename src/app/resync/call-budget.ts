/** Calls that a full pass may make per installation within any hour. */
export const callsPerHour = 300;

const hourMs = 3_600_000;

/** When calls were made, and how many. */
export type Spent = readonly (readonly [at: number, calls: number])[];

export interface CallBudget {
  /** Whether so many more calls fit into this round and this hour. */
  allows(calls: number): boolean;
  spend(calls: number): void;
  /** To be kept for the next round: what was spent within the last hour. */
  spent(): Spent;
}

/** What is left of the hour that ends now, and of this round. */
export function callBudget(before: Spent, now: number, perRound: number): CallBudget {
  const lastHour = before.filter(([at]) => at > now - hourMs && at <= now);
  const earlier = lastHour.reduce((sum, [, calls]) => sum + calls, 0);
  let calls = 0;
  return {
    allows: (more) => calls + more <= Math.min(perRound, callsPerHour - earlier),
    spend: (more) => {
      calls += more;
    },
    spent: () => (calls === 0 ? lastHour : [...lastHour, [now, calls]]),
  };
}
