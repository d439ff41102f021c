import { describe, expect, test } from "vitest";
import { pickPull } from "../../support/git-histories.ts";
import { createRandom } from "../../support/random.ts";
import { seedFrom } from "../../support/seed.ts";
import { compareWithGit } from "./against-git.ts";
import { judge } from "./judge.ts";

const seed = seedFrom("ROLLBACK_SEED");
const random = createRandom(seed);
/** Git works for half a minute on a busy machine. */
const patience = 240_000;

describe(`rolling back as git does, ROLLBACK_SEED=${seed}`, () => {
  test(
    "pull requests that were merged, squashed or rebased, in 150 random histories",
    async () => {
      const compared = await compareWithGit({ histories: 150, random, pick: pickPull });
      expect(compared.length).toBeGreaterThanOrEqual(136);
      const tally = judge(compared);
      console.info(`pull requests: ${JSON.stringify(tally)}`);
      expect(tally.clean).toBeGreaterThan(30);
      expect(tally.merged).toBeGreaterThan(4);
      expect(tally.conflicts).toBeGreaterThan(15);
    },
    patience,
  );
});
