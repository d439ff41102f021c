import { test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { describeCut, playCut, thoroughCuts } from "./cut.ts";
import { playUndisturbed } from "./disturbed.ts";
for (const lagMs of [0, 8000])
test.each([...shortStories, ...otherStories])(lagMs + ": $title", async (s) => {
  const story = { ...s, options: { ...s.options, lagMs } };
  const undisturbed = await playUndisturbed(story);
  const failed: Record<string, readonly string[]> = {};
  for (const cut of thoroughCuts(undisturbed.calls)) {
    const wrong = await playCut(undisturbed, cut);
    if (wrong.length > 0) failed[describeCut(cut)] = wrong;
  }
  const n = Object.keys(failed).length;
  if (n > 0) throw new Error(n + "\n" + JSON.stringify(Object.fromEntries(Object.entries(failed).slice(0, 6)), null, 1).slice(0, 3000));
}, 290_000);
