import type {
  ChangedFile,
  CommitSeen,
  DeploymentSeen,
  DeploymentStatusSeen,
  PullSeen,
  ReleaseSeen,
  RunSeen,
} from "../../src/core/rollback/history.ts";
import type {
  commitView,
  fileView,
  gitCommitView,
} from "../../src/sandbox/github/model/view/commit.ts";
import type {
  deploymentStatusView,
  deploymentView,
} from "../../src/sandbox/github/model/view/deployment.ts";
import type { pullSimpleView } from "../../src/sandbox/github/model/view/pull.ts";
import type { releaseView } from "../../src/sandbox/github/model/view/release.ts";
import type { workflowRunView } from "../../src/sandbox/github/model/view/workflow-run.ts";

/** What the model says of a history, in the loop's words. */

export function toCommit(view: ReturnType<typeof commitView>): CommitSeen {
  const { sha, parents, commit, author } = view;
  return {
    ...toGitCommit({ sha, parents, ...commit }),
    ...(author !== null && { author: author.login }),
  };
}

type GitCommitParts = Pick<
  ReturnType<typeof gitCommitView>,
  "sha" | "tree" | "message" | "committer"
> & { readonly parents: readonly { readonly sha: string }[] };

export function toGitCommit(view: GitCommitParts): CommitSeen {
  return {
    sha: view.sha,
    tree: view.tree.sha,
    parents: view.parents.map(({ sha }) => sha),
    message: view.message,
    at: view.committer.date,
  };
}

export function toChangedFile(view: ReturnType<typeof fileView>): ChangedFile {
  const { filename: path, previous_filename: before, status, additions, deletions } = view;
  const known = (["added", "removed", "renamed"] as const).find((one) => one === status);
  return {
    path,
    ...(before !== undefined && { before }),
    change: known ?? "modified",
    additions,
    deletions,
  };
}

export function toPull(view: ReturnType<typeof pullSimpleView>): PullSeen {
  const { merged_by: mergedBy, commits } = view as {
    merged_by?: { login: string } | null;
    commits?: number;
  };
  return {
    number: view.number,
    id: view.id,
    title: view.title,
    body: view.body ?? "",
    url: view.html_url,
    state: view.state,
    draft: view.draft,
    author: view.user.login,
    merged: view.merged_at !== null,
    ...(view.merged_at !== null && {
      mergedAt: view.merged_at,
      ...(mergedBy && { mergedBy: mergedBy.login }),
      ...(view.merge_commit_sha !== null && { mergeCommit: view.merge_commit_sha }),
    }),
    ...(view.closed_at !== null && { closedAt: view.closed_at }),
    base: view.base.ref,
    head: { branch: view.head.ref, sha: view.head.sha },
    ...(commits !== undefined && { commits }),
    defaultBranch: view.base.repo.default_branch,
    private: view.base.repo.private,
    updatedAt: view.updated_at,
  };
}

export function toDeployment(view: ReturnType<typeof deploymentView>): DeploymentSeen {
  const { id, sha, ref, environment, created_at: createdAt, creator } = view;
  return { id, sha, ref, environment, createdAt, by: creator.login };
}

export function toDeploymentStatus(
  view: ReturnType<typeof deploymentStatusView>,
): DeploymentStatusSeen {
  const { id, state, created_at: at, creator } = view;
  const url = view.log_url || view.environment_url;
  return { id, state, at, by: creator.login, ...(url && { url }) };
}

export function toReleases(view: ReturnType<typeof releaseView>): readonly ReleaseSeen[] {
  const { tag_name: tag, name, html_url: url, published_at: publishedAt, author } = view;
  if (publishedAt === null) return [];
  return [{ tag, name: name ?? tag, url, publishedAt, by: author.login }];
}

export function toRun(view: ReturnType<typeof workflowRunView>): RunSeen {
  const { id, name, html_url: url, created_at: createdAt } = view;
  return { id, name, sha: view.head_sha, branch: view.head_branch, url, createdAt };
}
