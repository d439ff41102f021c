import { createRandom } from "../support/random.ts";

/** Stands in test names, so that a failure can be played again with `CRASH_SEED`. */
export const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 32));

export const random = createRandom(seed);
