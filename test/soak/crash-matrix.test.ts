import { describe, expect, test } from "vitest";
import { describeCut, playCut, thoroughCuts } from "../crash/cut.ts";
import { playDisturbed, playUndisturbed } from "../crash/disturbed.ts";
import { allFailures, describeFailing, playFailing } from "../crash/failure.ts";
import { lagging, lags } from "../crash/lag.ts";
import { runAll } from "../crash/run-all.ts";
import { turbulence } from "../crash/turbulence.ts";
import { otherStories, shortStories, storiesForReplicas } from "../scenarios/stories.ts";

const stories = [...shortStories, ...otherStories];
const limitMs = 10 * 60_000;
const turbulentRuns = 200;

describe.each(lags)("lists lag by %i ms", (lagMs) => {
  test.each(stories)(
    "cut at every call in every way: $title",
    async (story) => {
      const undisturbed = await playUndisturbed(lagging(story, lagMs));
      const cuts = thoroughCuts(undisturbed.calls.length);
      const wrong = await runAll(cuts, describeCut, (cut) => playCut(undisturbed, cut));
      expect(wrong).toEqual({});
    },
    limitMs,
  );

  test.each(stories)(
    "every answer fails in every way: $title",
    async (story) => {
      const undisturbed = await playUndisturbed(lagging(story, lagMs));
      const failures = allFailures(undisturbed.calls.length);
      const wrong = await runAll(failures, describeFailing, (one) => playFailing(undisturbed, one));
      expect(wrong).toEqual({});
    },
    limitMs,
  );

  test.each(storiesForReplicas)(
    "two replicas in turbulence: $title",
    async (story) => {
      const undisturbed = await playUndisturbed(lagging(story, lagMs));
      const seeds = Array.from({ length: turbulentRuns }, (_, index) => index + 1);
      const wrong = await runAll(seeds, String, (seed) =>
        playDisturbed(undisturbed, turbulence(seed, story)),
      );
      expect(wrong).toEqual({});
    },
    limitMs,
  );
});
