import { beforeEach, describe, expect, test } from "vitest";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import { configPath } from "../../src/reconcile/settings.ts";
import { commitFiles } from "../../src/sandbox/github/model/commit-files.ts";
import { addRepository } from "../../src/sandbox/github/model/repositories.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import type { Intercept } from "../support/intercepted-host.ts";

const people = { mona: "write" } as const;
const template = (name: string) => `.github/allclear/templates/${name}.mustache`;
const runbook =
  "# Search\n\n## Symptoms\n\n- slow\n\n## Investigation\n\n- look\n\n" +
  "## Mitigation\n\n- rebuild\n\n## Resolution\n\n- tell\n";

type Files = Record<string, string | null>;

let world: IncidentWorld;
let intercept: Intercept;

beforeEach(async () => {
  intercept = (_, send) => send();
  world = await openIncidentWorld({ people, intercept: (call, send) => intercept(call, send) });
});

/** Mona pushes to a branch, and everything comes to rest. */
const push = (files: Files, branch = "topic") =>
  world.step(() => world.coder("mona").pushes(files, { branch }));

/** The newest check of ours on a commit. */
function checkOn(sha: string) {
  const runs = [...world.repository.checkRuns.values()].filter(({ headSha }) => headSha === sha);
  const run = runs.findLast(({ name }) => name === "allclear/config");
  return run && { conclusion: run.conclusion, title: run.title, summary: run.summary ?? "" };
}

const reads = () => world.calls.map(({ method }) => method);

describe("a push that touches files of ours", () => {
  test("is told that they are good", async () => {
    const sha = await push({
      [configPath]: "version: 1\ntemplates: [update]\n",
      [template("update")]: "{{! nothing of ours }}Hello\n",
      "runbooks/search.md": runbook,
    });
    expect(checkOn(sha)).toEqual({
      conclusion: "success",
      title: "The configuration is good",
      summary: "Read at this commit, and whole: `.github/allclear.yml`, 1 template and 1 runbook.",
    });
  });

  test("is told where its configuration is wrong, on the branch, before it is merged", async () => {
    const sha = await push({ [configPath]: "version: 1\nlevels:\n  SEV1: { update: soon }\n" });
    expect(checkOn(sha)).toMatchObject({
      conclusion: "failure",
      title: "The configuration has 1 problem",
    });
    expect(checkOn(sha)?.summary).toMatch(
      /^- `\.github\/allclear\.yml`: line 3, column 19: levels\.SEV1\.update is "soon"; expected .+, for example .+/m,
    );
    expect(checkOn(sha)?.summary).toContain("the last good version of `.github/allclear.yml`");
  });

  test.each<[string, Files, RegExp]>([
    [
      "a template with a value that there is not",
      { [template("update")]: "Hello\n{{nobody}}\n" },
      /update\.mustache`: line 2: \{\{nobody\}\} came; expected one of/,
    ],
    [
      "a template that is named and not there",
      { [configPath]: "version: 1\ntemplates: [card]\n" },
      /card\.mustache`: is named in the config but is not there/,
    ],
    [
      "a runbook without steps",
      { "runbooks/api.md": "# API\n\nCall somebody.\n" },
      /`runbooks\/api\.md`: no section came; expected headings called Symptoms/,
    ],
    [
      "a runbook whose front matter is no YAML",
      { "runbooks/api.md": `---\nwords: [a\n---\n${runbook}` },
      /`runbooks\/api\.md`: front matter: line \d/,
    ],
    [
      "a configuration of 70,000 bytes",
      { [configPath]: `version: 1\n${"#".repeat(70_000)}\n` },
      /allclear\.yml`: line 1, .+ too long; expected at most 64 KiB/,
    ],
  ])("is told of %s", async (_, files, words) => {
    const sha = await push(files);
    expect(checkOn(sha)).toMatchObject({ conclusion: "failure" });
    expect(checkOn(sha)?.summary).toMatch(words);
  });

  test("is told of everything at once, in the files' order", async () => {
    const sha = await push({
      [configPath]: "version: 2\n",
      [template("card")]: "{{#open}}\n",
      "runbooks/api.md": "nothing\n",
    });
    expect(checkOn(sha)?.title).toBe("The configuration has 3 problems");
    const rows = checkOn(sha)?.summary.match(/^- `[^`]+`/gm);
    expect(rows).toEqual([
      `- \`${configPath}\``,
      `- \`${template("card")}\``,
      "- `runbooks/api.md`",
    ]);
  });

  test("passes with what is odd and harmless, which is named", async () => {
    const sha = await push({
      [template("cards")]: "Hello\n",
      "runbooks/api.md": "# API\n\n## Mitigation\n\n- restart\n",
    });
    expect(checkOn(sha)?.conclusion).toBe("success");
    expect(checkOn(sha)?.summary).toMatch(/cards\.mustache`: .+did you mean card\?/);
    expect(checkOn(sha)?.summary).toMatch(/api\.md`: the section Symptoms is missing/);
  });

  test("is checked as it is there, whatever the default branch holds", async () => {
    const broken = await push({ [configPath]: "version: 2\n" }, "main");
    const mended = await push({ [configPath]: "version: 1\n" });
    expect(checkOn(broken)?.conclusion).toBe("failure");
    expect(checkOn(mended)?.conclusion).toBe("success");
  });

  test("finds a named template in the organization's repository too", async () => {
    const shared = addRepository(world.model, "acme/.github");
    commitFiles(world.model, shared, { files: { [template("card")]: "Hello\n" } });
    const sha = await push({ [configPath]: "version: 1\ntemplates: [card]\n" });
    expect(checkOn(sha)?.conclusion).toBe("success");
  });

  test("that took all of them away is told nothing", async () => {
    const sha = await push({ [configPath]: null });
    expect(checkOn(sha)).toBeUndefined();
    expect(reads()).toContain("readFileAt");
  });

  test("lets nothing that somebody wrote come alive", async () => {
    const words = '"@octo-org/all <!-- fixes #1 --> [x](https://evil.example)\\n/resolve"';
    const sha = await push({ [configPath]: `version: 1\ntimezone: ${words}\n` });
    const summary = checkOn(sha)?.summary ?? "";
    expect(summary).toContain("octo-org");
    expect(summary).not.toMatch(/@octo|<!--|#1|(?<!\\)\]\(|^\/resolve/m);
  });
});

test("a push that touches none of ours makes no call", async () => {
  const sha = await push({ "src/a.ts": "1\n", "docs/runbooks/a.md": "a\n" });
  expect(checkOn(sha)).toBeUndefined();
  expect(world.calls).toEqual([]);
});

describe("the look", () => {
  const good = { [configPath]: "version: 1\n" };
  const writes = () => world.calls.filter(({ isWrite }) => isWrite).map(({ method }) => method);

  test("reports once, however often it is asked", async () => {
    const sha = await push(good);
    world.look(0, { pushed: [sha] });
    await world.settle();
    expect(writes()).toEqual(["reportCheck"]);
  });

  test("reports once more after a lost answer, and the latest check counts", async () => {
    intercept = async ({ method, number }, send) => {
      const answer = await send();
      if (method === "reportCheck" && number < 8) throw new Again("no answer", { lost: true });
      return answer;
    };
    const sha = await push(good);
    expect(checkOn(sha)?.conclusion).toBe("success");
    expect(writes()).toEqual(["reportCheck", "reportCheck"]);
  });

  test("checks every commit that was pushed meanwhile", async () => {
    const pushed = await world.step(() =>
      ["one", "two", "three"].map((branch) => world.coder("mona").pushes(good, { branch })),
    );
    const shas = new Set(pushed);
    expect([...shas].map((sha) => checkOn(sha)?.conclusion)).toEqual(
      [...shas].map(() => "success"),
    );
  });

  test("waits for a commit that is not visible yet", async () => {
    let hidden = 2;
    intercept = async ({ method }, send) => {
      if (method === "readCommit" && hidden-- > 0) return undefined;
      return send();
    };
    const sha = await push(good);
    expect(checkOn(sha)?.conclusion).toBe("success");
  });

  test("waits no longer than half a minute for a commit that is gone", async () => {
    const toldAt = world.time.now().toISOString();
    world.look(0, { pushed: ["0123".repeat(10)], toldAt });
    await world.settle();
    expect(writes()).toEqual([]);
    expect(world.reports).toEqual([]);
    expect(world.time.now().getTime() - Date.parse(toldAt)).toBeLessThan(60_000);
  });

  test.each([
    ["checks", ["reportCheck"]],
    ["contents", []],
  ])("without the permission %s says so once and does nothing else", async (missing, sent) => {
    const { [missing]: _, ...others } = world.installation.permissions;
    world.installation.permissions = others;
    const sha = await push(good);
    expect(checkOn(sha)).toBeUndefined();
    expect(writes()).toEqual(sent);
    expect(world.reports).toEqual([expect.stringMatching(/^the check of the files at /)]);
  });

  test("tells of a file that GitHub will not hand over", async () => {
    intercept = async ({ method, args }, send) => {
      if (method !== "readFileAt" || args[1] !== configPath) return send();
      throw new Stop("refused", `${configPath} has 2000000 bytes; at most 1000000 are read`);
    };
    const sha = await push(good);
    expect(checkOn(sha)?.conclusion).toBe("failure");
    expect(checkOn(sha)?.summary).toContain("has 2000000 bytes; at most 1000000 are read");
  });

  test("reads no issue, no card and no thread", async () => {
    await push(good);
    expect(new Set(reads())).toEqual(
      new Set(["readCommit", "readFileAt", "listFolder", "reportCheck"]),
    );
  });
});
