import type { Story } from "../scenarios/story.ts";
import { createRandom } from "../support/random.ts";
import type { Disturbance } from "./disturbed.ts";
import { longestLagMs } from "./lag.ts";

/**
 * Two replicas whose calls interleave at random, and deliveries that are lost, doubled and
 * reordered. The same seed gives the same run.
 */
export function turbulence(seed: number, story: Story): Disturbance {
  const random = createRandom(seed);
  const waiting: (() => void)[] = [];
  const passages = ["send", "send", "send", "twice", "hold", "drop"] as const;
  return {
    replicas: 2,
    choose: (among) => random.below(among),
    passage: () => {
      const passage = random.pick(passages) ?? "send";
      return passage === "drop" && story.needsDeliveries === true ? "hold" : passage;
    },
    intercept: async (_world, _call, send) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return send();
    },
    letOneGo: () => {
      const [one] = waiting.splice(random.below(waiting.length), 1);
      one?.();
      return one !== undefined;
    },
    atRest: (world) => {
      world.time.advance(longestLagMs);
      for (const delivery of random.shuffled(world.held.splice(0))) world.deliver(delivery);
      world.resync();
    },
  };
}
