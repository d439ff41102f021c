import { z } from "zod";
import type { PullSeen } from "../../core/rollback/history.ts";
import { instant, person } from "./answers.ts";
import { login } from "./commit-answers.ts";

const pullShape = z.object({
  number: z.number(),
  id: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  state: z.enum(["open", "closed"]),
  draft: z.boolean().nullish(),
  user: person,
  merged: z.boolean().nullish(),
  merged_at: instant.nullish(),
  merged_by: login,
  closed_at: instant.nullish(),
  merge_commit_sha: z.string().nullish(),
  base: z.object({
    ref: z.string(),
    repo: z.object({
      id: z.number(),
      default_branch: z.string(),
      private: z.boolean().nullish(),
    }),
  }),
  // A fork may be gone.
  head: z.object({
    ref: z.string(),
    sha: z.string(),
    repo: z.object({ id: z.number() }).nullish(),
  }),
  commits: z.number().nullish(),
  updated_at: instant,
});

/** A pull request as GitHub gives it, and whether its branch is of the repository itself. */
export const placedPullAnswer = pullShape.transform((pull) => ({
  pull: toPull(pull),
  isOwn: pull.head.repo?.id === pull.base.repo.id,
}));

export const pullAnswer = pullShape.transform(toPull);

function toPull(pull: z.output<typeof pullShape>): PullSeen {
  return {
    number: pull.number,
    id: pull.id,
    title: pull.title,
    body: pull.body ?? "",
    url: pull.html_url,
    state: pull.state,
    draft: pull.draft ?? false,
    author: pull.user.login,
    ...mergeOf(pull),
    ...(pull.closed_at ? { closedAt: pull.closed_at } : {}),
    base: pull.base.ref,
    head: { branch: pull.head.ref, sha: pull.head.sha },
    ...(typeof pull.commits === "number" ? { commits: pull.commits } : {}),
    defaultBranch: pull.base.repo.default_branch,
    ...(typeof pull.base.repo.private === "boolean" ? { private: pull.base.repo.private } : {}),
    updatedAt: pull.updated_at,
  };
}

/** Before the merge, `merge_commit_sha` is only a trial; lists say `merged_at` but not `merged`. */
function mergeOf(pull: z.output<typeof pullShape>) {
  const { merged_at: mergedAt, merged_by: mergedBy, merge_commit_sha: mergeCommit } = pull;
  if (!(pull.merged ?? typeof mergedAt === "string")) return { merged: false };
  return {
    merged: true,
    ...(mergedAt ? { mergedAt } : {}),
    ...(mergedBy === undefined ? {} : { mergedBy }),
    ...(mergeCommit ? { mergeCommit } : {}),
  };
}
