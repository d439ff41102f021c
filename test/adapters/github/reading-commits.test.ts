import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import {
  accepts,
  commit,
  gitCommit,
  notFound,
  seenCommit,
  shaOf,
  stillThere,
} from "./nocked-history.ts";
import { address, api, nockedHost, outcomeOf, startNock } from "./nocked-host.ts";

beforeEach(startNock);

const sha = shaOf("change");
const empty = { message: "Git Repository is empty." };
const unknown = { message: "No commit found for SHA: nope" };

describe("a commit", () => {
  it("is found by a branch with a slash, without its files", async () => {
    accepts("/commits/release%2F1.0").query({ per_page: 1 }).reply(200, commit("change"));
    expect(await nockedHost().host.findCommit(address, "release/1.0")).toEqual(
      seenCommit("change"),
    );
  });

  it.each([
    ["null", null],
    ["nobody", {}],
  ])("has no author where GitHub says %s", async (_, author) => {
    accepts("/commits/main").query(true).reply(200, commit("change", { author }));
    const found = await nockedHost().host.findCommit(address, "main");
    expect(found).toMatchObject({ sha });
    expect(found).not.toHaveProperty("author");
  });

  it.each([
    ["is unknown or stands for several", 422, unknown],
    ["is in an empty repository", 409, empty],
    ["is in no repository", 404, notFound],
  ])("is undefined and no trouble when its name %s", async (_, status, answer) => {
    nock(api)
      .get(/commits/)
      .reply(status, answer);
    if (status === 404) stillThere();
    const { host, lines } = nockedHost();
    expect(await host.findCommit(address, "nope")).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it.each([
    "",
    ".",
    "..",
    "main~1",
    "main^",
    "HEAD@{1}",
    "a..b",
    "a b",
    "a/",
    "/a",
    "a//b",
    ".a",
    "a.lock",
    "a:b",
    "a\u0000",
    "\ud800",
    "x".repeat(256),
    "@",
  ])("is never asked for by %j, which is no name", async (name) => {
    const { host, calls } = nockedHost();
    expect(await host.findCommit(address, name)).toBeUndefined();
    expect(await host.readBranch(address, name)).toBeUndefined();
    expect(await host.readTag(address, name)).toBeUndefined();
    expect(await host.compare(address, name, sha)).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it("by its name alone comes from git, which knows no accounts", async () => {
    accepts(`/git/commits/${sha}`).reply(200, gitCommit("change"));
    const { author, ...others } = seenCommit("change");
    expect(author).toBe("mona");
    expect(await nockedHost().host.readCommit(address, sha)).toEqual(others);
  });

  it("is never read by a name that could be a branch's", async () => {
    const { host, calls } = nockedHost();
    expect(await host.readCommit(address, "deadbeef")).toBeUndefined();
    expect(await host.readCommitFiles(address, "deadbeef")).toEqual([]);
    expect(await host.pullsOfCommit(address, "deadbeef")).toEqual([]);
    expect(calls).toEqual([]);
  });

  it("limits say nothing about what is there", async () => {
    const limit = { message: "You have exceeded a secondary rate limit" };
    nock(api)
      .get(/commits/)
      .reply(422, { message: "was submitted too quickly" });
    expect(await outcomeOf(nockedHost().host.findCommit(address, "main"))).toMatchObject({
      again: 60_000,
    });
    nock(api)
      .get(/commits/)
      .reply(403, limit, { "retry-after": "9" });
    expect(await outcomeOf(nockedHost().host.findCommit(address, "main"))).toMatchObject({
      again: 9000,
    });
  });

  it("has files in our four words", async () => {
    const file = (filename: string, status: string, more: object = {}) => ({
      filename,
      status,
      additions: 1,
      deletions: 2,
      ...more,
    });
    const files = [
      file("a", "added"),
      file("b", "copied", { previous_filename: "a" }),
      file("c", "changed"),
      file("d", "renamed", { previous_filename: "old/d" }),
      file("e", "removed"),
    ];
    accepts(`/commits/${sha}`).reply(200, commit("change", { files }));
    const read = await nockedHost().host.readCommitFiles(address, sha);
    expect(read.map(({ path, change, before }) => [path, change, before])).toEqual([
      ["a", "added", undefined],
      ["b", "added", undefined],
      ["c", "modified", undefined],
      ["d", "renamed", "old/d"],
      ["e", "removed", undefined],
    ]);
  });
});

describe("a list of commits", () => {
  it("takes every filter", async () => {
    const at = "2026-11-22T02:00:00Z";
    const query = { sha: "dev", path: "src/a", since: at, until: at, per_page: 100 };
    accepts("/commits")
      .query(query)
      .reply(200, [commit("one"), commit("two")]);
    const filter = { from: "dev", path: "src/a", since: at, until: at, count: 250 };
    expect(await nockedHost().host.listCommits(address, filter)).toEqual([
      seenCommit("one"),
      seenCommit("two"),
    ]);
  });

  it.each([404, 409])("is empty where there is nothing: %i", async (status) => {
    accepts("/commits").query(true).reply(status, empty);
    if (status === 404) stillThere();
    expect(await nockedHost().host.listCommits(address, { count: 5 })).toEqual([]);
  });
});

describe("a comparison", () => {
  it("is asked for without paging, so that all 250 commits come at once", async () => {
    accepts(`/compare/release%2F1.0...${sha}`).reply(200, {
      status: "diverged",
      ahead_by: 300,
      behind_by: 1,
      base_commit: commit("base"),
      merge_base_commit: commit("fork"),
      commits: [commit("one"), commit("two")],
      files: [],
    });
    expect(await nockedHost().host.compare(address, "release/1.0", sha)).toEqual({
      status: "diverged",
      aheadBy: 300,
      behindBy: 1,
      base: seenCommit("base"),
      mergeBase: shaOf("fork"),
      commits: [seenCommit("one"), seenCommit("two")],
    });
  });

  it("is undefined when one of the two is not there, but not when GitHub gives up", async () => {
    nock(api)
      .get(/compare/)
      .reply(404, notFound);
    stillThere();
    const { host } = nockedHost();
    expect(await host.compare(address, "main", "nope")).toBeUndefined();
    nock(api)
      .get(/compare/)
      .reply(422, { message: "this diff is taking too long to generate" });
    expect(await outcomeOf(host.compare(address, "main", "dev"))).toEqual({ stop: "refused" });
  });
});

describe("a tag", () => {
  const pointer = (type: string, word: string) => ({ object: { type, sha: shaOf(word) } });

  it("is followed through annotated tags to its commit", async () => {
    accepts("/git/ref/tags%2Fweb%2Fv1").reply(200, pointer("tag", "outer"));
    accepts(`/git/tags/${shaOf("outer")}`).reply(200, pointer("tag", "inner"));
    accepts(`/git/tags/${shaOf("inner")}`).reply(200, pointer("commit", "change"));
    expect(await nockedHost().host.readTag(address, "web/v1")).toBe(sha);
  });

  it("of a tree leads to no commit", async () => {
    accepts("/git/ref/tags%2Fv1").reply(200, pointer("tree", "tree"));
    expect(await nockedHost().host.readTag(address, "v1")).toBeUndefined();
  });

  it("of itself ends", async () => {
    nock(api).persist().get(/git/).reply(200, pointer("tag", "loop"));
    expect(await nockedHost().host.readTag(address, "v1")).toBeUndefined();
  });
});
