import { describe, expect, test } from "vitest";
import type { Risk } from "../../../src/core/rollback/plan.ts";
import { Again } from "../../../src/reconcile/failure.ts";
import { type Asking, assess, commit, ready } from "./history-place.ts";
import { lines, SmallRepository } from "./small-repository.ts";

describe("how it is undone", () => {
  test("path by path, when nobody touched these paths since", async () => {
    const world = new SmallRepository();
    world.push({ a: "1", b: "1" });
    const sha = world.push({ a: "2" });
    world.push({ b: "2" });
    const plan = await ready(world, commit(sha));
    expect(plan).toMatchObject({ method: "paths", files: 1, base: "main" });
    expect(await world.texts(plan.tree ?? "")).toEqual({ a: "1", b: "2" });
  });

  test("by a merge, when somebody edited another line since", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "bad", 11: "fine" }) });
    const plan = await ready(world, commit(sha));
    expect(plan.method).toBe("merge");
    expect(await world.texts(plan.tree ?? "")).toEqual({ a: lines({ 11: "fine" }) });
    expect(world.branches()).toEqual([]);
  });

  test("by a merge of a branch, where a host merges no commit that no branch holds", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "bad", 11: "fine" }) });
    let merges = 0;
    world.onCall = async (method, send) => {
      if (method !== "mergeInto") return send();
      merges += 1;
      return merges === 1 ? { kind: "missing" } : send();
    };
    const plan = await ready(world, commit(sha));
    expect(await world.texts(plan.tree ?? "")).toEqual({ a: lines({ 11: "fine" }) });
    expect([merges, world.branches()]).toEqual([2, []]);
  });

  test("by a merge that follows a file which was moved since", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: null, moved: lines({ 2: "bad" }) });
    const plan = await ready(world, commit(sha));
    expect(await world.texts(plan.tree ?? "")).toEqual({ moved: lines() });
  });

  test("nothing is to be done when it was undone already, and the answer says by what", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) }, "Bad");
    const by = world.push({ a: lines() }, `Revert "Bad"\n\nThis reverts commit ${sha}.`);
    const finding = await assess(world, commit(sha));
    expect(finding).toEqual({ kind: "nothing", target: sha, by: by.slice(0, 12) });
  });

  test("nothing is to be done when it was undone and the file edited since", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 9: "later" }) });
    expect(await assess(world, commit(sha))).toEqual({ kind: "nothing", target: sha });
    expect(world.branches()).toEqual([]);
  });

  test("fixed to the head that was seen, wherever the branch goes meanwhile", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    const seen = world.push({ a: lines({ 2: "bad", 11: "fine" }) });
    world.onCall = (method, send) => {
      if (method === "mergeInto") world.push({ a: "something else" });
      return send();
    };
    const plan = await ready(world, commit(sha));
    expect(plan.head).toBe(seen);
    expect(await world.texts(plan.tree ?? "")).toEqual({ a: lines({ 11: "fine" }) });
  });
});

describe("workflows", () => {
  const workflow = ".github/workflows/ci.yml";

  test("stay as they are, also where the rest needs a merge", async () => {
    const world = new SmallRepository();
    world.push({ a: lines(), [workflow]: "one" });
    const sha = world.push({ a: lines({ 2: "bad" }), [workflow]: "two" });
    world.push({ a: lines({ 2: "bad", 11: "fine" }), [workflow]: "three" });
    const plan = await ready(world, commit(sha));
    const files = { code: "workflows-kept", files: [workflow], more: 0 };
    expect(plan.risks).toContainEqual(files);
    const expected = { a: lines({ 11: "fine" }), [workflow]: "three" };
    expect(await world.texts(plan.tree ?? "")).toEqual(expected);
  });

  test.each([
    ["changed since", "three"],
    ["deleted since", null],
    ["the same", "one"],
  ])("stay as they are when everything else goes back: %s", async (_, now) => {
    const world = new SmallRepository();
    const good = world.push({ a: "1", [workflow]: "one" });
    world.push({ a: "2", [workflow]: now });
    world.at.repository.git.refs.set("tags/v1", good);
    const plan = await ready(world, { target: { kind: "tag", name: "v1" } });
    const kept = now === null ? {} : { [workflow]: now };
    expect(await world.texts(plan.tree ?? "")).toEqual({ a: "1", ...kept });
    expect(plan.risks.some(({ code }) => code === "workflows-kept")).toBe(now !== "one");
  });
});

describe("what must be known first", () => {
  async function risks(
    make: (world: SmallRepository) => Asking,
    code: Risk["code"],
  ): Promise<readonly Risk[]> {
    const world = new SmallRepository();
    const plan = await ready(world, make(world));
    return plan.risks.filter((risk) => risk.code === code);
  }

  test("which files were built upon, and how many commits came since", async () => {
    const found = await risks((world) => {
      world.push({ a: lines(), b: "1" });
      const sha = world.push({ a: lines({ 2: "bad" }), b: "2" });
      world.push({ a: lines({ 2: "bad", 11: "fine" }) });
      world.push({ c: "1" });
      return commit(sha);
    }, "built-upon");
    expect(found).toEqual([{ code: "built-upon", files: ["a"], more: 0, commitsSince: 2 }]);
  });

  test("that a migration is among them", async () => {
    const path = "db/migrate/20261122_add.rb";
    const found = await risks((world) => commit(world.push({ [path]: "x" })), "irreversible");
    expect(found).toMatchObject([{ files: [path] }]);
  });

  test("that it was reverted before, and came again", async () => {
    const found = await risks((world) => {
      world.push({ a: "1" });
      const sha = world.push({ a: "2" }, "Bad");
      world.push({ a: "1" }, `Revert "Bad"\n\nThis reverts commit ${sha}.`);
      world.push({ a: "2" }, "Bad, again");
      return commit(sha);
    }, "reverted-before");
    expect(found).toMatchObject([{ title: 'Revert "Bad"' }]);
  });

  test("that the branch is protected, by checks and other rules", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    const { repository } = world.at;
    repository.protection.set("main", ["build"]);
    repository.rules.push({ branches: "~DEFAULT_BRANCH", type: "merge_queue" });
    const { risks: found } = await ready(world, commit(sha));
    expect(found).toContainEqual({ code: "protected", branch: "main" });
    expect(found).toContainEqual({ code: "required-checks", checks: ["build"] });
    expect(found).toContainEqual({ code: "rule", rule: "merge_queue" });
  });

  test("how the checks stand: of the head for a revert, of the target for going back", async () => {
    const world = new SmallRepository();
    const good = world.push({ a: "1" });
    const sha = world.push({ a: "2" });
    world.checked(good, "success");
    world.checked(sha, "failure");
    world.at.repository.git.refs.set("tags/v1", good);
    const back = await ready(world, { target: { kind: "tag", name: "v1" } });
    const passed = { code: "checks", of: "target", state: "passed", failed: [] };
    expect(back.risks).toContainEqual(passed);
    const undone = await ready(world, commit(sha));
    expect(undone.risks).toContainEqual({
      code: "checks",
      of: "head",
      state: "failed",
      failed: ["build"],
    });
  });

  test("that the checks are not known, when they may not be read", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    world.forbid("checks");
    const { risks: found } = await ready(world, commit(sha));
    expect(found).toContainEqual(expect.objectContaining({ code: "checks", state: "unknown" }));
  });

  test("that it was long ago", async () => {
    const found = await risks((world) => {
      const sha = world.push({ a: "1" });
      for (let count = 0; count < 251; count += 1) world.push({ b: `${count}` });
      return commit(sha);
    }, "long-ago");
    expect(found).toEqual([{ code: "long-ago", commitsSince: 251 }]);
  });
});

describe("a dry run", () => {
  const writes = ["createTree", "createCommit", "createBranch", "mergeInto", "deleteBranch"];

  test("writes nothing when no merge is needed", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    const plan = await ready(world, { ...commit(sha), write: "trial" });
    expect(plan).toMatchObject({ method: "paths" });
    expect(plan.tree).toBeUndefined();
    expect(world.calls.filter(({ method }) => writes.includes(method))).toEqual([]);
  });

  test("touches no branch but its own under the scratch prefix", async () => {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "bad", 11: "fine" }) });
    const before = new Map(world.at.repository.git.refs);
    const plan = await ready(world, { ...commit(sha), write: "trial", scratchPrefix: "tmp/x-" });
    expect(plan.tree).toMatch(/^[0-9a-f]{40}$/);
    expect(world.at.repository.git.refs).toEqual(before);
    const made = world.calls.filter(({ method }) => method === "createBranch");
    expect(made.map(({ args }) => args[1])).toEqual([expect.stringMatching(/^tmp\/x-\d+-7-/)]);
  });
});

describe("a trial merge that is cut off", () => {
  function needsMerge(): { world: SmallRepository; sha: string } {
    const world = new SmallRepository();
    world.push({ a: lines() });
    const sha = world.push({ a: lines({ 2: "bad" }) });
    world.push({ a: lines({ 2: "bad", 11: "fine" }) });
    return { world, sha };
  }

  test("leaves a branch that the next one takes away", async () => {
    const { world, sha } = needsMerge();
    let cut = true;
    world.onCall = (method, send) => {
      if (cut && (method === "mergeInto" || method === "deleteBranch")) throw new Again("gone");
      return send();
    };
    await expect(assess(world, commit(sha))).rejects.toThrow(Again);
    expect(world.branches()).toHaveLength(1);
    cut = false;
    const plan = await ready(world, commit(sha));
    expect(await world.texts(plan.tree ?? "")).toEqual({ a: lines({ 11: "fine" }) });
    expect(world.branches()).toEqual([]);
  });

  test("takes its branch away when the merge fails", async () => {
    const { world, sha } = needsMerge();
    world.onCall = (method, send) => {
      if (method === "mergeInto") throw new Again("gone");
      return send();
    };
    await expect(assess(world, commit(sha))).rejects.toThrow(Again);
    expect(world.branches()).toEqual([]);
  });

  test("is told of, where its branch may not be taken away", async () => {
    const { world, sha } = needsMerge();
    world.at.repository.rules.push({ branches: "allclear/scratch/**", type: "deletion" });
    const plan = await ready(world, commit(sha));
    expect(plan.method).toBe("merge");
    expect(world.reports.join()).toMatch(/allclear\/scratch\/\S+ could not be deleted/);
  });

  test("is refused in GitHub's words where branches may not be made", async () => {
    const { world, sha } = needsMerge();
    world.at.repository.rules.push({ branches: "allclear/scratch/**", type: "creation" });
    const finding = await assess(world, commit(sha));
    expect(finding).toMatchObject({ kind: "impossible", why: "no-permission" });
    expect(finding).toHaveProperty("detail", expect.stringContaining("rule violations"));
  });
});
