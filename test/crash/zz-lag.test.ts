import { expect, test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { allCuts, describeCut, playCut, playUndisturbed } from "./cut.ts";
test.each([...shortStories, ...otherStories])("lag: $title", async (s) => {
  const story = { ...s, options: { ...s.options, lagMs: 8000 } };
  const undisturbed = await playUndisturbed(story);
  const failed: Record<string, readonly string[]> = {};
  for (const cut of allCuts(undisturbed.calls)) {
    const wrong = await playCut(undisturbed, cut);
    if (wrong.length > 0) failed[describeCut(cut)] = wrong;
  }
  const n = Object.keys(failed).length;
  if (n > 0) throw new Error(n + "\n" + JSON.stringify(Object.fromEntries(Object.entries(failed).slice(0, 6)), null, 1).slice(0, 3000));
}, 290_000);
