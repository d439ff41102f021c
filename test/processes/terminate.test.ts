import { expect, test } from "vitest";
import { createRandom } from "../support/random.ts";
import { seedFrom } from "../support/seed.ts";
import { writesOfOneMoreLook } from "./killing.ts";
import { armKnife } from "./knife.ts";
import { missingAtEnd, settle } from "./outcome.ts";
import { declare, play } from "./play.ts";
import { script } from "./script.ts";
import { onStage, rest } from "./stage.ts";
import { embedded } from "./storage.ts";

const seed = seedFrom("KILL_SEED");
const random = createRandom(seed);
const mostDrainMs = 10_000;

const storages = await embedded();

test(
  "a second process on the same folder is refused, and the first goes on",
  () =>
    onStage(storages, async (stage) => {
      const first = await stage.start();
      const second = stage.startBeside();
      expect((await second.ended).code).toBe(1);
      expect(second.output()).toMatch(/database directory .* is in use by process \d+/);
      expect(second.output()).toContain("DATABASE_URL");
      await declare(stage);
      await play(stage, script.slice(0, 2));
      await rest(stage);
      expect(stage.place.card()).toContain("SEV1 · investigating");
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    }),
  60_000,
);

test(
  `SIGTERM in the middle of work ends within ten seconds and loses nothing; KILL_SEED=${seed}`,
  () =>
    onStage(storages, async (stage) => {
      const first = await stage.start();
      await declare(stage);
      const at = { call: 1 + random.below(12), cut: "answered" } as const;
      let toldAt = 0;
      let endedAt = 0;
      void first.program.ended.then(() => {
        endedAt = Date.now();
      });
      const knife = armKnife(stage.sandbox, at, () => {
        toldAt = Date.now();
        first.program.signal("SIGTERM");
      });
      await play(stage, script.slice(0, 4));
      await knife.fallen;
      expect(await first.program.ended).toEqual({ code: 0, signal: null });
      expect(endedAt - toldAt).toBeLessThan(mostDrainMs + 500);
      await play(stage, script.slice(4, 6));
      await stage.start();
      await play(stage, script.slice(6));
      expect(await settle(stage, () => missingAtEnd(stage.place))).toEqual([]);
      expect(await writesOfOneMoreLook(stage)).toEqual([]);
    }),
  120_000,
);
