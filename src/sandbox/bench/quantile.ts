/** The value below which that share of the values lies; the nearest one that was measured. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  const value = sorted[at];
  if (value === undefined) throw new Error("A quantile of nothing was asked for.");
  return value;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
