import { describe, expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { playUndisturbed } from "./disturbed.ts";
import { allFailures, describeFailing, playFailing } from "./failure.ts";
import { lagging, lags } from "./lag.ts";
import { oneIn, runAll } from "./run-all.ts";
import { random, seed } from "./seed.ts";

describe.each(lags)(`one answer in ten fails, lists lag by %i ms, CRASH_SEED=${seed}`, (lagMs) => {
  test.each([...shortStories, ...otherStories])(
    "$title",
    async (story) => {
      const undisturbed = await playUndisturbed(lagging(story, lagMs));
      const failures = oneIn(10, random.shuffled(allFailures(undisturbed.calls.length)));
      const wrong = await runAll(failures, describeFailing, (one) => playFailing(undisturbed, one));
      expect(wrong).toEqual({});
    },
    60_000,
  );
});
