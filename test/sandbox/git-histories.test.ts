import { afterAll, expect, test } from "vitest";
import { readCommit } from "../../src/sandbox/github/git/commit.ts";
import { isAncestor, mergeBases, newestFirst } from "../../src/sandbox/github/git/history.ts";
import { mergeCommits } from "../../src/sandbox/github/git/merge.ts";
import { importRepository } from "../../src/sandbox/github/git/transfer.ts";
import { listCommits } from "../../src/sandbox/github/model/code/list-commits.ts";
import { mergePull } from "../../src/sandbox/github/model/pulls/merge-pull.ts";
import { openPull } from "../../src/sandbox/github/model/pulls/open-pull.ts";
import { addRepository } from "../../src/sandbox/github/model/repositories.ts";
import { createWorld } from "../../src/sandbox/github/model/world.ts";
import { createRandom } from "../support/random.ts";
import { GitFolder } from "./git-folder.ts";
import { growHistory } from "./random-history.ts";

const seeds = [1, 2, 3, 4, 5, 6];
const heads = ["main", "one", "two"];
const pairs = heads.flatMap((one) => heads.filter((two) => two !== one).map((two) => [one, two]));
const grown = new Map<number, GitFolder>();
let real: GitFolder;

afterAll(() => {
  for (const one of grown.values()) one.remove();
});

/** The same history in real git and in the stand-in. */
function grow(seed: number) {
  const known = grown.get(seed);
  real = known ?? new GitFolder();
  if (!known) growHistory(real, createRandom(seed), 20);
  grown.set(seed, real);
  real.run("reset", "--quiet", "--hard");
  const world = createWorld({ now: () => new Date("2026-11-22T02:30:00Z") });
  const repository = addRepository(world, "acme/web");
  importRepository(repository.git, real.folder);
  const sha = (name: string) => real.run("rev-parse", name);
  return { world, repository, store: repository.git, sha, actor: { login: "acme" } };
}

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

test.each(seeds)("history %i: ancestors, merge bases and ranges are those of git", (seed) => {
  const { store, sha } = grow(seed);
  for (const [one = "", two = ""] of pairs) {
    const [a, b] = [sha(one), sha(two)];
    const { status } = real.tries("merge-base", "--is-ancestor", a, b);
    expect(isAncestor(store, a, b)).toBe(status === 0);
    expect(mergeBases(store, a, b).sort()).toEqual(
      linesOf(real.run("merge-base", "--all", a, b)).sort(),
    );
    expect(newestFirst(store, a, b).map((commit) => commit.sha)).toEqual(
      linesOf(real.run("rev-list", "--date-order", a, `^${b}`)),
    );
  }
});

test.each(seeds)("history %i: a path's commits are those of git log", (seed) => {
  const { world, repository, actor } = grow(seed);
  const everyPath = new Set(linesOf(real.run("log", "--all", "--format=", "--name-only")));
  for (const path of [...everyPath, "lib", "lib/deep"]) {
    const { total, page } = listCommits(world, actor, repository, { path });
    expect({ path, commits: page(0, total).map((commit) => commit.sha) }).toEqual({
      path,
      commits: linesOf(real.run("log", "--format=%H", "main", "--", path)),
    });
  }
});

test.each(seeds)("history %i: merges have git's tree, and conflict where git does", (seed) => {
  const { store, sha } = grow(seed);
  for (const [ours = "", theirs = ""] of pairs) {
    const merged = mergeCommits(store, sha(ours), sha(theirs));
    real.run("checkout", "--quiet", "--detach", ours);
    const { status } = real.tries("merge", "--quiet", "--no-edit", theirs);
    if (status === 0) expect(merged).toEqual({ tree: sha("HEAD^{tree}") });
    else {
      const unmerged = linesOf(real.run("diff", "--name-only", "--diff-filter=U"));
      expect(merged).toEqual({ conflicts: expect.arrayContaining(unmerged) });
      real.run("merge", "--abort");
    }
  }
});

test.each(seeds)("history %i: a squashed pull request is git merge --squash", (seed) => {
  const { world, repository, store, sha, actor } = grow(seed);
  if (isAncestor(store, sha("one"), sha("main"))) return;
  real.run("checkout", "--quiet", "--detach", "main");
  const { status } = real.tries("merge", "--squash", "--quiet", "one");
  const pull = openPull(world, actor, repository, { title: "One", head: "one", base: "main" });
  const at = { repository, number: pull.number };
  if (status !== 0) {
    expect(() => mergePull(world, actor, at, { method: "squash" })).toThrow("not mergeable");
    return;
  }
  const merged = readCommit(store, mergePull(world, actor, at, { method: "squash" }).sha);
  expect(merged.tree).toBe(real.run("write-tree"));
  expect(merged.parents).toEqual([sha("main")]);
});

test.each(seeds)("history %i: a rebased pull request is git cherry-pick of each", (seed) => {
  const { world, repository, store, sha, actor } = grow(seed);
  if (isAncestor(store, sha("two"), sha("main"))) return;
  real.run("checkout", "--quiet", "--detach", "main");
  const commits = linesOf(real.run("rev-list", "--reverse", "--no-merges", "main..two"));
  const picked = commits.every((commit) => {
    const before = real.run("rev-parse", `${commit}^^{tree}`);
    const options = before === sha(`${commit}^{tree}`) ? ["--allow-empty"] : [];
    const { status } = real.tries("cherry-pick", ...options, commit);
    if (status === 0) return true;
    if (real.run("diff", "--name-only", "--diff-filter=U") !== "") return false;
    return real.tries("cherry-pick", "--skip").status === 0;
  });
  const pull = openPull(world, actor, repository, { title: "Two", head: "two", base: "main" });
  const at = { repository, number: pull.number };
  if (!picked) {
    expect(() => mergePull(world, actor, at, { method: "rebase" })).toThrow("can't be rebased");
    return;
  }
  const merged = newestFirst(store, mergePull(world, actor, at, { method: "rebase" }).sha);
  const theirs = linesOf(real.run("log", "--format=%T %s", "main..HEAD"));
  expect(
    merged.slice(0, theirs.length).map(({ tree, message }) => `${tree} ${message.trim()}`),
  ).toEqual(theirs);
  expect(merged[theirs.length]?.sha).toBe(sha("main"));
});
