import { expect, test } from "vitest";
import { oneIn, runAll } from "../crash/run-all.ts";
import { shortStories } from "../scenarios/stories.ts";
import { createRandom } from "../support/random.ts";
import { seedFrom } from "../support/seed.ts";
import { allHttpCuts, describeHttpCut, playHttpCut, playOverHttp } from "./http-cut.ts";

const seed = seedFrom("CRASH_SEED");
const random = createRandom(seed);

test.each(shortStories)(
  `over HTTP, cut at one request in ten, CRASH_SEED=${seed}: $title`,
  async (story) => {
    const undisturbed = await playOverHttp(story);
    const cuts = oneIn(10, random.shuffled(allHttpCuts(undisturbed.requests)));
    const wrong = await runAll(cuts, describeHttpCut, (cut) =>
      playHttpCut(story, undisturbed, cut),
    );
    expect(wrong).toEqual({});
  },
  120_000,
);
