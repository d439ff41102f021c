import { describe, expect, test } from "vitest";
import { storiesForReplicas } from "../scenarios/stories.ts";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { playDisturbed, playUndisturbed } from "./disturbed.ts";
import { lagging, lags } from "./lag.ts";
import { runAll } from "./run-all.ts";
import { random, seed } from "./seed.ts";
import { turbulence } from "./turbulence.ts";

const stories = storiesForReplicas;

describe.each(lags)(
  `two replicas in turbulence, lists lag by %i ms, CRASH_SEED=${seed}`,
  (lagMs) => {
    test.each(stories)("$title", async (story) => {
      const undisturbed = await playUndisturbed(lagging(story, lagMs));
      const seeds = Array.from({ length: 5 }, () => random.below(2 ** 32));
      const wrong = await runAll(seeds, String, (one) =>
        playDisturbed(undisturbed, turbulence(one, story)),
      );
      expect(wrong).toEqual({});
    });
  },
);

test.each(stories)(
  "the same seed gives the same calls in the same order: $title",
  async (story) => {
    const traces = await Promise.all([seed, seed].map((one) => traceOf(story, one)));
    expect(traces[0]).toBe(traces[1]);
  },
);

async function traceOf(story: (typeof stories)[number], one: number): Promise<string> {
  const { intercept, onLookEnd: _, ...options } = turbulence(one, story);
  const world = await openIncidentWorld({
    ...story.options,
    ...options,
    intercept: (call, send) => intercept?.(world, call, send) ?? send(),
  });
  await story.play(world);
  return JSON.stringify(world.calls);
}
