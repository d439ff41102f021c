import { describe, expect, test } from "vitest";
import type { RollbackConflict } from "../../../src/core/rollback/plan.ts";
import type { RollbackTarget } from "../../../src/core/rollback/target.ts";
import { readTarget } from "../../../src/core/thread/rollback-target.ts";
import { type Asking, assess, commit, ready } from "./history-place.ts";
import { lines, SmallRepository } from "./small-repository.ts";

describe("a conflict is described, not guessed", () => {
  async function conflict(world: SmallRepository, asked: Asking): Promise<RollbackConflict> {
    const finding = await assess(world, asked);
    if (finding.kind !== "conflict") throw new Error(`no conflict: ${JSON.stringify(finding)}`);
    expect(world.branches()).toEqual([]);
    return finding;
  }

  /** What people would see who paste an alternative. */
  async function tryOut(world: SmallRepository, command: string) {
    const [, word = ""] = /^\/rollback (\S+)/.exec(command) ?? [];
    const target = readTarget(word);
    if ("problem" in target) throw new Error(`${command} cannot be typed: ${target.problem}`);
    const { tree } = await ready(world, { target });
    return world.texts(tree ?? "");
  }

  test("with the files, who is in the way, and the smallest range that is clean", async () => {
    const world = new SmallRepository();
    world.push({ a: lines(), b: "1" });
    const culprit = world.pull("Bad idea", [{ a: lines({ 2: "bad" }), b: "2" }]);
    world.push({ c: "1" }, "Beside it");
    const first = world.pull("Worse", [{ a: lines({ 2: "worse" }) }]);
    world.push({ d: "1" }, "Also beside it");
    const found = await conflict(world, { target: { kind: "pull", number: culprit.number } });
    expect(found).toMatchObject({
      target: `#${culprit.number}`,
      sha: culprit.sha,
      files: ["a"],
      more: 0,
      inTheWay: [{ pull: first.number, title: "Worse, part 1" }],
    });
    const [smallest, whole] = found.alternatives;
    expect(smallest?.command).toContain(`..${first.sha.slice(0, 12)}`);
    expect(smallest?.means).toMatch(new RegExp(`^also takes back #${first.number}, [0-9a-f]{12}$`));
    const left = { a: lines(), b: "1", d: "1" };
    expect(await tryOut(world, smallest?.command ?? "")).toEqual(left);
    expect(await tryOut(world, whole?.command ?? "")).toEqual({ a: lines(), b: "1" });
    expect(found.alternatives).toHaveLength(2);
  });

  test("a range that is not clean is not offered", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "worse" }) });
    const last = world.push({ a: lines({ 2: "worst" }) });
    world.push({ other: "1" });
    const { alternatives } = await conflict(world, commit(sha));
    expect(alternatives[0]?.command).toContain(`..${last.slice(0, 12)}`);
    for (const { command } of alternatives) {
      expect(await tryOut(world, command)).toMatchObject({ a: lines() });
    }
  });

  test("the whole merge is offered for a commit that it brought", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const { sha, number } = world.pull(
      "Two steps",
      [{ a: lines({ 2: "bad" }) }, { a: lines({ 2: "worse" }) }],
      "merge",
    );
    world.push({ other: "1" });
    const [merged] = world.commit(sha).parents.slice(1);
    const [culprit] = world.commit(merged ?? "").parents;
    const { alternatives } = await conflict(world, commit(culprit ?? ""));
    expect(alternatives[0]).toEqual({
      command: `/rollback ${sha.slice(0, 12)}`,
      means: `takes back all that #${number} brought`,
    });
    const left = { a: lines(), other: "1" };
    expect(await tryOut(world, alternatives[0]?.command ?? "")).toEqual(left);
  });

  test("the last good deployment is offered, if it is older than the change", async () => {
    const world = new SmallRepository();
    const good = world.push({ a: lines() });
    world.deploy(good, "success");
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "worse" }), other: "1" });
    const { alternatives } = await conflict(world, commit(sha));
    expect(alternatives.at(-1)).toEqual({
      command: "/rollback last-good env=production repo=acme/web",
      means: `goes back to ${good.slice(0, 12)}, last deployed to production; 2 commits less`,
    });
    expect(await tryOut(world, alternatives.at(-1)?.command ?? "")).toEqual({ a: lines() });
  });

  test("a deployment that has the change already is not offered", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.deploy(sha, "success");
    world.push({ a: lines({ 2: "worse" }) });
    const { alternatives } = await conflict(world, commit(sha));
    expect(alternatives.map(({ command }) => command).join()).not.toContain("last-good");
  });

  test("commands for another repository say which", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "worse" }) });
    const target: RollbackTarget = { kind: "commit", sha, repository: "acme/web" };
    const { alternatives } = await conflict(world, { target });
    expect(alternatives[0]?.command).toMatch(/ repo=acme\/web$/);
  });
});
