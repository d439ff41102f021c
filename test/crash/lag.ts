import type { Story } from "../scenarios/story.ts";

/** How long GitHub's lists may lack a new comment, in milliseconds. */
export const lags = [0, 8_000] as const;

/** After so long every list shows everything. */
export const longestLagMs = 10_000;

/** The same story where lists do not show a comment at once. */
export function lagging(story: Story, lagMs: number): Story {
  return { ...story, options: { ...story.options, lagMs } };
}
