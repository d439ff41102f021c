import { describe, expect, test } from "vitest";
import { mostUndone } from "../../../src/core/rollback/plan.ts";
import type { RollbackTarget } from "../../../src/core/rollback/target.ts";
import { writeTag } from "../../../src/sandbox/github/git/tag.ts";
import { moveRef } from "../../../src/sandbox/github/model/code/move-ref.ts";
import { mergePull } from "../../../src/sandbox/github/model/pulls/merge-pull.ts";
import { openPull } from "../../../src/sandbox/github/model/pulls/open-pull.ts";
import { assess, ready, requestIn } from "./history-place.ts";
import { SmallRepository } from "./small-repository.ts";

async function textsAfter(world: SmallRepository, target: RollbackTarget) {
  const { tree } = await ready(world, { target });
  return world.texts(tree ?? "");
}

const nobody = { name: "x", email: "x@example.com", at: 1_800_000_000, zone: "+0000" };

describe("a pull request is undone as one change, however it was merged", () => {
  test.each(["merge", "squash", "rebase"] as const)("by %s", async (how) => {
    const world = new SmallRepository();
    world.push({ a: "1", b: "1" });
    const { number, sha } = world.pull("Two", [{ a: "2" }, { b: "2" }, { c: "2" }], how);
    world.push({ later: "x" });
    const plan = await ready(world, { target: { kind: "pull", number } });
    expect(plan).toMatchObject({ target: `#${number}`, sha, kind: "revert", method: "paths" });
    expect(plan).toMatchObject({ undoneCount: 1, undone: [{ pull: number, title: "Two" }] });
    const texts = await world.texts(plan.tree ?? "");
    expect(texts).toEqual({ a: "1", b: "1", later: "x" });
  });

  test("squashed under words that say nothing of it", async () => {
    const world = new SmallRepository();
    world.push({ a: "1" });
    const { number } = world.pull("Two", [{ a: "2" }, { b: "2" }], "squash", "Own words");
    const texts = await textsAfter(world, { kind: "pull", number });
    expect(texts).toEqual({ a: "1" });
  });

  test("rebased after somebody else's change, which stays", async () => {
    const world = new SmallRepository();
    world.push({ a: "1" });
    world.push({ a: "2" }, "part one", "work");
    world.push({ b: "2" }, "part two", "work");
    world.push({ other: "x" }, "part zero");
    const { model, repository } = world.at;
    const actor = { login: "acme" };
    const open = { title: "Two", head: "work", base: "main" };
    const { number } = openPull(model, actor, repository, open);
    mergePull(model, actor, { repository, number }, { method: "rebase" });
    const texts = await textsAfter(world, { kind: "pull", number });
    expect(texts).toEqual({ a: "1", other: "x" });
  });

  test("pushed to the default branch as it was", async () => {
    const world = new SmallRepository();
    world.push({ a: "1" });
    world.push({ a: "2" }, "one", "work");
    const head = world.push({ b: "2" }, "two", "work");
    const { model, repository } = world.at;
    const open = { title: "Two", head: "work", base: "main" };
    const { number } = openPull(model, { login: "acme" }, repository, open);
    const before = repository.git.refs.get("heads/main");
    const move = { ref: "heads/main", before, after: head };
    moveRef(model, { login: "acme" }, repository, move);
    const texts = await textsAfter(world, { kind: "pull", number });
    expect(texts).toEqual({ a: "1" });
  });
});

describe("a commit, by its digits", () => {
  test("all forty, or the first seven", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    world.push({ b: "1" });
    const expected = { b: "1" };
    expect(await textsAfter(world, { kind: "commit", sha })).toEqual(expected);
    expect(await textsAfter(world, { kind: "commit", sha: sha.slice(0, 7) })).toEqual(expected);
  });

  test("the head itself can be the culprit", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    expect(await textsAfter(world, { kind: "commit", sha })).toEqual({});
  });

  test("one that a merge brought is undone alone", async () => {
    const world = new SmallRepository();
    world.pull("Two", [{ a: "2" }, { b: "2" }], "merge");
    const sha = world.at.repository.git.refs.get("heads/work-1") ?? "";
    const texts = await textsAfter(world, { kind: "commit", sha });
    expect(texts).toEqual({ a: "2" });
  });

  test("a range is undone as one, and tells how many changes", async () => {
    const world = new SmallRepository();
    const from = world.push({ a: "1" });
    world.push({ a: "2" });
    const { number } = world.pull("Merged", [{ b: "1" }, { c: "1" }], "merge");
    const to = world.push({ a: "3" });
    world.push({ later: "x" });
    const plan = await ready(world, { target: { kind: "range", from, to: to.slice(0, 9) } });
    expect(plan.undoneCount).toBe(3);
    expect(plan.undone[1]).toMatchObject({ pull: number, title: "Merged" });
    const texts = await world.texts(plan.tree ?? "");
    expect(texts).toEqual({ a: "1", later: "x" });
  });
});

describe("going back", () => {
  test("to the last deployment that worked before the incident began", async () => {
    const world = new SmallRepository();
    const old = world.push({ a: "1" });
    world.deploy(old, "success");
    const good = world.push({ a: "2" });
    world.deploy(good, "success");
    const broken = world.push({ a: "3" });
    world.deploy(broken, "failure");
    const elsewhere = world.push({ a: "4" });
    world.deploy(elsewhere, "success", "staging");
    const startedAt = world.at.now();
    world.at.pass(10);
    const later = world.push({ a: "5" });
    world.deploy(later, "success");
    const { incident } = requestIn(world.at, { target: { kind: "last-good" } });
    const target = { kind: "last-good" } as const;
    const finding = await assess(world, { target, incident: { ...incident, startedAt } });
    expect(finding).toMatchObject({
      kind: "ready",
      plan: {
        sha: good,
        kind: "restore",
        method: "restore",
        target: "last-good env=production",
        undoneCount: 3,
      },
    });
  });

  test("to the one before, where the newest that worked is what runs now", async () => {
    const world = new SmallRepository();
    const good = world.push({ a: "1" });
    world.deploy(good, "success");
    const culprit = world.push({ a: "2" });
    world.deploy(culprit, "success");
    world.deploy(culprit, "success");
    world.push({ a: "3" });
    const finding = await assess(world, { target: { kind: "last-good" } });
    expect(finding).toMatchObject({ kind: "ready", plan: { sha: good, undoneCount: 2 } });
    expect(finding).toHaveProperty("plan.risks[0]", {
      code: "runs-now",
      sha: culprit,
      environment: "production",
      at: expect.any(String),
    });
  });

  test("to the newest that worked, where one after it failed", async () => {
    const world = new SmallRepository();
    world.deploy(world.push({ a: "1" }), "success");
    const good = world.push({ a: "2" });
    world.deploy(good, "success");
    world.deploy(world.push({ a: "3" }), "failure");
    const finding = await assess(world, { target: { kind: "last-good" } });
    expect(finding).toMatchObject({ kind: "ready", plan: { sha: good, undoneCount: 1 } });
  });

  test("far back, telling what was newest of all that goes", async () => {
    const world = new SmallRepository();
    world.at.repository.git.refs.set("tags/v1", world.push({ a: "0" }));
    for (let count = 1; count <= 255; count += 1) world.push({ a: `${count}` }, `Step ${count}`);
    const plan = await ready(world, { target: { kind: "tag", name: "v1" } });
    expect(plan.undoneCount).toBe(255);
    expect(plan.undone).toHaveLength(mostUndone);
    expect(plan.undone[0]?.title).toBe("Step 255");
  });

  test("to a tag, with or without a message of its own", async () => {
    const world = new SmallRepository();
    const good = world.push({ a: "1" });
    world.push({ a: "2", b: "1" });
    const { git } = world.at.repository;
    const tag = { object: good, name: "v1", tagger: nobody, message: "v1\n" };
    git.refs.set("tags/light", good);
    git.refs.set("tags/v1", writeTag(git, { ...tag, kind: "commit" }));
    for (const name of ["light", "v1"]) {
      const texts = await textsAfter(world, { kind: "tag", name });
      expect(texts).toEqual({ a: "1" });
    }
  });
});
