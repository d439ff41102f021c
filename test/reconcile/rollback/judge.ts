import { expect } from "vitest";
import type { Compared } from "./against-git.ts";

/** How often what happened. */
export interface Tally {
  clean: number;
  merged: number;
  conflicts: number;
  /** Git guessed a rename and gave up; we put back the exact paths. */
  guesses: number;
  /** Undone one by one there is a conflict on the way, undone at once there is none. */
  onTheWay: number;
  /** The other way round. */
  atOnceOnly: number;
}

/** Holds every answer against git's. */
export function judge(compared: readonly Compared[]): Tally {
  const tally: Tally = {
    clean: 0,
    merged: 0,
    conflicts: 0,
    guesses: 0,
    onTheWay: 0,
    atOnceOnly: 0,
  };
  for (const one of compared) {
    if (one.ours.kind === "conflict") {
      expect(one.gitAtOnce, `we give up, git does not: ${one.what}`).toBe("conflict");
      tally.conflicts += 1;
      if (one.git !== "conflict") tally.atOnceOnly += 1;
    } else {
      judgeClean(one, tally);
    }
  }
  return tally;
}

function judgeClean(one: Compared, tally: Tally): void {
  const { ours, ourTree, git, gitAtOnce, exactPaths, what } = one;
  expect(ourTree, `no tree for ${what}: ${JSON.stringify(ours)}`).toMatch(/^[0-9a-f]{40}$/);
  tally.clean += 1;
  if (ours.kind === "ready" && ours.plan.method === "merge") tally.merged += 1;
  if (gitAtOnce === "conflict") {
    const merged = ours.kind === "ready" && ours.plan.method === "merge";
    expect(merged, `git's own merge is in conflict: ${what}`).toBe(false);
    expect(exactPaths, `not exactly the old paths: ${what}`).toBe(ourTree);
    tally.guesses += 1;
    return;
  }
  expect(gitAtOnce.tree, `another tree than git's: ${what}`).toBe(ourTree);
  if (git === "conflict") tally.onTheWay += 1;
  else expect(git.tree, `another tree than git's, one by one: ${what}`).toBe(ourTree);
}
