const seconds = [1, 2, 5, 15, 60];

/** How long after its n-th failure in a row (from 1) a look comes again. */
export function retryAfterMs(failures: number): number {
  return (seconds[Math.min(failures, seconds.length) - 1] ?? 1) * 1000;
}
