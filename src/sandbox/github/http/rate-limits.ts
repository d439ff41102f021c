const hour = 3_600_000;

export interface RateLimits {
  /** Counts one request of this actor and says what the headers should. */
  spend: (actor: string, cost: number) => RateState;
}

export interface RateState {
  limit: number;
  remaining: number;
  used: number;
  /** Seconds since the epoch. */
  reset: number;
  exhausted: boolean;
}

/** The primary limit: `limit` requests an hour for each actor. Answers 304 are free. */
export function createRateLimits(now: () => Date, limit: number): RateLimits {
  const windows = new Map<string, { used: number; endsAt: number }>();
  return {
    spend(actor, cost) {
      const at = now().getTime();
      const before = windows.get(actor);
      const window = before && before.endsAt > at ? before : { used: 0, endsAt: at + hour };
      const exhausted = cost > 0 && window.used + cost > limit;
      if (!exhausted) window.used += cost;
      windows.set(actor, window);
      return {
        limit,
        remaining: limit - window.used,
        used: window.used,
        reset: Math.floor(window.endsAt / 1000),
        exhausted,
      };
    },
  };
}
