/** What one run costs in milliseconds, at its best of three: a busy machine proves nothing. */
export function costOf(run: () => unknown): number {
  const costs = [1, 2, 3].map(() => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...costs);
}
