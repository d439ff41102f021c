import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { builtInRunbooks } from "../../../src/adapters/runbooks/built-in-runbooks.ts";

test("every file of runbooks/ is one of ours, by its name and in order", () => {
  const files = readdirSync(new URL("../../../runbooks/", import.meta.url));
  expect(builtInRunbooks().map(({ name }) => name)).toEqual(files.sort());
  expect(builtInRunbooks().every(({ text }) => text.startsWith("---\n"))).toBe(true);
});
