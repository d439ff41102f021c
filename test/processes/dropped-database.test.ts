import { afterAll, beforeAll, expect, test } from "vitest";
import { writesOfOneMoreLook } from "./killing.ts";
import { armKnife } from "./knife.ts";
import { missingAtEnd, settle } from "./outcome.ts";
import { declare, play } from "./play.ts";
import { script } from "./script.ts";
import { onStage } from "./stage.ts";
import { embedded, onServer, type Storages } from "./storage.ts";

let storages: Readonly<Record<"PGlite" | "PostgreSQL", Storages>>;
beforeAll(async () => {
  storages = { PGlite: await embedded(), PostgreSQL: await onServer() };
});
afterAll(() => storages.PostgreSQL.close());

test.concurrent.each(["PGlite", "PostgreSQL"] as const)(
  "with the database of %s dropped between two writes, the incident goes on as if nothing was",
  { timeout: 120_000 },
  (name) =>
    onStage(storages[name], async (stage, storage) => {
      const first = await stage.start();
      await declare(stage);
      await play(stage, script.slice(0, 2));
      // The next rocket is owed by the card when the process ends.
      const knife = armKnife(
        stage.sandbox,
        { call: 1, cut: "not applied", only: /\/reactions$/ },
        () => first.program.signal("SIGKILL"),
      );
      await play(stage, script.slice(2, 5));
      await knife.fallen;
      await first.program.ended;
      const owed = stage.place.record()?.owed.length ?? 0;
      const generation = stage.place.record()?.generation ?? 0;
      expect(owed).toBeGreaterThan(0);
      await storage.drop();
      await stage.start();
      await play(stage, script.slice(5));
      expect(await settle(stage, () => missingAtEnd(stage.place), 90_000)).toEqual([]);
      expect(stage.place.record()?.generation).toBeGreaterThan(generation);
      expect(await writesOfOneMoreLook(stage)).toEqual([]);
    }),
);
