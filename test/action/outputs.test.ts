import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readOutputs } from "./read-outputs.ts";

const url = new URL("../../action/say.ts", import.meta.url).href;

/** Sets an output in a process of its own, as a step does. */
function setting(value: string): string {
  const folder = mkdtempSync(join(tmpdir(), "allclear-outputs-"));
  const file = join(folder, "output");
  const program = `
    import { sayToRunner } from ${JSON.stringify(url)};
    sayToRunner().output("url", ${JSON.stringify(value)});
    sayToRunner().output("number", 42);`;
  try {
    writeFileSync(file, "");
    const args = ["--input-type=module", "--eval", program];
    execFileSync(process.execPath, args, { env: { GITHUB_OUTPUT: file } });
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  "plain",
  "two\nlines",
  "x\nEOF\njoined=true",
  "ghadelimiter_\nnumber<<ghadelimiter_\n1",
])("the value %j cannot set another output", (value) => {
  expect(readOutputs(setting(value))).toEqual({ url: value, number: "42" });
});

test("no two values end at the same line", () => {
  const delimiter = (text: string) => /^url<<(\S+)$/m.exec(text)?.[1];
  const [first, second] = [delimiter(setting("a")), delimiter(setting("a"))];
  expect(first).toMatch(/^ghadelimiter_[0-9a-f-]{36}$/);
  expect(second).not.toBe(first);
});
