import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directoryMode, writeTree } from "../../src/sandbox/github/git/tree.ts";
import { readTree } from "../support/read-tree.ts";
import { ambiguousName, type HistoryPlace, openHistory } from "./history-place.ts";
import type { HostUnderTest } from "./host.ts";

/** What every reader of a history promises about branches, commits, comparisons and trees. */
export function historyContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`the history read by ${name}`, () => {
    const opening = openHistory(open);
    let place: HistoryPlace;
    const shaOf = async (ref: string) => (await place.host.findCommit(place.at, ref))?.sha;

    beforeEach(async () => {
      place = await opening.begin();
    });
    afterEach(() => opening.end());

    test("tells what a repository is called, also when only its name is known", async () => {
      const { at, host, repository } = place;
      const seen = { id: repository.id, name: at.name, defaultBranch: "main", private: false };
      expect(await host.readRepository(at)).toEqual(seen);
      expect(await host.readRepository({ ...at, repository: 0 })).toEqual(seen);
      const other = { ...at, repository: 0, name: "acme/no-such-repository" };
      expect(await host.readRepository(other)).toBeUndefined();
    });

    describe("a branch", () => {
      test("has a head, protection and required checks", async () => {
        const { at, host, first } = place;
        place.repository.protection.set("main", ["test", "lint"]);
        expect(await host.readBranch(at, "main")).toEqual({
          name: "main",
          head: {
            sha: first.sha,
            tree: first.tree,
            parents: first.parents,
            message: "Set the scene",
            author: "alice",
            at: "2026-11-22T01:00:00Z",
          },
          protected: true,
          requiredChecks: ["test", "lint"],
        });
      });

      test("may have a slash in its name, and is undefined when it is not there", async () => {
        const { at, host, first } = place;
        place.points("heads/release/1.0", first.sha);
        const branch = await host.readBranch(at, "release/1.0");
        expect(branch).toMatchObject({ name: "release/1.0", protected: false, requiredChecks: [] });
        expect(await host.listBranches(at, "release/")).toEqual(["release/1.0"]);
        expect(await host.listBranches(at, "nothing/")).toEqual([]);
        expect(await host.readBranch(at, "release")).toBeUndefined();
        expect(await host.readBranch(at, "..")).toBeUndefined();
      });

      test("has rules even before it is there", async () => {
        const { at, host, repository } = place;
        const checks = [{ context: "test" }];
        repository.rules.push(
          { branches: "allclear/**", type: "creation" },
          {
            branches: "allclear/**",
            type: "required_status_checks",
            parameters: { required_status_checks: checks },
          },
        );
        expect(await host.readRules(at, "allclear/rollback-1")).toEqual([
          { type: "creation" },
          { type: "required_status_checks", checks: ["test"] },
        ]);
        expect(await host.readRules(at, "main")).toEqual([]);
      });
    });

    describe("a commit", () => {
      test("is found by branch, by tags of either kind, by its full and by a short name", async () => {
        const { first } = place;
        const second = place.commits({ files: { "src/app.ts": "one\n" }, message: "Second" });
        place.points("tags/v1", first.sha);
        place.annotates("v2", { object: second.sha, kind: "commit" });
        expect(await shaOf("main")).toBe(second.sha);
        expect(await shaOf("v1")).toBe(first.sha);
        expect(await shaOf("v2")).toBe(second.sha);
        expect(await shaOf(first.sha)).toBe(first.sha);
        expect(await shaOf(first.sha.slice(0, 12))).toBe(first.sha);
      });

      test.each(["no-such-branch", "0123abcd", "", "main~1", "main^{tree}", "-1", ".."])(
        "is undefined when nothing is called %j",
        async (ref) => {
          expect(await shaOf(ref)).toBeUndefined();
        },
      );

      test("is undefined when several are meant, or something that is no commit", async () => {
        const { first } = place;
        place.points("tags/a-tree", first.tree);
        expect(await shaOf(ambiguousName(place))).toBeUndefined();
        expect(await shaOf("a-tree")).toBeUndefined();
        expect(await shaOf(first.tree)).toBeUndefined();
      });

      test("by its name alone is never the branch that is called so", async () => {
        const { at, host, first } = place;
        const second = place.commits({ files: { a: "a" }, message: "Second" });
        place.points(`heads/${first.sha}`, second.sha);
        place.points("heads/deadbeef", second.sha);
        expect(await host.readCommit(at, first.sha)).toEqual({
          sha: first.sha,
          tree: first.tree,
          parents: [],
          message: "Set the scene",
          at: "2026-11-22T01:00:00Z",
        });
        expect(await host.readCommit(at, "deadbeef")).toBeUndefined();
        expect(await host.readCommit(at, "0".repeat(40))).toBeUndefined();
        expect(await host.readCommit(at, first.tree)).toBeUndefined();
        expect(await shaOf("deadbeef")).toBe(second.sha);
      });

      test("has files, against its first parent", async () => {
        const { at, host, first } = place;
        const renamed = { "src/app.ts": null, "lib/app.ts": "one\ntwo\n" };
        const files = { ...renamed, "README.md": "# web\nmore\n", "src/run.sh": null, new: "x\n" };
        const second = place.commits({ files });
        const seen = await host.readCommitFiles(at, second.sha);
        expect([...seen].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
          { path: "README.md", change: "modified", additions: 1, deletions: 0 },
          {
            path: "lib/app.ts",
            before: "src/app.ts",
            change: "renamed",
            additions: 0,
            deletions: 0,
          },
          { path: "new", change: "added", additions: 1, deletions: 0 },
          { path: "src/run.sh", change: "removed", additions: 0, deletions: 1 },
        ]);
        expect((await host.readCommitFiles(at, first.sha)).map(({ path }) => path)).toHaveLength(3);
        expect(await host.readCommitFiles(at, "0".repeat(40))).toEqual([]);
      });
    });

    test("follows tags to their commit, through annotated ones", async () => {
      const { at, host, first } = place;
      place.points("tags/light", first.sha);
      const inner = place.annotates("inner", { object: first.sha, kind: "commit" });
      place.annotates("web/v1", { object: inner, kind: "tag" });
      place.points("tags/a-tree", first.tree);
      const found = await Promise.all(
        ["light", "inner", "web/v1", "a-tree", "main", "none"].map((tag) => host.readTag(at, tag)),
      );
      const { sha } = first;
      expect(found).toEqual([sha, sha, sha, undefined, undefined, undefined]);
    });

    describe("a list of commits", () => {
      test("is newest first and takes filters", async () => {
        const { at, host, first } = place;
        place.clockAt("02:00:00");
        const second = place.commits({ files: { "src/app.ts": "two\n" } });
        place.clockAt("03:00:00");
        const third = place.commits({ files: { "docs/a.md": "a\n" } });
        place.points("heads/old", second.sha);
        const list = async (filter: object = {}) =>
          (await host.listCommits(at, { count: 10, ...filter })).map(({ sha }) => sha);
        expect(await list()).toEqual([third.sha, second.sha, first.sha]);
        expect(await list({ count: 2 })).toEqual([third.sha, second.sha]);
        expect(await list({ from: "old" })).toEqual([second.sha, first.sha]);
        expect(await list({ path: "src" })).toEqual([second.sha, first.sha]);
        expect(await list({ since: "2026-11-22T02:00:00Z" })).toEqual([third.sha, second.sha]);
        expect(await list({ until: "2026-11-22T02:00:00Z" })).toEqual([second.sha, first.sha]);
        expect(await list({ from: "no-such-branch" })).toEqual([]);
      });

      test("is empty where nothing was ever committed", async () => {
        place.repository.git.refs.clear();
        expect(await place.host.listCommits(place.at, { count: 10 })).toEqual([]);
        expect(await shaOf("main")).toBeUndefined();
      });
    });

    describe("a comparison", () => {
      test("tells how two commits stand to each other, oldest first", async () => {
        const { at, host, first } = place;
        place.points("heads/side", first.sha);
        const side = place.commits({ files: { b: "b\n" }, branch: "side" });
        const second = place.commits({ files: { a: "a\n" } });
        const third = place.commits({ files: { a: "aa\n" } });
        const diverged = await host.compare(at, "side", "main");
        expect(diverged).toMatchObject({ status: "diverged", aheadBy: 2, behindBy: 1 });
        expect(diverged?.base.sha).toBe(side.sha);
        expect(diverged?.mergeBase).toBe(first.sha);
        expect(diverged?.commits.map(({ sha }) => sha)).toEqual([second.sha, third.sha]);
        const statusOf = async (base: string, head: string) =>
          (await host.compare(at, base, head))?.status;
        expect(await statusOf(first.sha, "main")).toBe("ahead");
        expect(await statusOf("main", first.sha)).toBe("behind");
        expect(await statusOf("main", third.sha)).toBe("identical");
      });

      test("gives 250 commits of more, in one piece", async () => {
        const { at, host, first } = place;
        for (let count = 0; count < 260; count += 1) place.commits({ files: { a: `${count}` } });
        const seen = await host.compare(at, first.sha, "main");
        expect(seen).toMatchObject({ status: "ahead", aheadBy: 260 });
        expect(seen?.commits).toHaveLength(250);
      });

      test("is undefined when one is not there, or they have nothing in common", async () => {
        const { at, host, first } = place;
        expect(await host.compare(at, "main", "no-such-branch")).toBeUndefined();
        const tree = writeTree(place.repository.git, []);
        const orphan = await host.createCommit(at, { tree, parents: [], message: "Alone" });
        expect(await host.compare(at, first.sha, orphan)).toBeUndefined();
      });
    });

    describe("a tree", () => {
      test("has files with their modes, folders apart", async () => {
        const { at, host, first } = place;
        const { sha, files, folders } = await readTree(host, at, first.tree);
        expect(sha).toBe(first.tree);
        expect([...files.keys()].sort()).toEqual(["README.md", "src/app.ts", "src/run.sh"]);
        expect(files.get("src/run.sh")).toMatchObject({ mode: "100755", type: "blob" });
        expect([...folders.keys()]).toEqual(["src"]);
      });

      test("is the same when GitHub cuts it off", async () => {
        const { at, host, repository } = place;
        const deep = { "a/b/c/d.txt": "d\n", "a/e.txt": "e\n", "f/g.txt": "g\n" };
        const { tree } = place.commits({ files: deep });
        const whole = await readTree(host, at, tree);
        repository.largestTree = 3;
        const pieces = await readTree(host, at, tree);
        expect(pieces.sha).toBe(whole.sha);
        const inOrder = <T>(map: ReadonlyMap<string, T>) =>
          [...map].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(inOrder(pieces.files)).toEqual(inOrder(whole.files));
        expect(inOrder(pieces.folders)).toEqual(inOrder(whole.folders));
      });

      test("has submodules among its files", async () => {
        const { at, host, first, repository } = place;
        const sub = { name: "vendor", mode: "160000", sha: first.sha };
        const src = { name: "src", mode: directoryMode, sha: writeTree(repository.git, [sub]) };
        const { files } = await readTree(host, at, writeTree(repository.git, [src]));
        const seen = { path: "src/vendor", mode: "160000", type: "commit", sha: first.sha };
        expect([...files.values()]).toEqual([seen]);
      });
    });

    test("lists the files of a folder, and nothing where there is none", async () => {
      const { at, host } = place;
      place.commits({ files: { "runbooks/a.md": "a\n", "runbooks/old/b.md": "b\n" } });
      expect(await host.listFolder(at, "runbooks")).toEqual(["runbooks/a.md"]);
      expect(await host.listFolder(at, "runbooks/old")).toEqual(["runbooks/old/b.md"]);
      expect(await host.listFolder(at, "README.md")).toEqual([]);
      expect(await host.listFolder(at, "none")).toEqual([]);
    });

    test("tells what a file and a folder were at a commit, on whatever branch", async () => {
      const { at, host, first } = place;
      const { sha } = place.commits({
        files: { "runbooks/a.md": "one: ü\n" },
        branch: "topic",
      });
      place.commits({ files: { "runbooks/a.md": "two\n", "runbooks/b.md": "b\n" } });
      expect(await host.readFileAt(at, "runbooks/a.md", sha)).toBe("one: ü\n");
      expect(await host.listFolder(at, "runbooks", sha)).toEqual(["runbooks/a.md"]);
      for (const commit of [first.sha, "0123".repeat(10)]) {
        expect(await host.readFileAt(at, "runbooks/a.md", commit)).toBeUndefined();
        expect(await host.listFolder(at, "runbooks", commit)).toEqual([]);
      }
      expect(await host.readFileAt(at, "runbooks", sha)).toBeUndefined();
    });
  });
}
