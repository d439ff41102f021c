import { describe, expect, test } from "vitest";
import { readRepositoryFile } from "./repository.ts";

interface Here {
  readonly version: string;
  readonly platform: string;
  readonly isCi: boolean;
}

const guard = "../support/guard-node.mjs";
const { nodeProblem } = (await import(guard)) as { nodeProblem(here: Here): string | undefined };
const laptop = { platform: "darwin", isCi: false };
const runner = { platform: "linux", isCi: true };

describe("the guard", () => {
  test.each([
    { version: "v22.20.0", ...laptop },
    { version: "v23.6.0", ...laptop },
    { version: "v26.0.0", ...laptop },
    { version: "v24.21.0", ...runner },
    { version: "v22.20.0", platform: "linux", isCi: false },
  ])("lets $version on $platform pass", (here) => {
    expect(nodeProblem(here)).toBeUndefined();
  });

  test.each([
    { version: "v20.20.2", ...laptop, expected: "22.20" },
    { version: "v22.19.9", ...laptop, expected: "22.20" },
    { version: "v9.0.0", ...runner, expected: "22.20" },
    { version: "v22.20.0", ...runner, expected: "24" },
    { version: "v26.0.0", ...runner, expected: "24" },
  ])("stops $version on $platform in one line that says what came", (here) => {
    const problem = nodeProblem(here) ?? "";
    expect(problem).toContain(`This is Node ${here.version};`);
    expect(problem).toContain(`${here.expected}`);
    expect(problem).not.toContain("\n");
  });

  test("expects what package.json promises", () => {
    const { engines } = JSON.parse(readRepositoryFile("package.json").text) as {
      engines: { node: string };
    };
    const least = engines.node.replace(">=", "");
    expect(nodeProblem({ version: `v${least}.0`, ...laptop })).toBeUndefined();
  });
});

test("these tests run on the Node that CI runs", () => {
  const { version, platform } = process;
  expect(nodeProblem({ version, platform, isCi: true })).toBeUndefined();
});
