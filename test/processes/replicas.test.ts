import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../support/random.ts";
import { seedFrom } from "../support/seed.ts";
import { writesOfOneMoreLook } from "./killing.ts";
import { armKnife, cuts } from "./knife.ts";
import { missingAtEnd, settle } from "./outcome.ts";
import { declare, play } from "./play.ts";
import { script } from "./script.ts";
import { onStage, type Running } from "./stage.ts";
import { onServer, type Storages } from "./storage.ts";

const seed = seedFrom("KILL_SEED");
const random = createRandom(seed);

let server: Storages;
beforeAll(async () => {
  server = await onServer();
});
afterAll(() => server.close());

/** One of the two is killed after this moment and comes back after the last. */
const rows = [0, 1].map((victim) => ({
  victim,
  moment: random.below(6),
  call: 1 + random.below(12),
  cut: random.pick(cuts) ?? "answered",
}));

test.concurrent.each(rows)(
  `two replicas, number $victim killed at call $call after moment $moment, KILL_SEED=${seed}`,
  { timeout: 175_000 },
  async ({ victim, moment, call, cut }) => {
    const wrong = await onStage(server, async (stage) => {
      const replicas: readonly Running[] = [await stage.start(), await stage.start()];
      const killed = replicas[victim]?.program;
      await declare(stage);
      await play(stage, script, async (index) => {
        if (index === moment) {
          armKnife(stage.sandbox, { call, cut }, () => killed?.signal("SIGKILL"));
        }
        if (index === script.length - 2) killed?.signal("SIGKILL");
      });
      await killed?.ended;
      await stage.start();
      return [
        ...(await settle(stage, () => missingAtEnd(stage.place))),
        ...(await writesOfOneMoreLook(stage)),
      ];
    });
    expect(wrong).toEqual([]);
  },
);
