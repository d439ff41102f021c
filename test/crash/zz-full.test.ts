import { expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { describeCut, playCut, playUndisturbed, thoroughCuts } from "./cut.ts";
test.each([...shortStories, ...otherStories])("cut at every call: $title", async (story) => {
  const undisturbed = await playUndisturbed(story);
  const failed: Record<string, readonly string[]> = {};
  for (const cut of thoroughCuts(undisturbed.calls)) {
    const wrong = await playCut(undisturbed, cut);
    if (wrong.length > 0) failed[describeCut(cut)] = wrong;
  }
  expect(failed).toEqual({});
}, 290_000);
