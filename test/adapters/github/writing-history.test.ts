import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { commit, notFound, pull, repo, seenPull, shaOf, stillThere } from "./nocked-history.ts";
import { address, api, nockedHost, outcomeOf, startNock } from "./nocked-host.ts";

beforeEach(startNock);

const sha = shaOf("change");
const failed = (message: string) => ({ message: "Validation Failed", errors: [{ message }] });
const post = (path: string, body?: object) => nock(api).post(`${repo}${path}`, body as never);

describe("git objects", () => {
  it("are trees with entries put in and taken out", async () => {
    const kept = { path: "a", mode: "100755", type: "blob", sha: shaOf("a") } as const;
    const gone = { path: "b", mode: "100644", type: "blob", sha: null } as const;
    const tree = { base_tree: shaOf("base"), tree: [kept, gone] };
    post("/git/trees", tree).reply(201, { sha: shaOf("tree") });
    const wanted = { base: shaOf("base"), entries: [kept, gone] };
    expect(await nockedHost().host.createTree(address, wanted)).toBe(shaOf("tree"));
  });

  it("are commits without an author of ours, so that GitHub signs them", async () => {
    const wanted = { tree: shaOf("tree"), parents: [sha], message: "Revert" };
    post("/git/commits", wanted).reply(201, { sha: shaOf("new") });
    expect(await nockedHost().host.createCommit(address, wanted)).toBe(shaOf("new"));
  });
});

describe("a branch", () => {
  it("is created, or is there already", async () => {
    const sent = { ref: "refs/heads/rollback", sha };
    post("/git/refs", sent).reply(201, { ref: sent.ref });
    const { host, lines } = nockedHost();
    expect(await host.createBranch(address, "rollback", sha)).toBe("created");
    post("/git/refs").reply(422, { message: "Reference already exists" });
    expect(await host.createBranch(address, "rollback", sha)).toBe("exists");
    expect(lines).toEqual([]);
  });

  it.each([
    [422, "Object does not exist", "refused"],
    [422, "Repository rule violations found", "refused"],
    [
      403,
      "refusing to allow a GitHub App to create or update workflow without `workflows` permission",
      "forbidden",
    ],
  ])("that GitHub refuses stops with its words: %i %s", async (status, message, reason) => {
    post("/git/refs").reply(status, { message });
    const failure = await nockedHost()
      .host.createBranch(address, "rollback", sha)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "Stop", reason });
    expect(String(failure)).toContain(message);
  });

  it("may be there after a lost answer", async () => {
    post("/git/refs").reply(422, "<html>", { "content-type": "text/html" });
    const creation = nockedHost().host.createBranch(address, "rollback", sha);
    expect(await outcomeOf(creation)).toEqual({ again: "backoff", lost: true });
  });

  it.each([
    [204, undefined],
    [404, notFound],
    [422, { message: "Reference does not exist" }],
  ])("is deleted, or was before: %i", async (status, answer) => {
    const path = `${repo}/git/refs/heads%2Fallclear%2Fscratch%2F1`;
    nock(api).delete(path).reply(status, answer);
    if (status === 404) stillThere();
    const { host, lines } = nockedHost();
    expect(await outcomeOf(host.deleteBranch(address, "allclear/scratch/1"))).toEqual({
      value: undefined,
    });
    expect(lines).toEqual([]);
  });

  it("that a rule protects is not deleted in silence", async () => {
    nock(api).delete(/refs/).reply(422, { message: "Cannot delete this protected ref" });
    const removal = nockedHost().host.deleteBranch(address, "main");
    expect(await outcomeOf(removal)).toEqual({ stop: "refused" });
  });
});

describe("a merge", () => {
  const merge = { base: "scratch", head: sha, message: "[skip ci]" };
  const sent = { base: "scratch", head: sha, commit_message: "[skip ci]" };

  it("tells what came of it", async () => {
    post("/merges", sent).reply(201, commit("merge"));
    post("/merges", sent).reply(204);
    post("/merges", sent).reply(409, { message: "Merge conflict" });
    const { host, lines } = nockedHost();
    const tree = shaOf("merge-tree");
    expect(await host.mergeInto(address, merge)).toEqual({
      kind: "merged",
      sha: shaOf("merge"),
      tree,
    });
    expect(await host.mergeInto(address, merge)).toEqual({ kind: "nothing" });
    expect(await host.mergeInto(address, merge)).toEqual({ kind: "conflict" });
    expect(lines).toEqual([]);
  });

  it("misses a branch that is not there", async () => {
    post("/merges").reply(404, { message: "Base does not exist" });
    stillThere();
    expect(await nockedHost().host.mergeInto(address, merge)).toEqual({ kind: "missing" });
  });
});

describe("opening a pull request", () => {
  const wanted = { title: "Roll back", body: "why", head: "rollback", base: "main", draft: true };

  it("gives it back", async () => {
    post("/pulls", wanted).reply(201, pull(7));
    expect(await nockedHost().host.openPull(address, wanted)).toEqual(seenPull(7));
  });

  it.each([
    [422, "A pull request already exists for acme:rollback.", "refused"],
    [422, "Draft pull requests are not supported in this repository.", "refused"],
    [403, "Resource not accessible by integration", "forbidden"],
  ])("stops with GitHub's words: %i %s", async (status, message, reason) => {
    post("/pulls").reply(status, status === 422 ? failed(message) : { message });
    const failure = await nockedHost()
      .host.openPull(address, wanted)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "Stop", reason });
    expect(String(failure)).toContain(message);
  });

  it("waits its turn among the writes that notify people", async () => {
    post("/pulls").reply(201, pull(7));
    post("/pulls/7/requested_reviewers").reply(201, pull(7));
    const { host, clock } = nockedHost();
    const before = clock.now().getTime();
    await host.openPull(address, wanted);
    await host.requestReviews(address, 7, ["mona"]);
    expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(1000);
  });
});

describe("asking for reviews", () => {
  const path = "/pulls/7/requested_reviewers";
  const refused = failed("Reviews may only be requested from collaborators.");

  it("sends people and teams apart", async () => {
    post(path, { reviewers: ["mona"], team_reviewers: ["web"] }).reply(201, pull(7));
    await nockedHost().host.requestReviews(address, 7, ["mona", "acme/web"]);
    expect(nock.isDone()).toBe(true);
  });

  it("leaves the teams out when GitHub refuses, then gives up without a word", async () => {
    post(path, { reviewers: ["mona"], team_reviewers: ["web"] }).reply(422, refused);
    post(path, { reviewers: ["mona"] }).reply(422, refused);
    const { host, lines } = nockedHost();
    await host.requestReviews(address, 7, ["mona", "acme/web"]);
    expect(nock.isDone()).toBe(true);
    expect(lines).toEqual([]);
  });

  it.each([[["mona"]], [["acme/web"]]])(
    "is not sent twice when only %j were asked",
    async (who) => {
      post(path).reply(422, refused);
      await nockedHost().host.requestReviews(address, 7, who);
      expect(nock.isDone()).toBe(true);
    },
  );

  it("asks nobody when nobody is named", async () => {
    const { host, calls } = nockedHost();
    await host.requestReviews(address, 7, []);
    expect(calls).toEqual([]);
  });
});

it("reports a finished check", async () => {
  const sent = {
    name: "allclear/hotfix",
    head_sha: sha,
    status: "completed",
    conclusion: "action_required",
    output: { title: "Say how to go back", summary: "The section is empty." },
  };
  post("/check-runs", sent).reply(201, { id: 1 });
  await nockedHost().host.reportCheck(address, {
    name: "allclear/hotfix",
    sha,
    conclusion: "action_required",
    title: "Say how to go back",
    summary: "The section is empty.",
  });
  expect(nock.isDone()).toBe(true);
});
