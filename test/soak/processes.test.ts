import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runAll } from "../crash/run-all.ts";
import { allHttpCuts, describeHttpCut, playHttpCut, playOverHttp } from "../processes/http-cut.ts";
import { faults, playFaulty, undisturbedOutcome } from "../processes/http-fault.ts";
import { type Killing, killOnce } from "../processes/killing.ts";
import { cuts } from "../processes/knife.ts";
import { embedded, onServer, type Storages } from "../processes/storage.ts";
import { shortStories } from "../scenarios/stories.ts";
import { createRandom } from "../support/random.ts";
import { seedFrom } from "../support/seed.ts";

const seed = seedFrom("KILL_SEED");
const random = createRandom(seed);
const rounds = 10;
const killsAtOnce = 6;
const limitMs = 60 * 60_000;

let storages: readonly Storages[];
beforeAll(async () => {
  storages = [await embedded(), await onServer()];
});
afterAll(async () => {
  for (const one of storages) await one.close();
});

function randomKilling(): Killing {
  return {
    moment: random.below(8),
    call: 1 + random.below(15),
    cut: random.pick(cuts) ?? "answered",
    missed: 1 + random.below(2),
  };
}

test.each([0, 1])(
  `${rounds * killsAtOnce} kills on database number %i, KILL_SEED=${seed}`,
  async (index) => {
    const on = storages[index];
    if (on === undefined) throw new Error(`There is no database number ${index}.`);
    for (let round = 0; round < rounds; round += 1) {
      const killings = Array.from({ length: killsAtOnce }, randomKilling);
      const wrong = await Promise.all(killings.map((one) => killOnce(one, on)));
      const named = wrong.map((found, at) => ({ killing: killings[at], found }));
      expect(named.filter(({ found }) => found.length > 0)).toEqual([]);
    }
  },
  limitMs,
);

test.each(shortStories)(
  "over HTTP, cut at every request: $title",
  async (story) => {
    const undisturbed = await playOverHttp(story);
    const all = allHttpCuts(undisturbed.requests);
    const wrong = await runAll(all, describeHttpCut, (cut) => playHttpCut(story, undisturbed, cut));
    expect(wrong).toEqual({});
  },
  limitMs,
);

describe.each([3, 5, 9])("one answer in %i fails", (every) => {
  test.each(Object.entries(faults))(
    `in twenty ways, from seed ${seed}: %s`,
    async (_, fault) => {
      const undisturbed = await undisturbedOutcome();
      const seeds = Array.from({ length: 20 }, (_one, index) => (seed + index) >>> 0);
      const wrong = await runAll(seeds, String, (one) =>
        playFaulty(fault, { seed: one, every, undisturbed }),
      );
      expect(wrong).toEqual({});
    },
    limitMs,
  );
});
