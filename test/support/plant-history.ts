import { readCommit } from "../../src/sandbox/github/git/commit.ts";
import type { GitStore } from "../../src/sandbox/github/git/store.ts";
import { readTree } from "../../src/sandbox/github/git/tree.ts";
import { makeIssue } from "../../src/sandbox/github/model/open-issue.ts";
import type { Repository } from "../../src/sandbox/github/model/records.ts";
import { type World as Model, nextId, stamp } from "../../src/sandbox/github/model/world.ts";
import type { HistoryMade, PullMade } from "./git-histories.ts";

/** Gives a repository a history that git has stored, merged pull requests and all. */
export function plantHistory(
  model: Model,
  repository: Repository,
  { made, names, all }: { made: HistoryMade; names: ReadonlyMap<number, string>; all: GitStore },
): void {
  const nameOf = (id: number | undefined) => nameIn(names, id);
  const refs = new Map([["heads/main", nameOf(made.mainline.at(-1))]]);
  repository.git = { objects: new Map(), refs };
  for (const { id } of made.commits) copyCommit(all, repository.git, nameOf(id));
  for (const pull of made.pulls) plantPull(model, repository, { pull, nameOf });
}

export function nameIn(names: ReadonlyMap<number, string>, id: number | undefined): string {
  const name = id === undefined ? undefined : names.get(id);
  if (name === undefined) throw new Error(`Git stored no commit ${id}`);
  return name;
}

function plantPull(
  model: Model,
  repository: Repository,
  { pull, nameOf }: { pull: PullMade; nameOf: (id: number | undefined) => string },
): void {
  const actor = { login: repository.owner.login };
  const issue = makeIssue(model, actor, repository, { title: pull.title, isPullRequest: true });
  const landed = pull.landed.map(nameOf);
  const [base = ""] = readCommit(repository.git, nameOf(pull.landed[0])).parents;
  repository.issues.set(issue.number, {
    ...issue,
    state: "closed",
    pull: {
      id: nextId(model, "pullRequest"),
      draft: false,
      head: { ref: `branch-${pull.number}`, sha: nameOf(pull.head) },
      base: { ref: "main", sha: base },
      mergedAt: stamp(model),
      mergedBy: repository.owner,
      mergeCommitSha: nameOf(pull.landed.at(-1)),
      landed,
      reviewers: [],
    },
  });
}

/** Only what the history needs, since a merge hands git every object of its repository. */
function copyCommit(from: GitStore, to: GitStore, sha: string): void {
  copyObject(from, to, sha);
  copyTree(from, to, readCommit(from, sha).tree);
}

function copyTree(from: GitStore, to: GitStore, sha: string): void {
  if (to.objects.has(sha)) return;
  copyObject(from, to, sha);
  for (const entry of readTree(from, sha)) {
    if (entry.mode === "040000") copyTree(from, to, entry.sha);
    else copyObject(from, to, entry.sha);
  }
}

function copyObject(from: GitStore, to: GitStore, sha: string): void {
  const object = from.objects.get(sha);
  if (object !== undefined) to.objects.set(sha, object);
}
