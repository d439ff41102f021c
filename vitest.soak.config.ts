import { defineConfig } from "vitest/config";

/** What takes too long for every commit: whole crash matrices, many seeds. No network. */
export default defineConfig({
  test: {
    include: ["test/soak/**/*.test.ts"],
    reporters: ["verbose"],
    pool: "forks",
    testTimeout: 60 * 60_000,
    hookTimeout: 120_000,
    // The first failure carries the seed; an hour more of them helps nobody.
    bail: 1,
  },
});
