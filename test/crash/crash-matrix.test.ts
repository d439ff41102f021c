import { expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { allCuts, describeCut, playCut } from "./cut.ts";
import { playUndisturbed } from "./disturbed.ts";
import { oneInTen, runAll } from "./run-all.ts";
import { random, seed } from "./seed.ts";

const limitMs = 90_000;

test.each(shortStories)(
  "cut at every call: $title",
  async (story) => {
    const undisturbed = await playUndisturbed(story);
    const cuts = allCuts(undisturbed.calls.length);
    expect(await runAll(cuts, describeCut, (cut) => playCut(undisturbed, cut))).toEqual({});
  },
  limitMs,
);

test.each(otherStories)(
  `cut at one call in ten, CRASH_SEED=${seed}: $title`,
  async (story) => {
    const undisturbed = await playUndisturbed(story);
    const cuts = oneInTen(random.shuffled(allCuts(undisturbed.calls.length)));
    expect(await runAll(cuts, describeCut, (cut) => playCut(undisturbed, cut))).toEqual({});
  },
  limitMs,
);
