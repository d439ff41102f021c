import { createRandom } from "../support/random.ts";
import { seedFrom } from "../support/seed.ts";

/** Stands in test names, so that a failure can be played again with `CRASH_SEED`. */
export const seed = seedFrom("CRASH_SEED");

export const random = createRandom(seed);
