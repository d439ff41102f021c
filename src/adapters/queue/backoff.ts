const SECONDS = [1, 2, 5, 15, 60];

/** How long after its n-th failure in a row (from 1) a look comes again. */
export function retryAfterMs(failures: number): number {
  return (SECONDS[Math.min(failures, SECONDS.length) - 1] ?? 1) * 1000;
}
