import { differences } from "../crash/disturbed.ts";
import type { Story } from "../scenarios/story.ts";
import { brokenPromises } from "../support/invariants.ts";
import { openHttpWorld } from "./http-world.ts";
import { outcomeOf } from "./outcome.ts";

/** Where the connection breaks, and with it the app, its memory and its queue. */
export interface HttpCut {
  /** Counts the requests of the undisturbed run from 1. */
  readonly request: number;
  readonly applied: boolean;
}

/** Plays the story with one cut, then again and a resync; says what came out differently. */
export async function playHttpCut(
  story: Story,
  undisturbed: PlayedOverHttp,
  cut: HttpCut,
): Promise<readonly string[]> {
  const { outcome, broken, starts, requests } = await playOverHttp(story, cut);
  return [
    ...(starts === 2 || requests < cut.request ? [] : ["it did not die once"]),
    ...differences(outcome, undisturbed.outcome),
    ...broken,
  ];
}

/** How a story ends over real HTTP. */
export interface PlayedOverHttp {
  readonly outcome: unknown;
  readonly broken: readonly string[];
  readonly starts: number;
  readonly requests: number;
}

export async function playOverHttp(story: Story, cut?: HttpCut): Promise<PlayedOverHttp> {
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
    const played = { starts: world.starts, requests };
    const broken = [...brokenPromises(world), ...(await world.writesAtRest())];
    return { ...played, outcome: outcomeOf(world), broken };
  } finally {
    await world.close();
  }
}

export function allHttpCuts(requests: number): readonly HttpCut[] {
  return Array.from({ length: requests }, (_, index) => index + 1).flatMap((request) =>
    [false, true].map((applied) => ({ request, applied })),
  );
}

export function describeHttpCut({ request, applied }: HttpCut): string {
  return `request ${request}, ${applied ? "applied" : "not applied"}`;
}
