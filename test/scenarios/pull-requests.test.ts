import { expect, test } from "vitest";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import { headOf } from "../../src/sandbox/github/model/code/find-commit.ts";
import { mergePull } from "../../src/sandbox/github/model/pulls/merge-pull.ts";
import { openPull } from "../../src/sandbox/github/model/pulls/open-pull.ts";
import { pullsOf } from "../../src/sandbox/github/model/pulls/pull-request.ts";
import {
  type IncidentWorld,
  openIncidentWorld,
  type WorldOptions,
} from "../support/in-memory-world.ts";
import { people } from "./story.ts";

const good = { "src/cart.ts": "export const limit = 10;\n", "src/pay.ts": "export {};\n" };
const bad = { "src/cart.ts": "export const limit = 0;\n" };

/** An incident (issue 1) after a change that was merged (pull request 2) and deployed. */
async function incident(options: WorldOptions = {}) {
  const world = await openIncidentWorld({ people, files: good, ...options });
  const [alice, coder] = [world.person("alice"), world.coder("alice")];
  await world.step(() => {
    alice.opens({ title: "Checkout is down" });
    coder.deploys("success");
  });
  const culprit = await world.step(() => coder.lands("Cache carts", bad));
  await world.step(() => coder.deploys("success"));
  await world.step(() => alice.labels("incident"));
  return { world, alice, coder, culprit };
}

function ours(world: IncidentWorld) {
  return pullsOf(world.repository).filter(({ author }) => author.type === "Bot");
}

async function rolledBack(options?: WorldOptions) {
  const started = await incident(options);
  const { world, alice, culprit } = started;
  await world.step(() => alice.says(`/rollback #${culprit}`));
  return { ...started, number: ours(world)[0]?.number ?? 0 };
}

function log(world: IncidentWorld) {
  return world.record()?.incident.mitigations?.map(({ state }) => state);
}

function proposals(world: IncidentWorld): number {
  return world.answers().filter((text) => text.includes("If the pain is over")).length;
}

test("what runs in a preview or on staging does not end the pain", async () => {
  const config = "version: 1\nservices:\n  - { name: web, environments: [production, staging] }";
  const { world, coder, number } = await rolledBack({ config });
  await world.step(() => coder.merges(number));
  for (const environment of ["preview-pr-9", "staging"]) {
    await world.step(() => coder.deploys("success", { environment }));
    expect(log(world)).toEqual(["merged"]);
  }
  expect(proposals(world)).toBe(0);
  await world.step(() => coder.deploys("success"));
  expect(log(world)).toEqual(["deployed"]);
  expect(proposals(world)).toBe(1);
});

test("a rollback that is out stays out when a later deployment fails", async () => {
  const lost: WorldOptions = {
    passage: ({ event }) => (event === "deployment_status" ? "drop" : "send"),
  };
  const { world, coder, number } = await rolledBack(lost);
  await world.step(() => coder.merges(number));
  await world.step(() => coder.deploys("success"));
  await world.step(() => coder.pushes({ "src/new.ts": "x\n" }));
  await world.step(() => coder.deploys("failure"));
  await world.step(() => world.resync());
  expect(log(world)).toEqual(["deployed"]);
});

test("a deployment of the rollback that fails is said, and one that works later too", async () => {
  const { world, coder, number } = await rolledBack();
  await world.step(() => coder.merges(number));
  await world.step(() => coder.deploys("failure"));
  expect(log(world)).toEqual(["deploy-failed"]);
  expect(world.answers().at(-1)).toContain("not out");
  await world.step(() => coder.deploys("success"));
  expect(log(world)).toEqual(["deployed"]);
  expect(proposals(world)).toBe(1);
});

test("one closed by hand a moment before is asked for anew, though no delivery told", async () => {
  const { world, alice, coder, culprit, number } = await rolledBack({
    passage: ({ event }) => (event === "pull_request" ? "drop" : "send"),
  });
  await world.step(() => coder.closesPull(number));
  await world.step(() => alice.says(`/rollback #${culprit}`));
  expect(ours(world).map(({ state }) => state)).toEqual(["closed", "open"]);
  const text = world.record()?.incident.timeline.map((entry) => `${entry.by} ${entry.text}`);
  expect(text?.join("\n")).toContain(
    `alice rollback of #${culprit}: pull request #${number} closed`,
  );
});

test("while GitHub cannot compare, commands are carried out all the same", async () => {
  let broken = false;
  const { world, alice, coder, number } = await rolledBack({
    intercept: (call, send) => {
      if (broken && call.method === "compare") throw new Again("502");
      return send();
    },
  });
  await world.step(() => coder.merges(number));
  broken = true;
  await world.step(() => coder.pushes({ "src/new.ts": "x\n" }));
  world.time.schedule(() => {
    broken = false;
  }, 10 * 60_000);
  await world.step(() => {
    coder.deploys("success");
    alice.says("/sev 1");
  });
  expect(world.labels()).toContain("severity: SEV1");
  expect(log(world)).toEqual(["deployed"]);
});

test("a repository that may not be asked about ends in an answer, and the thread goes on", async () => {
  const { world, alice } = await incident({
    intercept: (call, send) => {
      if (call.method === "readRepository") throw new Stop("forbidden", "SAML enforcement");
      return send();
    },
  });
  await world.step(() => alice.says("/rollback other/shop#1"));
  expect(world.answers().at(-1)).toContain("SAML enforcement");
  await world.step(() => alice.says("/sev 1"));
  expect(world.labels()).toContain("severity: SEV1");
});

test("an incident that has ended tries nothing", async () => {
  const { world, alice, culprit } = await incident();
  await world.step(() => alice.says("/cancel false-positive"));
  const before = world.calls.length;
  await world.step(() => alice.says(`/rollback #${culprit}`));
  const tried = world.calls.slice(before).map(({ method }) => method);
  expect(tried).not.toEqual(expect.arrayContaining(["createTree"]));
  expect(world.answers().at(-1)).toContain("dismissed already");
});

test("a pull request rebased from commits that carry its number is undone as a whole", async () => {
  const { world, alice, coder } = await incident();
  const number = await world.step(() => {
    const next = world.repository.nextNumber;
    const branch = "stacked";
    coder.pushes({ "src/a.ts": "a\n" }, { branch, message: `Add a (#${next})` });
    coder.pushes({ "src/b.ts": "b\n" }, { branch, message: `Add b (#${next})` });
    const actor = { login: "alice" };
    const head = { title: "Add both", head: branch, base: "main" };
    const pull = openPull(world.model, actor, world.repository, head);
    const at = { repository: world.repository, number: pull.number };
    mergePull(world.model, actor, at, { method: "rebase" });
    return pull.number;
  });
  await world.step(() => alice.says(`/rollback #${number}`));
  const branch = ours(world)[0]?.pull.head.ref;
  expect(world.fileAt("src/a.ts", branch)).toBeUndefined();
  expect(world.fileAt("src/b.ts", branch)).toBeUndefined();
});

test("a hotfix never starts from a branch that was not merged", async () => {
  const { world, alice, coder } = await incident();
  const deployed = headOf(world.repository, "main")?.sha;
  await world.step(() => {
    coder.pushes({ "src/evil.ts": "x\n" }, { branch: "experiment" });
    coder.deploys("success", { ref: "experiment" });
  });
  await world.step(() => alice.says("/hotfix Raise the limit"));
  const branch = ours(world)[0]?.pull.head.ref ?? "";
  expect(headOf(world.repository, branch)?.parents).toEqual([deployed]);
});

test("a drill asks nobody for a review, and its pull request says that it is one", async () => {
  const config = "version: 1\nrollback: { reviewers: [bob] }";
  const world = await openIncidentWorld({ people, files: good, config });
  const [alice, coder] = [world.person("alice"), world.coder("alice")];
  await world.step(() => alice.opens({ title: "Practice" }));
  const culprit = await world.step(() => coder.lands("Cache carts", bad));
  await world.step(() => alice.says("/incident declare drill"));
  await world.step(() => alice.says(`/rollback #${culprit}`));
  expect(ours(world)[0]?.title).toMatch(/^DRILL: /);
  expect(ours(world)[0]?.pull.reviewers).toEqual([]);
});

test("four rollbacks at once: three are tried, the fourth is told to wait", async () => {
  const { world, alice, coder } = await incident();
  const numbers = await world.step(() =>
    ["a", "b", "c", "d"].map((name) => coder.lands(name, { [`src/${name}.ts`]: "x\n" })),
  );
  await world.step(() => alice.says(numbers.map((number) => `/rollback #${number}`).join("\n")));
  expect(ours(world)).toHaveLength(3);
  expect(world.answers().at(-1)).toContain("3 rollbacks at a time");
});
