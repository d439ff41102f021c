import { longStories } from "../scenarios/stories.ts";
import type { Story } from "../scenarios/story.ts";

/** More than so many failures say nothing new. */
const enough = 5;

/** Runs the cases and collects, by its description, what came out differently. */
export async function runAll<T>(
  cases: readonly T[],
  describe: (one: T) => string,
  run: (one: T) => Promise<readonly string[]>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const failed: Record<string, readonly string[]> = {};
  for (const one of cases) {
    const wrong = await run(one);
    if (wrong.length > 0) failed[describe(one)] = wrong;
    if (Object.keys(failed).length >= enough) break;
  }
  return failed;
}

/** One in so many of the cases, by chance. */
export function oneIn<T>(count: number, shuffled: readonly T[]): readonly T[] {
  return shuffled.slice(0, Math.ceil(shuffled.length / count));
}

/**
 * One in how many cases of a story is played on every commit: one in ten. Weeks of reminders and
 * long texts cost the most: where lists lag as well, one in forty of those must do.
 */
export function shareOf(story: Story, lagMs: number): number {
  return lagMs > 0 && longStories.includes(story) ? 40 : 10;
}
