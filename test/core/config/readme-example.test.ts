import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig } from "../../../src/core/config/read-config.ts";

test("the configuration that the README shows is valid as it stands", () => {
  const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
  const examples = [...readme.matchAll(/```yaml\n(version:[\s\S]*?)```/g)];
  expect(examples).not.toEqual([]);
  for (const [, example = ""] of examples) expect(readConfig(example).problems).toEqual([]);
});
