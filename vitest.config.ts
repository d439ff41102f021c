import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/live/**", "test/soak/**"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
