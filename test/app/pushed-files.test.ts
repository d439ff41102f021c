import { afterEach, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { type AppOnSandbox, sandboxWithShop, startOnSandbox } from "./app-on-sandbox.ts";

const shop = "acme/shop";
const broken = "version: 1\nladder: sev9\n";

let sandbox: Sandbox;
let running: AppOnSandbox;

beforeEach(async () => {
  sandbox = await sandboxWithShop();
  running = await startOnSandbox(sandbox);
  running.calls.length = 0;
});
afterEach(async () => {
  await running.app.stop(1_000);
  await sandbox.close();
});

/** The checks on a commit, as whoever opens its pull request sees them. */
async function checksOn(sha: string) {
  const path = `/repos/${shop}/commits/${sha}/check-runs`;
  const { check_runs: runs } = (await sandbox.person("mona").asks("GET", path)) as {
    check_runs: readonly { name: string; conclusion: string; output: { summary: string } }[];
  };
  return runs;
}

test("a broken configuration shows as a failed check on its pull request, until mended", async () => {
  const mona = sandbox.person("mona");
  const files = { ".github/allclear.yml": broken };
  const proposal = { title: "Use our own words", head: "words", branch: "words", files };
  const pull = await mona.proposes(shop, proposal);
  await running.rest();
  const [check, ...others] = await checksOn(pull.head.sha);
  expect(others).toEqual([]);
  expect(check).toMatchObject({ name: "allclear/config", conclusion: "failure" });
  expect(check?.output.summary).toMatch(/allclear\.yml`: line 2, column 9: ladder is "sev9"/);
  const mended = mona.pushes(shop, {
    branch: "words",
    files: { ".github/allclear.yml": "version: 1\nladder: p1-p4\n" },
  });
  await running.rest();
  expect(await checksOn(mended)).toMatchObject([{ conclusion: "success" }]);
});

test("a push that touches no file of ours costs no call and no look", async () => {
  sandbox.person("mona").pushes(shop, { files: { "src/cart.ts": "export {};\n" } });
  await running.rest();
  expect(running.calls).toEqual([]);
  const answers = sandbox.webhooks.records().filter(({ delivery }) => delivery.event === "push");
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200]);
});

test("a look at pushed files leaves no incident behind, for the metrics one look more", async () => {
  sandbox.person("mona").pushes(shop, { files: { ".github/allclear.yml": broken } });
  await running.rest();
  const { engine } = running.app;
  expect(await engine.storage.memory.cursor("open-incidents")).toBeUndefined();
  const metrics = await engine.metrics.text();
  expect(metrics).toContain('allclear_deliveries_total{event="push",result="queued"} 1');
  expect(metrics).toContain('allclear_look_seconds_count{result="done"} 1');
  expect(await engine.storage.queue.depth()).toEqual({ waiting: 0, running: 0, alarms: 0 });
});
