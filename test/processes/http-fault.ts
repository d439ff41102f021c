import type { Fault } from "../../src/sandbox/github/http/faults.ts";
import { differences } from "../crash/disturbed.ts";
import { createRandom } from "../support/random.ts";
import { type HttpWorld, openHttpWorld } from "./http-world.ts";
import { missingAtEnd, outcomeOf } from "./outcome.ts";
import { permissions, script } from "./script.ts";

const secondary = {
  message: "You have exceeded a secondary rate limit. Please wait a few minutes.",
};
const abuse = { message: "You have triggered an abuse detection mechanism." };

/** What may come instead of an answer, by what it is called. */
export const faults: Readonly<Record<string, Fault>> = {
  "500": { kind: "answer", status: 500, body: { message: "Server Error" } },
  "502, not applied": { kind: "answer", status: 502, applied: false },
  "502, applied": { kind: "answer", status: 502, applied: true },
  "503": { kind: "answer", status: 503 },
  "403, secondary limit, Retry-After": {
    kind: "answer",
    status: 403,
    body: secondary,
    headers: { "retry-after": "6" },
  },
  "403, secondary limit": { kind: "answer", status: 403, body: secondary },
  "403, abuse wording": { kind: "answer", status: 403, body: abuse },
  "429": {
    kind: "answer",
    status: 429,
    body: { message: "Too many requests" },
    headers: { "retry-after": "6" },
  },
  "connection reset, not applied": { kind: "reset", applied: false },
  "connection reset, applied": { kind: "reset", applied: true },
  "truncated JSON": { kind: "truncated" },
  "HTML with 200, not applied": { kind: "html", applied: false },
  "HTML with 200, applied": { kind: "html", applied: true },
};

/** Fewer would prove nothing. */
const fewest = 5;

/** Plays the incident with one answer in so many disturbed; says what came out differently. */
export async function playFaulty(
  fault: Fault,
  { seed, every, undisturbed }: { seed: number; every: number; undisturbed: unknown },
): Promise<readonly string[]> {
  const random = createRandom(seed);
  let given = 0;
  const world = await openHttpWorld(permissions);
  try {
    world.disturb(() => {
      if (random.below(every) > 0) return undefined;
      given += 1;
      return fault;
    });
    await playScript(world);
    world.disturb(() => undefined);
    return [
      ...(given >= fewest ? [] : [`only ${given} answers were disturbed`]),
      ...missingAtEnd(world),
      ...differences(outcomeOf(world), undisturbed),
      ...(await world.writesAtRest()),
    ];
  } finally {
    await world.close();
  }
}

/** How the incident ends when nothing is disturbed. */
export async function undisturbedOutcome(): Promise<unknown> {
  const world = await openHttpWorld(permissions);
  await playScript(world);
  const missed = missingAtEnd(world);
  await world.close();
  if (missed.length > 0) throw new Error(`Undisturbed, yet: ${missed.join("; ")}`);
  return outcomeOf(world);
}

async function playScript(world: HttpWorld): Promise<void> {
  const ada = world.person("ada");
  await world.step(() => ada.opens({ title: "Checkout is down" }));
  await world.step(() => ada.labels("incident"));
  for (const lines of script) {
    await world.step(() => {
      for (const { who, says } of lines) world.person(who).says(says);
    });
  }
}
