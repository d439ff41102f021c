import { expect, test } from "vitest";
import { differences } from "../crash/disturbed.ts";
import { oneInTen, runAll } from "../crash/run-all.ts";
import { shortStories } from "../scenarios/stories.ts";
import type { Story } from "../scenarios/story.ts";
import { brokenPromises } from "../support/invariants.ts";
import { createRandom } from "../support/random.ts";
import { type HttpWorld, openHttpWorld } from "./http-world.ts";
import { outcomeOf } from "./outcome.ts";

const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 32));
const random = createRandom(seed);

interface Cut {
  /** Counts the requests of the undisturbed run from 1. */
  readonly request: number;
  readonly applied: boolean;
}

test.each(shortStories)(
  `the connection and the app die at one request in ten, CRASH_SEED=${seed}: $title`,
  async (story) => {
    const undisturbed = await playWith(story);
    const cuts = random.shuffled(allCuts(undisturbed.requests));
    const wrong = await runAll(oneInTen(cuts), describeCut, async (cut) => {
      const { outcome, broken, starts, requests } = await playWith(story, cut);
      return [
        ...(starts === 2 || requests < cut.request ? [] : ["it did not die once"]),
        ...differences(outcome, undisturbed.outcome),
        ...broken,
      ];
    });
    expect(wrong).toEqual({});
  },
  120_000,
);

async function playWith(story: Story, cut?: Cut) {
  const world = await openHttpWorld(story.options.people);
  let requests = 0;
  world.disturb(() => {
    requests += 1;
    if (requests !== cut?.request) return undefined;
    world.die();
    return { kind: "reset", applied: cut.applied };
  });
  try {
    await story.play(world);
    const { starts } = world;
    const broken = [...brokenPromises(world), ...(await writesAtRest(world))];
    return { outcome: outcomeOf(world), broken, starts, requests };
  } finally {
    await world.close();
  }
}

async function writesAtRest(world: HttpWorld): Promise<readonly string[]> {
  const before = world.writes().length;
  await world.look();
  await world.settle();
  return world.writes().slice(before);
}

function allCuts(requests: number): readonly Cut[] {
  return Array.from({ length: requests }, (_, index) => index + 1).flatMap((request) =>
    [false, true].map((applied) => ({ request, applied })),
  );
}

function describeCut({ request, applied }: Cut): string {
  return `request ${request}, ${applied ? "applied" : "not applied"}`;
}
