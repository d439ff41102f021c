import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../src/adapters/database/in-memory.ts";
import { followersOf } from "../../src/app/followers.ts";
import { openIncidents } from "../../src/app/open-incidents.ts";
import { encodeBlock } from "../../src/core/card/block.ts";
import type { Mitigation } from "../../src/core/incident/mitigation.ts";
import { plainRecord } from "../core/card/plain-record.ts";

const now = () => new Date("2026-11-22T02:35:00Z");
const place = { installation: 71, repository: 4711, name: "acme/ops" };
const unsealed = { configured: false, sign: () => undefined, verify: () => "valid" as const };
const rollback = "allclear/rollback-4711-42-0123456789ab";

let memory: ReturnType<typeof createInMemory>;
let open: ReturnType<typeof openIncidents>;

beforeEach(async () => {
  memory = createInMemory(now);
  open = openIncidents(memory, "here");
  await rest("open");
});

/** A look at the incident 42 has ended, with a pull request of it in `acme/web` (id 99). */
async function rest(state: Mitigation["state"], status: "triage" | "closed" = "triage") {
  const mitigation: Mitigation = {
    id: 1,
    kind: "rollback",
    stamp: "2026-11-22T02:30:00Z/c/1/1",
    by: "mona",
    repository: "acme/web",
    repositoryId: 99,
    what: "rollback of #5",
    branch: rollback,
    sha: "0".repeat(40),
    state,
    pull: { number: 6, id: 96, url: "https://github.com/acme/web/pull/6" },
  };
  const { incident } = plainRecord;
  const generation = plainRecord.generation + (state === "open" ? 0 : 1);
  const record = {
    ...plainRecord,
    generation,
    incident: { ...incident, status, mitigations: [mitigation] },
  };
  const address = { ...place, issue: 42, seen: {} };
  const body = encodeBlock(record, { repository: 4711, issue: 42 }, unsealed);
  await memory.rememberCard("4711#42", { commentId: 9, generation, body, at: now() });
  await open.afterLook(address);
}

const mona = { login: "mona" };
const ours = { login: "allclear[bot]" };

function follow(event: string, payload: Record<string, unknown>) {
  const whole = { installation: { id: 71 }, sender: mona, repository: { id: 99 }, ...payload };
  const given = { open, ourLogin: () => ours.login, now };
  return followersOf({ event, payload: whole }, given);
}

const pulled = (ref: string, action = "closed") => ({ action, pull_request: { head: { ref } } });

const incident = { ...place, issue: 42, seen: { follow: true, toldAt: now().toISOString() } };

test.each([
  ["a pull request of ours", "pull_request", pulled(rollback)],
  ["its second attempt", "pull_request", pulled(`${rollback}-2`)],
  ["a hotfix", "pull_request", pulled("allclear/hotfix-4711-42-3", "edited")],
  ["the checks of its branch", "check_suite", { check_suite: { head_branch: rollback } }],
  ["a status of its branch", "status", { branches: [{ name: "main" }, { name: rollback }] }],
])("%s makes its incident look, wherever the incident is", async (_what, event, payload) => {
  expect(await follow(event, payload)).toEqual([incident]);
});

test.each([
  ["another branch", "pull_request", pulled("feature/x")],
  [
    "an incident that nobody knows",
    "pull_request",
    pulled("allclear/rollback-4711-7-0123456789ab"),
  ],
  [
    "a scratch branch",
    "check_suite",
    { check_suite: { head_branch: "allclear/scratch/4711-42-0123456789ab" } },
  ],
  ["an event that tells nothing of it", "push", { ref: `refs/heads/${rollback}` }],
  ["a payload of another shape", "pull_request", { pull_request: "x" }],
  [
    "a rollback that we opened ourselves",
    "pull_request",
    { ...pulled(rollback, "opened"), sender: ours },
  ],
  ["another installation's", "pull_request", { ...pulled(rollback), installation: { id: 72 } }],
])("%s makes nobody look", async (_what, event, payload) => {
  expect(await follow(event, payload)).toEqual([]);
});

test("a hotfix that we opened is looked at: its plan is still to be written", async () => {
  const opened = { ...pulled("allclear/hotfix-4711-42-3", "opened"), sender: ours };
  expect(await follow("pull_request", opened)).toEqual([incident]);
});

const deployed = (state: string) => ({ deployment_status: { state } });

test.each(["success", "failure", "error"])(
  "a deployment that ended in %s matters to whoever has a pull request in that repository",
  async (state) => {
    expect(await follow("deployment_status", deployed(state))).toEqual([incident]);
  },
);

test("a deployment that has only begun matters to nobody", async () => {
  expect(await follow("deployment_status", deployed("in_progress"))).toEqual([]);
});

test("a deployment elsewhere matters to nobody", async () => {
  const elsewhere = { ...deployed("success"), repository: { id: 98 } };
  expect(await follow("deployment_status", elsewhere)).toEqual([]);
});

test.each([
  ["its pull request is deployed", "deployed", "triage"],
  ["the incident is closed", "merged", "closed"],
] as const)("once %s, a deployment matters no longer", async (_what, state, status) => {
  await rest(state, status);
  expect(await follow("deployment_status", deployed("success"))).toEqual([]);
});
