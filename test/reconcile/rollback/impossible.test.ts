import { describe, expect, test } from "vitest";
import type { RollbackTarget } from "../../../src/core/rollback/target.ts";
import { Stop } from "../../../src/reconcile/failure.ts";
import { writeCommit } from "../../../src/sandbox/github/git/commit.ts";
import { writeTag } from "../../../src/sandbox/github/git/tag.ts";
import { openPull } from "../../../src/sandbox/github/model/pulls/open-pull.ts";
import { assess, ready } from "./history-place.ts";
import { SmallRepository } from "./small-repository.ts";

const nobody = { name: "x", email: "x@example.com", at: 1_800_000_000, zone: "+0000" };

describe("what cannot be rolled back is refused with its reason", () => {
  const sha = "0123456789abcdef0123456789abcdef01234567";
  type Row = [
    when: string,
    why: string,
    make: (world: SmallRepository) => RollbackTarget,
    detail?: string,
  ];

  const rows: readonly Row[] = [
    ["a number that is none", "no-such-pull", () => ({ kind: "pull", number: 99 })],
    [
      "a pull request that is still open",
      "not-merged",
      (world) => {
        world.push({ a: "1" }, "work", "work");
        const open = { title: "Open", head: "work", base: "main" };
        const { model, repository } = world.at;
        return {
          kind: "pull",
          number: openPull(model, { login: "acme" }, repository, open).number,
        };
      },
    ],
    [
      "a pull request into another branch",
      "other-branch",
      (world) => {
        world.push({ a: "1" }, "release", "release");
        world.at.repository.defaultBranch = "release";
        const { number } = world.pull("Two", [{ b: "1" }]);
        world.at.repository.defaultBranch = "main";
        return { kind: "pull", number };
      },
      "release",
    ],
    ["digits of no commit", "no-such-commit", () => ({ kind: "commit", sha })],
    [
      "the first digits of no commit",
      "no-such-commit",
      () => ({ kind: "commit", sha: sha.slice(0, 8) }),
    ],
    [
      "digits that a branch is called",
      "ambiguous",
      (world) => {
        const head = world.push({ a: "1" });
        world.at.repository.git.refs.set("heads/deadbeef", head);
        return { kind: "commit", sha: "deadbeef" };
      },
    ],
    [
      "a commit of another branch",
      "not-on-branch",
      (world) => ({ kind: "commit", sha: world.push({ a: "1" }, "work", "work") }),
      "main",
    ],
    [
      "a commit that lives only in a fork",
      "not-on-branch",
      (world) => {
        // GitHub shows the commits of forks here too, without any branch that holds them.
        const { git } = world.at.repository;
        const parent = git.refs.get("heads/main") ?? "";
        const tree = git.objects.get(parent)?.bytes.toString().slice(5, 45) ?? "";
        const made = { parents: [parent], tree, author: nobody, committer: nobody };
        return { kind: "commit", sha: writeCommit(git, { ...made, message: "Forked" }) };
      },
      "main",
    ],
    [
      "the digits of a tag object",
      "no-such-commit",
      (world) => {
        const { git } = world.at.repository;
        const object = git.refs.get("heads/main") ?? "";
        const tag = { object, name: "v1", tagger: nobody, message: "v1\n" };
        return { kind: "commit", sha: writeTag(git, { ...tag, kind: "commit" }) };
      },
    ],
    [
      "the digits of a tree",
      "no-such-commit",
      (world) => {
        const { git } = world.at.repository;
        const head = git.refs.get("heads/main") ?? "";
        const tree = git.objects.get(head)?.bytes.toString().slice(5, 45) ?? "";
        return { kind: "commit", sha: tree };
      },
    ],
    ["the first commit of all", "first-commit", (world) => ({ kind: "commit", sha: world.first })],
    [
      "a range the wrong way round",
      "empty-range",
      (world) => {
        const from = world.push({ a: "1" });
        const to = world.push({ a: "2" });
        return { kind: "range", from: to, to: from };
      },
    ],
    [
      "an empty range",
      "empty-range",
      (world) => {
        const from = world.push({ a: "1" });
        return { kind: "range", from, to: from };
      },
    ],
    ["a tag that is none", "no-such-tag", () => ({ kind: "tag", name: "v9" })],
    [
      "an environment that nothing was deployed to",
      "no-deployment",
      () => ({ kind: "last-good", environment: "moon" }),
      "moon",
    ],
    [
      "an environment where nothing worked",
      "no-deployment",
      (world) => {
        world.deploy(world.push({ a: "1" }), "failure");
        return { kind: "last-good" };
      },
      "production",
    ],
    [
      "what is deployed is the head",
      "is-head",
      (world) => {
        world.deploy(world.push({ a: "1" }), "success");
        return { kind: "last-good" };
      },
    ],
    [
      "what is deployed is on another branch",
      "not-on-branch",
      (world) => {
        world.deploy(world.push({ a: "1" }, "hotfix", "hotfix"), "success");
        return { kind: "last-good" };
      },
    ],
    [
      "a change of workflows only",
      "only-workflows",
      (world) => ({ kind: "commit", sha: world.push({ ".github/workflows/ci.yml": "on: push" }) }),
      ".github/workflows/ci.yml",
    ],
  ];

  test.each<Row>([...rows])("%s: %s", async (_, why, make, detail) => {
    const world = new SmallRepository();
    world.push({ README: "1" });
    const finding = await assess(world, { target: make(world) });
    expect(finding).toMatchObject({ kind: "impossible", why, ...(detail && { detail }) });
    expect(world.branches()).toEqual([]);
  });

  test("no-permission, in GitHub's words", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    world.forbid("contents", "read");
    const finding = await assess(world, { target: { kind: "commit", sha } });
    expect(finding).toMatchObject({ kind: "impossible", why: "no-permission" });
    expect(finding).toHaveProperty("detail", expect.stringContaining("not accessible"));
  });

  test("too-large, where GitHub cannot list a folder", async () => {
    const world = new SmallRepository();
    const sha = world.push({ a: "1" });
    world.onCall = async (method, send) => {
      if (method === "readTrees") throw new Stop("refused", "more files than GitHub lists");
      return send();
    };
    const finding = await assess(world, { target: { kind: "commit", sha } });
    expect(finding).toMatchObject({ kind: "impossible", why: "too-large" });
  });

  test("no-such-repository", async () => {
    const world = new SmallRepository();
    const place = { ...world.place, repository: 0, name: "acme/gone" };
    const finding = await assess(world, { target: { kind: "commit", sha }, place });
    expect(finding).toMatchObject({ kind: "impossible", why: "no-such-repository" });
  });
});

test("a branch called like the digits of a commit is never taken for it", async () => {
  const world = new SmallRepository();
  const sha = world.push({ a: "1" });
  const other = world.push({ b: "1" });
  world.at.repository.git.refs.set(`heads/${sha.slice(0, 8)}`, other);
  const short = await assess(world, { target: { kind: "commit", sha: sha.slice(0, 8) } });
  expect(short).toMatchObject({ kind: "impossible", why: "ambiguous" });
  expect(await ready(world, { target: { kind: "commit", sha } })).toMatchObject({ sha });
});
