import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { modes } from "../../action/input-forms.ts";
import { readInputs } from "../../action/inputs.ts";

const manifest = parse(
  readFileSync(new URL("../../action/action.yml", import.meta.url), "utf8"),
) as {
  inputs: Record<string, { default?: string; required?: boolean; description: string }>;
  outputs: Record<string, unknown>;
  runs: { using: string; main: string };
};

const reading = (given: Record<string, string>) =>
  readInputs((name) => ({ token: "ghs_x", ...given })[name] ?? "");
const complaint = (given: Record<string, string>) => {
  try {
    reading(given);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

describe("action.yml", () => {
  test("names exactly the inputs that are read", () => {
    const read: string[] = [];
    readInputs((name) => {
      read.push(name);
      return { mode: "check", token: "ghs_x" }[name] ?? "";
    });
    expect(read.sort()).toEqual(Object.keys(manifest.inputs).sort());
  });

  test("gives defaults only where every mode uses the input", () => {
    const defaults = Object.entries(manifest.inputs).filter(([, one]) => one.default !== undefined);
    expect(defaults.map(([name]) => name)).toEqual(["token", "dry-run"]);
  });

  test("names every mode", () => {
    for (const mode of modes) expect(manifest.inputs.mode?.description).toContain(mode);
  });

  test("names exactly the outputs that are set", () => {
    const say = readFileSync(new URL("../../action/say.ts", import.meta.url), "utf8");
    const [, union = ""] = /type OutputName = ([^;]+);/.exec(say) ?? [];
    const names = [...union.matchAll(/"([\w-]+)"/g)].map(([, name]) => name);
    expect(names.sort()).toEqual(Object.keys(manifest.outputs).sort());
  });

  test("runs the bundle on Node 24", () => {
    expect(manifest.runs).toEqual({ using: "node24", main: "dist/index.js" });
  });
});

describe("inputs", () => {
  test("come as what they mean", () => {
    const { inputs } = reading({
      mode: "declare",
      title: "  Checkout\nis down ",
      service: "api, web",
      "dry-run": "True",
    });
    expect(inputs).toMatchObject({
      mode: "declare",
      title: "Checkout is down",
      service: ["api", "web"],
      dryRun: true,
    });
  });

  test.each([
    ["30d", { kind: "last", days: 30 }],
    ["2026-01-01..2026-03-31", { kind: "between", from: "2026-01-01", to: "2026-03-31" }],
  ])("a period of %s", (period, expected) => {
    expect(reading({ mode: "report", period }).inputs.period).toEqual(expected);
  });

  test.each([
    ["./postmortems/", "postmortems/"],
    ["docs/a.md", "docs/a.md"],
  ])("a file of %s", (file, expected) => {
    expect(reading({ mode: "lint", file }).inputs.file).toBe(expected);
  });

  test("a long title is cut, for somebody waits for the incident", () => {
    const { inputs } = reading({ mode: "declare", title: "a".repeat(1000) });
    expect(inputs.title?.length).toBe(256);
  });

  test("all that is wrong is said at once, each with what came and an example", () => {
    const lines = complaint({ mode: "postmortem", issue: "abc", output: "mail", path: "../x" });
    expect(lines.split("\n")).toEqual([
      'issue: got "abc"; expected the number of an issue of this repository, for example issue: 42',
      'output: got "mail"; expected issue or pull-request, for example output: pull-request',
      'path: got "../x"; expected a Markdown file in the repository, for example path: docs/postmortems/42-checkout.md',
    ]);
  });

  test.each([
    [{ mode: "respnd" }, 'mode: got "respnd"; expected one of respond, declare'],
    [{}, "mode: got nothing"],
    [{ mode: "declare" }, "title: got nothing"],
    [{ mode: "declare", title: "\u200b" }, 'title: got "'],
    [{ mode: "check", token: "" }, "token: got nothing"],
    [{ mode: "check", "dry-run": "yes" }, 'dry-run: got "yes"; expected true or false'],
    [{ mode: "lint", file: "/etc/passwd" }, "file: got"],
    [{ mode: "lint", file: "docs/../../a.md" }, "file: got"],
    [{ mode: "lint", file: "docs" }, "file: got"],
    [{ mode: "lint", file: "../docs/" }, "file: got"],
    [{ mode: "lint", file: "/" }, "file: got"],
    [{ mode: "report", period: "0d" }, "period: got"],
    [{ mode: "report", period: "2026-02-30..2026-03-01" }, "period: got"],
    [{ mode: "report", period: "2026-03-02..2026-03-01" }, "period: got"],
    [{ mode: "report", "output-folder": "a\\b" }, "output-folder: got"],
    [{ mode: "declare", title: "x", service: "a b;<c>" }, "service: got"],
  ] as const)("%j is refused", (given, expected) => {
    expect(complaint(given)).toContain(expected);
  });

  test("an input of another mode is a warning, however odd its value", () => {
    const { warnings } = reading({ mode: "check", title: "x", period: "nonsense" });
    expect(warnings).toEqual([
      "title was given, but mode check does not use it.",
      "period was given, but mode check does not use it.",
    ]);
  });

  test("a token is never shown", () => {
    expect(complaint({ mode: "x", token: "ghs_secretsecret", issue: "ghs_secretsecret" }))
      .not //
      .toContain("secretsecret");
  });
});
