import { describe, expect, test } from "vitest";
import { rollbackMessage } from "../../../src/core/rollback/commit-message.ts";
import type { RollbackPlan } from "../../../src/core/rollback/plan.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";
import { openRollback, type RollbackTexts } from "../../../src/reconcile/rollback/propose.ts";
import { mergePull } from "../../../src/sandbox/github/model/pulls/merge-pull.ts";
import { pullsOf } from "../../../src/sandbox/github/model/pulls/pull-request.ts";
import { updatePull } from "../../../src/sandbox/github/model/pulls/update-pull.ts";
import { commit, ready } from "./history-place.ts";
import { lines, SmallRepository } from "./small-repository.ts";

const incident = { url: "https://github.com/acme/web/issues/7" };

function textsFor(plan: RollbackPlan, more: Partial<RollbackTexts> = {}): RollbackTexts {
  const message = rollbackMessage(plan, incident);
  return { title: "Roll back", body: "Why", message, draft: true, reviewers: [], ...more };
}

function open(world: SmallRepository, plan: RollbackPlan, more: Partial<RollbackTexts> = {}) {
  return openRollback({ place: world.place, plan, texts: textsFor(plan, more) }, world);
}

function pulls(world: SmallRepository) {
  return pullsOf(world.at.repository).filter(({ pull }) => pull.head.ref.startsWith("allclear/"));
}

async function planned(make: (world: SmallRepository) => string) {
  const world = new SmallRepository();
  const sha = make(world);
  return { world, plan: await ready(world, commit(sha)) };
}

const simple = () => planned((world) => world.push({ a: "1" }, "Bad, closes #3"));

describe("the pull request of a rollback", () => {
  test("is a draft with one commit on the head that was seen", async () => {
    const { world, plan } = await simple();
    const { pull, branch } = await open(world, plan);
    expect(pull).toMatchObject({ state: "open", draft: true, base: "main", title: "Roll back" });
    expect(branch).toBe(plan.branch);
    const made = world.commit(pull.head.sha);
    expect(made).toMatchObject({ tree: plan.tree, parents: [plan.head] });
    expect(made.message).toContain(`This reverts commit ${plan.sha}.`);
    expect(await world.texts(made.tree)).toEqual({});
  });

  test("may be ready, and asks for reviews", async () => {
    const { world, plan } = await simple();
    world.invite("bob");
    await open(world, plan, { draft: false, reviewers: ["bob", "acme/team"] });
    const [made] = pulls(world);
    expect(made?.pull.draft).toBe(false);
    expect(made?.pull.reviewers.map(({ login }) => login)).toEqual(["bob"]);
  });

  test("is ready where the repository has no drafts", async () => {
    const { world, plan } = await simple();
    let refused = false;
    world.onCall = async (method, send) => {
      if (method !== "openPull" || refused) return send();
      refused = true;
      throw new Stop("refused", "Draft pull requests are not supported in this repository.");
    };
    const { pull } = await open(world, plan);
    expect(pull.draft).toBe(false);
  });

  test("closes no issue that an old message named, once it is merged", async () => {
    const { world, plan } = await simple();
    const third = world.openIssue(3);
    const { pull } = await open(world, plan, { draft: false });
    const { model, repository } = world.at;
    mergePull(model, { login: "acme" }, { repository, number: pull.number });
    expect(third().state).toBe("open");
  });
});

describe("what is there already", () => {
  test("an open pull request of that branch is the answer", async () => {
    const { world, plan } = await simple();
    const first = await open(world, plan);
    const second = await open(world, plan);
    expect(second.pull.number).toBe(first.pull.number);
    expect(pulls(world)).toHaveLength(1);
  });

  test("a merged one too", async () => {
    const { world, plan } = await simple();
    const { pull } = await open(world, plan, { draft: false });
    const { model, repository } = world.at;
    mergePull(model, { login: "acme" }, { repository, number: pull.number });
    expect((await open(world, plan)).pull).toMatchObject({ number: pull.number, merged: true });
    expect(pulls(world)).toHaveLength(1);
  });

  test("a closed one gives the next number", async () => {
    const { world, plan } = await simple();
    const { pull } = await open(world, plan);
    const { model, repository } = world.at;
    updatePull(model, { login: "acme" }, { repository, number: pull.number }, { state: "closed" });
    const again = await open(world, plan);
    expect(again.branch).toBe(`${plan.branch}-2`);
    expect(again.pull.head.branch).toBe(`${plan.branch}-2`);
    expect(again.pull.number).not.toBe(pull.number);
  });

  test("a branch left by a crash is used when it holds this plan", async () => {
    const { world, plan } = await simple();
    world.onCall = async (method, send) => {
      if (method === "openPull") throw new Again("gone");
      return send();
    };
    await expect(open(world, plan)).rejects.toThrow(Again);
    world.onCall = (_, send) => send();
    expect((await open(world, plan)).branch).toBe(plan.branch);
    expect(world.branches()).toEqual([`heads/${plan.branch}`]);
  });

  test("a branch left by an earlier plan of ours is made anew", async () => {
    const { world, plan } = await simple();
    world.onCall = async (method, send) => {
      if (method === "openPull") throw new Again("gone");
      return send();
    };
    await expect(open(world, plan)).rejects.toThrow(Again);
    world.onCall = (_, send) => send();
    world.push({ later: "x" });
    const next = await ready(world, commit(plan.sha));
    const { pull } = await open(world, next);
    expect(pull.head.branch).toBe(plan.branch);
    expect(world.commit(pull.head.sha).parents).toEqual([next.head]);
  });

  test("a branch that somebody worked on is left alone", async () => {
    const { world, plan } = await simple();
    const theirs = world.push({ b: "1" }, "My own work", plan.branch);
    expect((await open(world, plan)).branch).toBe(`${plan.branch}-2`);
    expect(world.at.repository.git.refs.get(`heads/${plan.branch}`)).toBe(theirs);
  });
});

describe("cut off at any call and done again, it ends in one pull request", () => {
  const cuts = ["before it is sent", "after it was done"] as const;
  const calls = ["createCommit", "createBranch", "openPull", "requestReviews"] as const;
  const rows = calls.flatMap((call) => cuts.map((when) => ({ call, when })));

  test.each(rows)("$call, $when", async ({ call, when }) => {
    const { world, plan } = await simple();
    world.invite("bob");
    let cut = false;
    world.onCall = async (method, send) => {
      if (cut || method !== call) return send();
      cut = true;
      if (when === "after it was done") await send();
      throw new Again("the answer is lost", { lost: true });
    };
    const texts = { reviewers: ["bob"] };
    await expect(open(world, plan, texts)).rejects.toThrow(Again);
    await open(world, plan, texts);
    const [made, ...others] = pulls(world);
    expect(others).toEqual([]);
    expect(made?.pull.reviewers.map(({ login }) => login)).toEqual(["bob"]);
    expect(world.branches()).toEqual([`heads/${plan.branch}`]);
  });

  test("even when the list of pull requests is late", async () => {
    const { world, plan } = await simple();
    const { pull } = await open(world, plan);
    let late = true;
    world.onCall = async (method, send) => {
      if (method !== "pullsOfBranch" || !late) return send();
      late = false;
      return [];
    };
    expect((await open(world, plan)).pull.number).toBe(pull.number);
    expect(pulls(world)).toHaveLength(1);
  });
});

test("what GitHub refuses is told in its words", async () => {
  const { world, plan } = await simple();
  world.onCall = async (method, send) => {
    if (method === "openPull") throw new Stop("refused", "Too many");
    return send();
  };
  await expect(open(world, plan)).rejects.toThrow("Too many");
});

test("a plan that was only tried is not opened", async () => {
  const world = new SmallRepository();
  world.push({ a: lines() });
  const plan = await ready(world, { ...commit(world.push({ a: "1" })), write: "trial" });
  await expect(open(world, plan)).rejects.toThrow(Stop);
  expect(pulls(world)).toEqual([]);
});
