import { expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { createRandom } from "../support/random.ts";
import { allCuts, describeCut, playCut } from "./cut.ts";
import { playUndisturbed } from "./disturbed.ts";

const seed = Number(process.env["CRASH_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
const random = createRandom(seed);

test.each(shortStories)("cut at every call: $title", async (story) => {
  const undisturbed = await playUndisturbed(story);
  const failed: Record<string, readonly string[]> = {};
  for (const cut of allCuts(undisturbed.calls)) {
    const wrong = await playCut(undisturbed, cut);
    if (wrong.length > 0) failed[describeCut(cut)] = wrong;
  }
  expect(failed).toEqual({});
}, 90_000);

test.each(otherStories)(`cut at one call in ten, seed ${seed}: $title`, async (story) => {
  const undisturbed = await playUndisturbed(story);
  const cuts = random.shuffled(allCuts(undisturbed.calls));
  const failed: Record<string, readonly string[]> = {};
  for (const cut of cuts.slice(0, Math.ceil(cuts.length / 10))) {
    const wrong = await playCut(undisturbed, cut);
    if (wrong.length > 0) failed[describeCut(cut)] = wrong;
  }
  expect(failed).toEqual({});
}, 90_000);
