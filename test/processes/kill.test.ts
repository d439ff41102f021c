import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../support/random.ts";
import { seedFrom } from "../support/seed.ts";
import { type Killing, killOnce } from "./killing.ts";
import { cuts } from "./knife.ts";
import { embedded, onServer, type Storages } from "./storage.ts";

const seed = seedFrom("KILL_SEED");
const random = createRandom(seed);
const killsPerDatabase = 6;
const limitMs = 175_000;

const databases = { PGlite: embedded, PostgreSQL: onServer };
const names = ["PGlite", "PostgreSQL"] as const;

const killings = names.flatMap((database) =>
  Array.from({ length: killsPerDatabase }, (_, index) => ({
    database,
    moment: random.below(7),
    call: 1 + random.below(12),
    cut: cuts[index % cuts.length] ?? "answered",
    missed: 1 + random.below(2),
  })),
);

const opened: Storages[] = [];
/** All at once, since most of the time passes with waiting. */
let outcomes: ReadonlyMap<Killing, Promise<readonly string[]>>;

beforeAll(async () => {
  const storages = { PGlite: await databases.PGlite(), PostgreSQL: await databases.PostgreSQL() };
  opened.push(...Object.values(storages));
  outcomes = new Map(killings.map((one) => [one, killOnce(one, storages[one.database])]));
  for (const outcome of outcomes.values()) outcome.catch(() => undefined);
});
afterAll(async () => {
  for (const storages of opened) await storages.close();
});

test.each(killings)(
  `killed on $database at call $call after moment $moment, $cut; KILL_SEED=${seed}`,
  async (killing) => {
    expect(await outcomes.get(killing)).toEqual([]);
  },
  limitMs,
);
