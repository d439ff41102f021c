import { type GitCommit, readCommit, writeCommit } from "../../git/commit.ts";
import { mergeCommits, mergeTrees } from "../../git/merge.ts";
import type { Merged } from "../../git/real-git.ts";
import { accountOf } from "../access.ts";
import { githubSignature, signatureOf } from "../code/signatures.ts";
import type { Actor, Repository } from "../records.ts";
import { Refusal } from "../refusal.ts";
import type { World } from "../world.ts";
import { commitsOf, type PullIssue, type PullPlace } from "./pull-request.ts";

export type MergeMethod = "merge" | "squash" | "rebase";

interface Wish {
  method?: MergeMethod | undefined;
  title?: string | undefined;
  message?: string | undefined;
}

/** Writes what the base branch would point at after merging, and says which commits are new. */
export function mergedHead(
  world: World,
  actor: Actor,
  place: PullPlace,
  { base, wish }: { base: GitCommit; wish: Wish },
): { sha: string; landed: string[] } {
  const { repository, issue } = place;
  if (wish.method === "rebase") return rebase(world, actor, place, base);
  const head = issue.pull.head.sha;
  const tree = treeOf(
    mergeCommits(repository.git, base.sha, head),
    "Pull Request is not mergeable",
  );
  const squash = wish.method === "squash";
  const author = signatureOf(world, squash ? issue.author : accountOf(world, actor));
  const sha = writeCommit(repository.git, {
    tree,
    parents: squash ? [base.sha] : [base.sha, head],
    author,
    committer: githubSignature(world),
    message: squash
      ? squashMessage(repository, issue, wish)
      : mergeMessage(repository, issue, wish),
  });
  return { sha, landed: [sha] };
}

/** Replays every commit that is no merge; one that changes nothing any more is left out. */
function rebase(world: World, actor: Actor, { repository, issue }: PullPlace, base: GitCommit) {
  const { git } = repository;
  const landed: string[] = [];
  let onto = base;
  for (const commit of commitsOf(repository, issue.pull)) {
    const [parent, second] = commit.parents;
    if (parent === undefined || second !== undefined) continue;
    const before = readCommit(git, parent).tree;
    const merged = mergeTrees(git, { base: before, ours: onto.tree, theirs: commit.tree });
    const tree = treeOf(merged, "This branch can't be rebased");
    if (tree === onto.tree && commit.tree !== before) continue;
    const { author, message } = commit;
    const committer = signatureOf(world, accountOf(world, actor));
    const sha = writeCommit(git, { tree, parents: [onto.sha], author, committer, message });
    landed.push(sha);
    onto = readCommit(git, sha);
  }
  return { sha: onto.sha, landed };
}

function treeOf(merged: Merged, refusal: string): string {
  if ("tree" in merged) return merged.tree;
  throw new Refusal(405, refusal);
}

function mergeMessage(repository: Repository, issue: PullIssue, { title, message }: Wish): string {
  const from = `${repository.owner.login}/${issue.pull.head.ref}`;
  return joined(
    title ?? `Merge pull request #${issue.number} from ${from}`,
    message ?? issue.title,
  );
}

/** GitHub's default: the only commit's own words, or the title over a list of all messages. */
function squashMessage(repository: Repository, issue: PullIssue, { title, message }: Wish): string {
  const messages = commitsOf(repository, issue.pull).map((one) => one.message.trimEnd());
  const [only = "", ...more] = messages;
  const [subject = "", ...body] = only.split("\n");
  const alone = more.length === 0;
  const heading = title ?? `${alone ? subject : issue.title} (#${issue.number})`;
  const text = alone ? body.join("\n").trim() : messages.map((one) => `* ${one}`).join("\n\n");
  return joined(heading, message ?? text);
}

function joined(title: string, message: string): string {
  return message === "" ? title : `${title}\n\n${message}`;
}
