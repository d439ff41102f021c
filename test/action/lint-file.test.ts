import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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
