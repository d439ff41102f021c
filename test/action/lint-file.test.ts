import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./shop.ts";

const text = `# Postmortem

## Summary

Mona should have checked the configuration.

## Action items

- [ ] Look into it
`;

let shop: Shop;
let folder: string;
beforeEach(async () => {
  shop = await openShop();
  folder = await mkdtemp(join(tmpdir(), "allclear-workspace-"));
  await writeFile(join(folder, "a.md"), text);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await shop.sandbox.close();
});

const lint = { mode: "lint", file: "a.md" };
const proposed = async () => {
  const pull = await shop.mona.proposes(shop.repository, {
    title: "Add a postmortem",
    head: "review",
    files: { "a.md": text },
  });
  return { name: "pull_request", payload: { pull_request: { head: { sha: pull.head.sha } } } };
};

test("a file in a pull request gets a check with annotations on its head", async () => {
  const permissions = { contents: "read", checks: "write" };
  const token = shop.sandbox.actionsToken(shop.repository, permissions);
  const event = await proposed();
  const { status, log, outputs } = await shop.run({ inputs: lint, token, event, folder });
  expect({ status, log }).toMatchObject({ status: 0 });
  expect(Number(outputs.findings)).toBeGreaterThan(1);
  const { sha } = event.payload.pull_request.head;
  const runs = await shop.mona.asks("GET", `/repos/${shop.repository}/commits/${sha}/check-runs`);
  expect(JSON.stringify(runs)).toContain('"conclusion":"neutral"');
});

describe("a folder", () => {
  const folderLint = { mode: "lint", file: "postmortems/" };
  beforeEach(async () => {
    await mkdir(join(folder, "postmortems/2026"), { recursive: true });
    for (const name of ["a.md", "b.md", "notes.txt", "2026/c.md"]) {
      await writeFile(join(folder, "postmortems", name), text);
    }
  });

  test("means the Markdown files below it that the pull request changes, in one check", async () => {
    const permissions = { contents: "read", checks: "write", pull_requests: "read" };
    const token = shop.sandbox.actionsToken(shop.repository, permissions);
    const files = Object.fromEntries(
      ["postmortems/a.md", "postmortems/2026/c.md", "postmortems/notes.txt", "d.md"].map(
        (path) => [path, text] as const,
      ),
    );
    const pull = await shop.mona.proposes(shop.repository, { title: "Two", head: "two", files });
    const event = { name: "pull_request", payload: { pull_request: pull } };
    const { status, log, outputs } = await shop.run({ inputs: folderLint, token, event, folder });
    expect({ status, log }).toMatchObject({ status: 0 });
    expect(log.match(/^\S+(?=: \d+ things to look at)/gm)?.sort()).toEqual([
      "postmortems/2026/c.md",
      "postmortems/a.md",
    ]);
    const way = `/repos/${shop.repository}/commits/${pull.head.sha}/check-runs`;
    const { check_runs: checks } = (await shop.mona.asks("GET", way)) as {
      check_runs: { output: { annotations_count: number } }[];
    };
    expect(checks.map(({ output }) => output.annotations_count)).toEqual([
      Number(outputs.findings),
    ]);
  });

  test("without a pull request means the Markdown files directly in it", async () => {
    const { status, log } = await shop.run({ inputs: folderLint, folder });
    expect(status).toBe(0);
    expect(log.match(/^\S+(?=: \d+ things to look at)/gm)).toEqual([
      "postmortems/a.md",
      "postmortems/b.md",
    ]);
  });

  test("that is not there is refused", async () => {
    const { status, log } = await shop.run({ inputs: { ...folderLint, file: "nowhere/" }, folder });
    expect(status).toBe(1);
    expect(log).toContain('file: got "nowhere/", which is not there');
  });
});

test("a token that may write no check leaves the findings beside the lines, by the log", async () => {
  const token = shop.sandbox.actionsToken(shop.repository, { contents: "read" });
  const { status, log } = await shop.run({
    inputs: lint,
    token,
    event: await proposed(),
    folder,
  });
  expect(status).toBe(0);
  expect(log).toMatch(/::warning title=.*,file=a\.md,line=5::/);
});

test("a file that is not there, and a link that leads away, are refused", async () => {
  const missing = await shop.run({ inputs: { mode: "lint", file: "b.md" }, folder });
  expect(missing.status).toBe(1);
  expect(missing.log).toContain("actions/checkout");
  await symlink("/etc/hostname", join(folder, "c.md"));
  const linked = await shop.run({ inputs: { mode: "lint", file: "c.md" }, folder });
  expect(linked.status).toBe(1);
  expect(linked.log).toContain("leads out of the working directory");
});
