import { defineConfig } from "vitest/config";

const settings = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith("ALLCLEAR_LIVE_") && value ? [[name, value]] : [],
  ),
);

/** What only real GitHub can show. Asks for a token and a throwaway repository; never run by CI. */
export default defineConfig({
  test: {
    include: ["test/live/**/*.test.ts"],
    globalSetup: ["test/live/require-settings.ts"],
    provide: { settings },
    reporters: ["verbose"],
    // One after the other, and slowly: the host limits how fast one account may write.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
  },
});
