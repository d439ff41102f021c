import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generatedReadme } from "../../src/sandbox/readme-parts.ts";

test("the README shows the card, the commands and the configuration as they are (npm run readme)", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect(readme).toBe(generatedReadme(readme));
});
