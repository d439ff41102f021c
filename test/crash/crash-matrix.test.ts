import { describe, expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import type { Story } from "../scenarios/story.ts";
import { allCuts, describeCut, playCut } from "./cut.ts";
import { playUndisturbed } from "./disturbed.ts";
import { lagging, lags } from "./lag.ts";
import { oneIn, runAll, shareOf } from "./run-all.ts";
import { random, seed } from "./seed.ts";

const limitMs = 90_000;

test.each(shortStories)(
  "cut at every call: $title",
  async (story) => {
    expect(await cutApart(story, (cuts) => cuts)).toEqual({});
  },
  limitMs,
);

describe.each(lags)(
  `cut at one call in ten or fewer, lists lag by %i ms, CRASH_SEED=${seed}`,
  (lagMs) => {
    // The short ones have been cut everywhere without lag.
    const stories = lagMs === 0 ? otherStories : [...shortStories, ...otherStories];
    test.each(stories)(
      "$title",
      async (story) => {
        const share = shareOf(story, lagMs);
        const some = (cuts: ReturnType<typeof allCuts>) => oneIn(share, random.shuffled(cuts));
        expect(await cutApart(lagging(story, lagMs), some)).toEqual({});
      },
      limitMs,
    );
  },
);

async function cutApart(
  story: Story,
  choose: (cuts: ReturnType<typeof allCuts>) => ReturnType<typeof allCuts>,
) {
  const undisturbed = await playUndisturbed(story);
  const cuts = choose(allCuts(undisturbed.calls.length));
  return runAll(cuts, describeCut, (cut) => playCut(undisturbed, cut));
}
