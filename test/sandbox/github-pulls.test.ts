import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCommit } from "../../src/sandbox/github/git/commit.ts";
import { entryAt } from "../../src/sandbox/github/git/tree.ts";
import { readText } from "../../src/sandbox/github/model/read-files.ts";
import type { Delivery, Repository } from "../../src/sandbox/github/model/records.ts";
import type { Person } from "../../src/sandbox/github/person.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";

let sandbox: Sandbox;
let repository: Repository;
let wendy: Person;
let seen: Delivery[];
const acme = "acme/web";
const pay = (text: string) => ({ files: { "src/pay.ts": text } });

beforeEach(async () => {
  seen = [];
  sandbox = await createSandbox({ onDelivery: (delivery) => seen.push(delivery) });
  sandbox.organization("acme");
  repository = sandbox.repository(acme, {
    collaborators: { wendy: "write", rita: "read" },
    files: { "src/pay.ts": "1\n2\n3\n4\n5\n" },
  });
  sandbox.install("acme");
  wendy = sandbox.person("wendy");
});

afterEach(() => sandbox.close());

const propose = (head = "fix", text = "1\n2\nthree\n4\n5\n", body = "") =>
  wendy.proposes(acme, { title: `Change ${head}`, head, body, ...pay(text) });
const on = (number: number) => ({ repository: acme, number });
const fileAt = (ref: string) =>
  readText(sandbox.world, { login: "wendy" }, { repository, path: "src/pay.ts", ref });
const told = () => seen.flatMap(({ event, action }) => (event === "pull_request" ? [action] : []));

describe("opening a pull request", () => {
  test("shares numbers, comments and body with issues", async () => {
    const issue = await wendy.opens(acme, { title: "Down" });
    const pull = await propose();
    expect([issue.number, pull.number]).toEqual([1, 2]);
    await wendy.comments(on(2), "Looks good");
    const read = await wendy.readsPull(on(2));
    expect(read).toMatchObject({ comments: 1, commits: 1, changed_files: 1, mergeable: true });
    expect(read).toMatchObject({ additions: 1, deletions: 1, state: "open", merged: false });
    expect(await wendy.readsIssue(on(2))).toMatchObject({ title: "Change fix", draft: false });
  });

  test.each([
    ["twice from one branch", { head: "fix" }, "already exists for acme:fix"],
    ["from a branch with nothing new", { head: "same" }, "No commits between main and same"],
    ["from a branch that is not there", { head: "nowhere" }, "Validation Failed"],
    ["to a branch that is not there", { head: "fix", base: "nowhere" }, "Validation Failed"],
    ["without a title", { head: "other", title: " " }, "Validation Failed"],
  ])("is refused %s", async (_, wish, why) => {
    await propose();
    await wendy.asks("POST", `/repos/${acme}/git/refs`, {
      ref: "refs/heads/same",
      sha: repository.git.refs.get("heads/main"),
    });
    wendy.pushes(acme, { branch: "other", ...pay("other\n") });
    const answer = await fetch(`${sandbox.url}/repos/${acme}/pulls`, {
      method: "POST",
      headers: { authorization: `Bearer ${wendy.token}` },
      body: JSON.stringify({ title: "Again", base: "main", ...wish }),
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(why);
  });

  test("is not for people who may only read", async () => {
    const rita = sandbox.person("rita");
    wendy.pushes(acme, { branch: "fix", ...pay("x\n") });
    const proposal = { title: "Mine", head: "fix" };
    await expect(rita.opensPull(acme, proposal)).rejects.toThrow("answered 404");
  });

  test("an empty commit is enough", async () => {
    const pull = await wendy.proposes(acme, { title: "Hotfix", head: "hotfix", files: {} });
    expect(pull).toMatchObject({ commits: 1, changed_files: 0, mergeable: true });
  });
});

describe("while it is open", () => {
  test("it follows its branch", async () => {
    const { number } = await propose();
    const sha = wendy.pushes(acme, { branch: "fix", ...pay("1\n") });
    const pull = await wendy.readsPull(on(number));
    expect(pull).toMatchObject({ commits: 2, head: { sha } });
    expect(told()).toEqual(["opened", "synchronize"]);
  });

  test("it says when it conflicts with its base", async () => {
    const { number } = await propose();
    wendy.pushes(acme, pay("1\n2\nIII\n4\n5\n"));
    const pull = await wendy.readsPull(on(number));
    expect(pull).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
    await expect(wendy.merges(on(number))).rejects.toThrow("405");
  });

  test("it can be closed, reopened, made ready and drafted again", async () => {
    const { number } = await wendy.proposes(acme, {
      title: "Fix",
      head: "fix",
      draft: true,
      ...pay("x\n"),
    });
    await expect(wendy.merges(on(number))).rejects.toThrow("still a draft");
    await wendy.readies(on(number));
    await wendy.closes(on(number));
    await expect(wendy.merges(on(number))).rejects.toThrow("not mergeable");
    await wendy.reopens(on(number));
    const { node_id: pullRequestId } = await wendy.readsPull(on(number));
    const query = `mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) {
      pullRequest { isDraft } } }`;
    const drafted = await wendy.asks("POST", "/graphql", {
      query,
      variables: { id: pullRequestId },
    });
    expect(drafted).toMatchObject({
      data: { convertPullRequestToDraft: { pullRequest: { isDraft: true } } },
    });
    const wanted = ["opened", "ready_for_review", "closed", "reopened", "converted_to_draft"];
    expect(told()).toEqual(wanted);
  });

  test("losing its branch closes it for good", async () => {
    const { number } = await propose();
    await wendy.deletesBranch(acme, "fix");
    expect(await wendy.readsPull(on(number))).toMatchObject({ state: "closed", merged: false });
    await expect(wendy.reopens(on(number))).rejects.toThrow("422");
  });

  test("it can be given another base", async () => {
    wendy.pushes(acme, { branch: "stable", files: { "NOTES.md": "Stable\n" } });
    const { number } = await propose();
    await wendy.asks("PATCH", `/repos/${acme}/pulls/${number}`, { base: "stable" });
    await wendy.merges(on(number));
    expect(fileAt("stable")).toContain("three");
    expect(fileAt("main")).not.toContain("three");
  });
});

describe("merging", () => {
  const head = () => readCommit(repository.git, repository.git.refs.get("heads/main") ?? "");

  test("makes a merge commit by GitHub with both parents", async () => {
    const { number, head: from } = await propose();
    const before = wendy.pushes(acme, pay("one\n2\n3\n4\n5\n"));
    const sha = await wendy.merges(on(number));
    expect(head()).toMatchObject({
      sha,
      parents: [before, from.sha],
      message: "Merge pull request #1 from acme/fix\n\nChange fix",
      author: { name: "wendy" },
      committer: { name: "GitHub" },
    });
    expect(fileAt("main")).toBe("one\n2\nthree\n4\n5\n");
  });

  test("squashes into one commit that names the pull request", async () => {
    const { number } = await propose();
    wendy.pushes(acme, { branch: "fix", message: "More", files: { more: "x\n" } });
    const before = head().sha;
    await wendy.merges(on(number), "squash");
    expect(head()).toMatchObject({
      parents: [before],
      message: "Change fix (#1)\n\n* Change fix\n\n* More",
    });
  });

  test("replays each commit under its author when it rebases", async () => {
    const ada = sandbox.person("ada");
    ada.pushes(acme, { branch: "fix", message: "First", ...pay("1\n2\nthree\n4\n5\n") });
    ada.pushes(acme, { branch: "fix", message: "Second", files: { more: "x\n" } });
    const { number } = await wendy.opensPull(acme, { title: "Both", head: "fix" });
    const before = wendy.pushes(acme, { message: "Meanwhile", ...pay("one\n2\n3\n4\n5\n") });
    await wendy.merges(on(number), "rebase");
    const [second, first] = [head(), readCommit(repository.git, head().parents[0] ?? "")];
    expect([second.message, first.message]).toEqual(["Second", "First"]);
    expect(first).toMatchObject({ parents: [before], author: { name: "ada" } });
    expect(first.committer.name).toBe("wendy");
    expect(fileAt("main")).toBe("one\n2\nthree\n4\n5\n");
  });

  test("is told with who did it, and where it landed", async () => {
    const { number } = await propose();
    const sha = await wendy.merges(on(number), "squash");
    expect(seen.at(-1)?.payload).toMatchObject({
      action: "closed",
      pull_request: { merged: true, merge_commit_sha: sha, merged_by: { login: "wendy" } },
    });
    expect(await wendy.asks("GET", `/repos/${acme}/commits/${sha}/pulls`)).toMatchObject([
      { number, merged_at: expect.any(String) },
    ]);
  });

  test("happens by itself when its commits are pushed to the base", async () => {
    const { number, head: from } = await propose();
    await wendy.asks("PATCH", `/repos/${acme}/git/refs/heads/main`, { sha: from.sha });
    expect(await wendy.readsPull(on(number))).toMatchObject({ merged: true, state: "closed" });
  });

  test("waits for required checks and statuses", async () => {
    repository.protection.set("main", ["ci", "lint"]);
    const { number, head: from } = await propose();
    await expect(wendy.merges(on(number))).rejects.toThrow('check "ci" is expected');
    expect(await wendy.readsPull(on(number))).toMatchObject({ mergeable_state: "blocked" });
    sandbox.reportsCheck(acme, { name: "ci", sha: from.sha, conclusion: "success" });
    await expect(wendy.merges(on(number))).rejects.toThrow('check "lint" is expected');
    await wendy.reportsStatus(acme, from.sha, { state: "success", context: "lint" });
    expect(await wendy.merges(on(number))).toMatch(/^[0-9a-f]{40}$/);
  });

  test("minds where the head is expected", async () => {
    const { number } = await propose();
    const wish = { sha: "0".repeat(40) };
    await expect(wendy.asks("PUT", `/repos/${acme}/pulls/${number}/merge`, wish)).rejects.toThrow(
      "409",
    );
  });
});

describe("closing keywords", () => {
  const stateOf = async (number: number) => (await wendy.readsIssue(on(number))).state;

  test.each(["Fixes #1", "this closes: acme/web#1, really", "Resolved GH-1"])(
    "%s in a commit closes the issue once the default branch has it",
    async (message) => {
      await wendy.opens(acme, { title: "Down" });
      wendy.pushes(acme, { branch: "fix", message, ...pay("x\n") });
      expect(await stateOf(1)).toBe("open");
      const { number } = await wendy.opensPull(acme, { title: "Fix", head: "fix" });
      await wendy.merges(on(number));
      expect(await stateOf(1)).toBe("closed");
    },
  );

  test("count in the description of a pull request too", async () => {
    await wendy.opens(acme, { title: "Down" });
    const { number } = await propose("fix", "x\n", "Closes #1");
    await wendy.merges(on(number), "squash");
    expect(await stateOf(1)).toBe("closed");
  });

  test.each(["See #1", "Unfixes #1", "Fixes other/web#1", "Fixes `#1`", "Reverts a fix (#1)"])(
    "%s closes nothing",
    async (message) => {
      await wendy.opens(acme, { title: "Down" });
      wendy.pushes(acme, { message, ...pay("x\n") });
      expect(await stateOf(1)).toBe("open");
    },
  );
});

test("lists are narrowed by state, head and base, and sorted", async () => {
  await propose("one", "1\n");
  const two = await propose("two", "2\n");
  await wendy.merges(on(two.number));
  const list = async (query: string) => {
    const found = await wendy.asks("GET", `/repos/${acme}/pulls?${query}`);
    return (found as { number: number }[]).map(({ number }) => number);
  };
  expect(await list("")).toEqual([1]);
  expect(await list("state=all&direction=asc")).toEqual([1, 2]);
  expect(await list("state=all&head=acme:two")).toEqual([2]);
  expect(await list("state=all&head=other:two")).toEqual([]);
  expect(await list("state=closed&base=main")).toEqual([2]);
  expect(await list("base=stable")).toEqual([]);
});

test("a file keeps its executable bit through a squash", async () => {
  const change = { files: { "bin/run": "#!/bin/sh\n" }, executable: ["bin/run"] };
  const { number } = await wendy.proposes(acme, { title: "Run", head: "run", ...change });
  const sha = await wendy.merges(on(number), "squash");
  const { tree } = readCommit(repository.git, sha);
  expect(entryAt(repository.git, tree, "bin/run")?.mode).toBe("100755");
});
