import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { accepts, pull, seenPull, shaOf } from "./nocked-history.ts";
import { address, api, nockedHost, startNock } from "./nocked-host.ts";

beforeEach(startNock);

const sha = shaOf("change");

describe("a pull request", () => {
  it("tells its merge, and how many commits it has", async () => {
    const change = { merged: true, merged_by: { login: "octo", id: 2 }, commits: 3 };
    accepts("/pulls/7").reply(200, pull(7, change));
    expect(await nockedHost().host.readPull(address, 7)).toEqual({
      ...seenPull(7),
      mergedBy: "octo",
      commits: 3,
    });
  });

  it("that is not merged has no merge commit, though GitHub tried one", async () => {
    const change = { merged: false, merged_at: null, state: "open", closed_at: null, user: null };
    accepts("/pulls/7").reply(200, pull(7, change));
    const seen = await nockedHost().host.readPull(address, 7);
    expect(seen).toMatchObject({ merged: false, state: "open", author: "ghost" });
    expect(seen).not.toHaveProperty("mergeCommit");
    expect(seen).not.toHaveProperty("closedAt");
  });

  it("that brought a commit is one merged into the default branch", async () => {
    const open = { merged_at: null, state: "open" };
    const elsewhere = { base: { ...pull(9).base, ref: "develop" } };
    accepts(`/commits/${sha}/pulls`)
      .query({ per_page: 100 })
      .reply(200, [pull(7), pull(8, open), pull(9, elsewhere)]);
    expect(await nockedHost().host.pullsOfCommit(address, sha)).toEqual([seenPull(7)]);
  });

  it("of a branch is never another's: a fork's, or any when GitHub drops the filter", async () => {
    const head = (ref: string, fork: object | null) => ({
      head: { ref, sha: shaOf("head"), repo: fork },
    });
    const own = { id: 4711 };
    accepts("/pulls")
      .query((query) => query.head === "acme:rollback" && query.state === "all")
      .reply(200, [
        pull(9, head("rollback", own)),
        pull(8, head("rollback", { id: 12 })),
        pull(7, head("rollback", null)),
        pull(6, head("other", own)),
      ]);
    const pulls = await nockedHost().host.pullsOfBranch(address, "rollback");
    expect(pulls.map(({ number }) => number)).toEqual([9]);
  });

  it("of a branch is found after the repository moved to another owner", async () => {
    const location = `${api}/repositories/4711/pulls`;
    accepts("/pulls").query(true).reply(301, {}, { location });
    nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "umbrella/shop" });
    const moved = (head: string) =>
      nock(api)
        .get("/repos/umbrella/shop/pulls")
        .query((query) => query.head === head);
    moved("acme:topic-7").reply(200, []);
    moved("umbrella:topic-7").reply(200, [pull(7)]);
    expect(await nockedHost().host.pullsOfBranch(address, "topic-7")).toEqual([seenPull(7)]);
  });
});
