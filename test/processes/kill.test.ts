import { afterAll, expect, test } from "vitest";
import { createRandom } from "../support/random.ts";
import { type Killing, killOnce } from "./killing.ts";
import { cuts } from "./knife.ts";
import { embedded, onServer } from "./storage.ts";

const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 2 ** 32));
const random = createRandom(seed);
const kills = 6;

const databases = await Promise.all([embedded(), onServer()]);
afterAll(async () => {
  for (const database of databases) await database.close();
});

const killings: readonly Killing[] = databases.flatMap((database) =>
  Array.from({ length: kills }, (_, index) => ({
    storages: database,
    database: database.name,
    moment: random.below(8),
    call: 1 + random.below(12),
    cut: cuts[index % cuts.length] ?? "answered",
    missed: 1 + random.below(2),
  })),
);

test.concurrent.each(killings)(
  `killed on $database at call $call after moment $moment, $cut; KILL_SEED=${seed}`,
  async (killing) => {
    expect(await killOnce(killing)).toEqual([]);
  },
  175_000,
);
