import { describe, expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { playUndisturbed } from "./disturbed.ts";
import { allFailures, describeFailing, playFailing } from "./failure.ts";
import { lagging, lags } from "./lag.ts";
import { oneIn, runAll, shareOf } from "./run-all.ts";
import { random, seed } from "./seed.ts";

describe.each(lags)(
  `one answer in ten or fewer fails, lists lag by %i ms, CRASH_SEED=${seed}`,
  (lagMs) => {
    test.each([...shortStories, ...otherStories])(
      "$title",
      async (story) => {
        const undisturbed = await playUndisturbed(lagging(story, lagMs));
        const all = random.shuffled(allFailures(undisturbed.calls.length));
        const failures = oneIn(shareOf(story, lagMs), all);
        const wrong = await runAll(failures, describeFailing, (one) =>
          playFailing(undisturbed, one),
        );
        expect(wrong).toEqual({});
      },
      60_000,
    );
  },
);
