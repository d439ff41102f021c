/** How long something took over a set of incidents. Of an empty set there is neither length. */
export interface Spread {
  /** How many lengths are known. */
  readonly n: number;
  /** How many are not. */
  readonly missing: number;
  /** The middle one, or the mean of the two in the middle, to the millisecond. */
  readonly medianMs?: number;
  /** Nearest rank: of `n` in order the one at place ⌈0.9 n⌉, so always one that occurred. */
  readonly p90Ms?: number;
}

export function spreadOf(lengthsMs: readonly (number | undefined)[]): Spread {
  const known = lengthsMs.filter((ms) => ms !== undefined).sort((a, b) => a - b);
  const n = known.length;
  const [lower, upper] = [known[Math.ceil(n / 2) - 1], known[Math.floor(n / 2)]];
  // Not 0.9 * n, which is a little more than the whole number for some n.
  const p90Ms = known[Math.ceil((9 * n) / 10) - 1];
  return {
    n,
    missing: lengthsMs.length - n,
    ...(lower !== undefined &&
      upper !== undefined && { medianMs: Math.round((lower + upper) / 2) }),
    ...(p90Ms !== undefined && { p90Ms }),
  };
}
