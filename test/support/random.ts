/** Repeatable random numbers from a seed (mulberry32). */
export interface Random {
  /** An integer from 0 up to but without `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T | undefined;
  shuffled<T>(from: readonly T[]): readonly T[];
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (from) => from[below(from.length)],
    shuffled: (from) => {
      const rest = [...from];
      const mixed = [];
      while (rest.length > 0) mixed.push(...rest.splice(below(rest.length), 1));
      return mixed;
    },
  };
}
