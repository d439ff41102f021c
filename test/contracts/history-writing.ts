import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mergePull } from "../../src/sandbox/github/model/pulls/merge-pull.ts";
import { setCollaborator } from "../../src/sandbox/github/model/repositories.ts";
import { bot } from "../support/in-memory-place.ts";
import { readTree } from "../support/read-tree.ts";
import { type HistoryPlace, openHistory } from "./history-place.ts";
import type { HostUnderTest } from "./host.ts";
import { outcome } from "./outcome.ts";

const rollback = "allclear/rollback-1";
const scratch = "allclear/scratch/1";

/** What every writer of a history promises, and every reader of pull requests. */
export function historyWritingContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`the history written by ${name}`, () => {
    const opening = openHistory(open);
    let place: HistoryPlace;

    beforeEach(async () => {
      place = await opening.begin();
    });
    afterEach(() => opening.end());

    const pull = (change: object = {}) => ({
      title: "Roll back",
      body: "why",
      head: rollback,
      base: "main",
      draft: true,
      ...change,
    });

    /** A branch of ours with one commit on top of the first. */
    async function branched(branch = rollback): Promise<string> {
      const { at, host, first } = place;
      const { files } = await readTree(host, at, first.tree);
      const entry = { mode: "100644", type: "blob", sha: null } as const;
      const tree = await host.createTree(at, {
        base: first.tree,
        entries: [{ path: "src/app.ts", ...entry }],
      });
      expect(files.has("src/app.ts")).toBe(true);
      const parents = [first.sha];
      const sha = await host.createCommit(at, { tree, parents, message: "Take it out" });
      expect(await host.createBranch(at, branch, sha)).toBe("created");
      return sha;
    }

    test("makes a tree from another, with entries put in and taken out", async () => {
      const { at, host, first } = place;
      const { files } = await readTree(host, at, first.tree);
      const readme = files.get("README.md");
      if (readme === undefined) throw new Error("There is no README.md.");
      const tree = await host.createTree(at, {
        base: first.tree,
        entries: [
          { ...readme, path: "docs/deep/copy.md", mode: "100755" },
          { path: "src/app.ts", mode: "100644", type: "blob", sha: null },
          { path: "src/run.sh", mode: "100755", type: "blob", sha: null },
        ],
      });
      const made = await readTree(host, at, tree);
      expect([...made.files.keys()].sort()).toEqual(["README.md", "docs/deep/copy.md"]);
      expect(made.files.get("docs/deep/copy.md")).toMatchObject({
        sha: readme.sha,
        mode: "100755",
      });
      expect([...made.folders.keys()].sort()).toEqual(["docs", "docs/deep"]);
    });

    test("makes a commit in our name", async () => {
      const { at, host, first } = place;
      const wanted = { tree: first.tree, parents: [first.sha], message: "Nothing\n\nat all" };
      const sha = await host.createCommit(at, wanted);
      expect(await host.readCommit(at, sha)).toEqual({
        ...wanted,
        sha,
        at: "2026-11-22T01:00:00Z",
      });
      expect(await host.findCommit(at, sha)).toMatchObject({ author: bot });
    });

    test("makes a branch once, and deletes it twice without harm", async () => {
      const { at, host, first } = place;
      expect(await host.createBranch(at, scratch, first.sha)).toBe("created");
      const second = place.commits({ files: { a: "a" } });
      expect(await host.createBranch(at, scratch, second.sha)).toBe("exists");
      expect(await host.readBranch(at, scratch)).toMatchObject({ head: { sha: first.sha } });
      await host.deleteBranch(at, scratch);
      expect(await host.readBranch(at, scratch)).toBeUndefined();
      await host.deleteBranch(at, scratch);
    });

    test("stops at a branch that a rule forbids, or that leads nowhere", async () => {
      const { at, host, first, repository } = place;
      expect(await outcome(host.createBranch(at, scratch, "0".repeat(40)))).toBe("stop: refused");
      repository.rules.push({ branches: "allclear/**", type: "creation" });
      expect(await outcome(host.createBranch(at, scratch, first.sha))).toBe("stop: refused");
    });

    test("stops at workflows, for which we have no permission", async () => {
      const { at, host, first } = place;
      const readme = (await readTree(host, at, first.tree)).files.get("README.md");
      if (readme === undefined) throw new Error("There is no README.md.");
      const entries = [{ ...readme, path: ".github/workflows/ci.yml" }];
      const tree = await host.createTree(at, { base: first.tree, entries });
      const sha = await host.createCommit(at, { tree, parents: [first.sha], message: "CI" });
      const creation = host.createBranch(at, rollback, sha);
      expect(await outcome(creation)).toBe("stop: forbidden");
      await expect(creation).rejects.toThrow("`workflows` permission");
    });

    describe("a merge", () => {
      test("brings two histories together", async () => {
        const { at, host } = place;
        const ours = await branched(scratch);
        const head = place.commits({ files: { "docs/a.md": "a\n" } });
        const merge = { base: scratch, head: head.sha, message: "Trial [skip ci]" };
        const merged = await host.mergeInto(at, merge);
        if (merged.kind !== "merged") throw new Error(`It was ${merged.kind}.`);
        expect(await host.readCommit(at, merged.sha)).toMatchObject({
          tree: merged.tree,
          parents: [ours, head.sha],
          message: "Trial [skip ci]",
        });
        const { files } = await readTree(host, at, merged.tree);
        expect([...files.keys()].sort()).toEqual(["README.md", "docs/a.md", "src/run.sh"]);
        expect(await host.mergeInto(at, merge)).toEqual({ kind: "nothing" });
      });

      test("in conflict changes nothing", async () => {
        const { at, host } = place;
        const ours = await branched(scratch);
        place.commits({ files: { "src/app.ts": "one\ntwo\nthree\n" } });
        const merge = { base: scratch, head: "main", message: "Trial" };
        expect(await host.mergeInto(at, merge)).toEqual({ kind: "conflict" });
        expect(await host.readBranch(at, scratch)).toMatchObject({ head: { sha: ours } });
      });

      test("into a branch that was swept misses it", async () => {
        const merge = { base: scratch, head: "main", message: "Trial" };
        expect(await place.host.mergeInto(place.at, merge)).toEqual({ kind: "missing" });
      });
    });

    describe("a pull request", () => {
      test("is opened, and found by number and by branch", async () => {
        const { at, host, repository } = place;
        const sha = await branched();
        const opened = await host.openPull(at, pull());
        expect(opened).toMatchObject({
          title: "Roll back",
          body: "why",
          state: "open",
          draft: true,
          merged: false,
          author: bot,
          base: "main",
          head: { branch: rollback, sha },
          commits: 1,
          defaultBranch: "main",
        });
        expect(opened.url).toContain(`/acme/${repository.name}/pull/${opened.number}`);
        expect(await host.readPull(at, opened.number)).toEqual(opened);
        const { commits: _, ...listed } = opened;
        expect(await host.pullsOfBranch(at, rollback)).toEqual([listed]);
        expect(await host.pullsOfBranch(at, "allclear/rollback")).toEqual([]);
        expect(await host.readPullFiles(at, opened.number)).toEqual([
          { path: "src/app.ts", change: "removed", additions: 0, deletions: 2 },
        ]);
      });

      test("is opened once for a branch, and not without commits", async () => {
        const { at, host, first } = place;
        await branched();
        await host.openPull(at, pull());
        const again = host.openPull(at, pull());
        expect(await outcome(again)).toBe("stop: refused");
        await expect(again).rejects.toThrow("already exists");
        await host.createBranch(at, "empty", first.sha);
        const empty = host.openPull(at, pull({ head: "empty" }));
        expect(await outcome(empty)).toBe("stop: refused");
      });

      test.each(["merge", "squash", "rebase"] as const)(
        "tells its merge by %s, and which commit it brought",
        async (method) => {
          const { at, host, model, repository } = place;
          await branched();
          place.commits({ files: { "docs/a.md": "a\n" } });
          const { number } = await host.openPull(at, pull({ draft: false }));
          place.clockAt("02:00:00");
          mergePull(model, { login: "alice" }, { repository, number }, { method });
          const head = (await host.readBranch(at, "main"))?.head.sha;
          const merged = await host.readPull(at, number);
          expect(merged).toMatchObject({
            state: "closed",
            merged: true,
            mergedAt: "2026-11-22T02:00:00Z",
            mergedBy: "alice",
            closedAt: "2026-11-22T02:00:00Z",
            mergeCommit: head,
          });
          const brought = await host.pullsOfCommit(at, head ?? "");
          expect(brought.map((one) => one.number)).toEqual([number]);
          const [listed] = await host.listClosedPulls(at, 10);
          expect(listed).toMatchObject({ number, merged: true, mergeCommit: head });
        },
      );

      test("that is open brought nothing yet, and a direct push none", async () => {
        const { at, host, first } = place;
        const sha = await branched();
        await host.openPull(at, pull());
        expect(await host.pullsOfCommit(at, sha)).toEqual([]);
        expect(await host.pullsOfCommit(at, first.sha)).toEqual([]);
        expect(await host.pullsOfCommit(at, "0".repeat(40))).toEqual([]);
        expect(await host.listClosedPulls(at, 10)).toEqual([]);
      });

      test("that is not there is undefined, an issue too", async () => {
        const { at, host } = place;
        await host.openIssue({ ...at, issue: 0, seen: {} }, { title: "x", body: "", labels: [] });
        expect(await host.readPull(at, 1)).toBeUndefined();
        expect(await host.readPull(at, 99)).toBeUndefined();
        expect(await host.readPullFiles(at, 99)).toEqual([]);
      });

      test("asks those for a review who may, and is silent about the others", async () => {
        const { at, host, repository } = place;
        await branched();
        const { number } = await host.openPull(at, pull());
        setCollaborator(repository, "bob", "write");
        const asked = () =>
          repository.issues.get(number)?.pull?.reviewers.map(({ login }) => login);
        await host.requestReviews(at, number, ["stranger-to-all"]);
        expect(asked()).toEqual([]);
        await host.requestReviews(at, number, ["bob", "acme/web"]);
        expect(asked()).toEqual(["bob"]);
        await host.requestReviews(at, number, []);
        await host.requestReviews(at, 99, ["bob"]);
      });
    });
  });
}
