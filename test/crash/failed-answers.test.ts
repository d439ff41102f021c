import { expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { playUndisturbed } from "./disturbed.ts";
import { allFailures, describeFailing, playFailing } from "./failure.ts";
import { oneInTen, runAll } from "./run-all.ts";
import { random, seed } from "./seed.ts";

test.each([...shortStories, ...otherStories])(
  `one answer in ten fails in each way, CRASH_SEED=${seed}: $title`,
  async (story) => {
    const undisturbed = await playUndisturbed(story);
    const failures = oneInTen(random.shuffled(allFailures(undisturbed.calls.length)));
    const wrong = await runAll(failures, describeFailing, (one) => playFailing(undisturbed, one));
    expect(wrong).toEqual({});
  },
  60_000,
);
