import { describe, expect, test } from "vitest";
import { pickCommit, pickRange } from "../../support/git-histories.ts";
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
    "commits, merges and what merges brought, in 110 random histories",
    async () => {
      const compared = await compareWithGit({ histories: 110, random, pick: pickCommit });
      expect(compared.length).toBeGreaterThanOrEqual(100);
      const tally = judge(compared);
      console.info(`commits: ${JSON.stringify(tally)}`);
      expect(tally.clean).toBeGreaterThan(20);
      expect(tally.merged).toBeGreaterThan(2);
      expect(tally.conflicts).toBeGreaterThan(10);
    },
    patience,
  );

  test(
    "ranges, in 70 random histories",
    async () => {
      const compared = await compareWithGit({ histories: 70, random, pick: pickRange });
      expect(compared.length).toBeGreaterThanOrEqual(64);
      const tally = judge(compared);
      console.info(`ranges: ${JSON.stringify(tally)}`);
      expect(tally.clean).toBeGreaterThan(8);
      expect(tally.conflicts).toBeGreaterThan(8);
    },
    patience,
  );
});
