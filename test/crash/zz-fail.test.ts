import { test } from "vitest";
import { otherStories, shortStories } from "../scenarios/stories.ts";
import { playUndisturbed, playDisturbed } from "./disturbed.ts";
import { failureKinds, playFailing } from "./failure.ts";
import { turbulence } from "./turbulence.ts";
function show(failed: Record<string, readonly string[]>) {
  const n = Object.keys(failed).length;
  if (n > 0) throw new Error(n + "\n" + Object.entries(failed).map(([k, v]) => k + ": " + v.join(" ; ").slice(0, 300)).join("\n"));
}
for (const lagMs of [0])
test.each([...shortStories, ...otherStories])(lagMs + ": $title", async (s) => {
  const story = { ...s, options: { ...s.options, lagMs } };
  const undisturbed = await playUndisturbed(story);
  const failed: Record<string, readonly string[]> = {};
  for (const kind of failureKinds)
  for (let call = 1; call <= undisturbed.calls.length; call++) {
    const wrong = await playFailing(undisturbed, { call, kind });
    if (wrong.length > 0) failed[`${call} ${undisturbed.calls[call-1]?.method} ${kind}`] = wrong;
  }
  show(failed);
}, 290_000);
test.each([...shortStories, ...otherStories])("turbulence: $title", async (story) => {
  const undisturbed = await playUndisturbed(story);
  const failed: Record<string, readonly string[]> = {};
  for (let seed = 1; seed <= 30; seed++) {
    const wrong = await playDisturbed(undisturbed, turbulence(seed, story));
    if (wrong.length > 0) failed[`seed ${seed}`] = wrong;
  }
  show(failed);
}, 290_000);
