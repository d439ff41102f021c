import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/live/**", "test/soak/**"],
    // .ci/run counts from this report what passed and what failed.
    reporters: ["default", "json"],
    outputFile: { json: ".tmp/test-report.json" },
    // A process per file: a killed child, a signal or a database must not reach the next one.
    pool: "forks",
    // Most files wait for a database or a socket, so two cores serve two of them well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // An error that no test expected fails the run, whoever was being tested.
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
  },
});
