/** Repeatable random numbers from a seed (mulberry32). */
export interface Dice {
  /** From 0 up to but without 1. */
  next(): number;
  /** Whether something of that probability happens. */
  chance(probability: number): boolean;
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly [T, ...(readonly T[])]): T;
  /** One of these words, by their weights. */
  weighted<W extends string>(weights: Readonly<Record<W, number>>): W;
  /** Waiting time with that mean: many short, some long. */
  wait(mean: number): number;
  /** Log-normal: `median`, and by what factor one deviation is more. */
  spread(median: number, factor: number): number;
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    weighted(weights) {
      const words = Object.keys(weights) as (keyof typeof weights)[];
      const sum = words.reduce((total, word) => total + weights[word], 0);
      let left = next() * sum;
      const found = words.find((word) => {
        left -= weights[word];
        return left < 0;
      });
      return found ?? (words[words.length - 1] as keyof typeof weights);
    },
    wait: (mean) => -mean * Math.log(1 - next()),
    spread(median, factor) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * factor ** normal;
    },
  };
}
