import { dateOf, type GitCommit, readCommit, type Signature } from "../../git/commit.ts";
import { diffTrees } from "../../git/diff.ts";
import { isAncestor, newestFirst } from "../../git/history.ts";
import { isKind } from "../../git/store.ts";
import { accountOf } from "../access.ts";
import { announce } from "../announce.ts";
import { fullName } from "../lookup.ts";
import type { Actor, Repository } from "../records.ts";
import type { World } from "../world.ts";
import type { RefMove } from "./rules.ts";
import { accountOfSignature } from "./signatures.ts";

const nowhere = "0".repeat(40);
/** As many commits as GitHub puts into one delivery. */
const mostCommits = 2_048;

/** Sends `push` for a branch or tag that was made, moved or deleted. */
export function announcePush(
  world: World,
  actor: Actor,
  repository: Repository,
  { ref, before, after }: RefMove,
): void {
  const sender = accountOf(world, actor);
  announce(world, {
    event: "push",
    action: null,
    sender,
    repository,
    payload: () => ({
      ref: `refs/${ref}`,
      before: before ?? nowhere,
      after: after ?? nowhere,
      created: before === undefined,
      deleted: after === undefined,
      forced: isForced(repository, before, after),
      base_ref: null,
      compare: compareUrl(world, repository, { before, after }),
      commits: fresh(repository, before, after).map((one) => pushedView(world, repository, one)),
      head_commit: after ? headView(world, repository, after) : null,
      pusher: { name: sender.login, email: `${sender.login}@users.noreply.github.com` },
    }),
  });
}

function compareUrl(
  world: World,
  repository: Repository,
  { before, after }: Pick<RefMove, "before" | "after">,
): string {
  const page = `${world.links.html}/${fullName(repository)}`;
  const [from, to] = [before, after].map((sha) => sha?.slice(0, 12));
  return from && to ? `${page}/compare/${from}...${to}` : `${page}/commit/${to ?? from}`;
}

function fresh(repository: Repository, before?: string, after?: string): GitCommit[] {
  const { git } = repository;
  if (before === undefined || after === undefined || !isKind(git, after, "commit")) return [];
  return newestFirst(git, after, before).slice(0, mostCommits).reverse();
}

function isForced({ git }: Repository, before?: string, after?: string): boolean {
  if (before === undefined || after === undefined || !isKind(git, before, "commit")) return false;
  return isKind(git, after, "commit") && !isAncestor(git, before, after);
}

function headView(world: World, repository: Repository, sha: string) {
  const { git } = repository;
  return isKind(git, sha, "commit") ? pushedView(world, repository, readCommit(git, sha)) : null;
}

function pushedView(world: World, repository: Repository, commit: GitCommit) {
  const { git } = repository;
  const [parent] = commit.parents;
  const changes = diffTrees(git, parent && readCommit(git, parent).tree, commit.tree);
  const paths = (wanted: (change: (typeof changes)[number]) => boolean) =>
    changes.filter(wanted).map(({ path }) => path);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message.replace(/\n+$/, ""),
    timestamp: dateOf(commit.committer),
    url: `${world.links.html}/${fullName(repository)}/commit/${commit.sha}`,
    author: personView(world, commit.author),
    committer: personView(world, commit.committer),
    added: paths(({ before }) => before === undefined),
    removed: paths(({ after }) => after === undefined),
    modified: paths(({ before, after }) => before !== undefined && after !== undefined),
  };
}

function personView(world: World, signature: Signature) {
  const account = accountOfSignature(world, signature);
  const { name, email } = signature;
  return { name, email, date: dateOf(signature), ...(account && { username: account.login }) };
}
