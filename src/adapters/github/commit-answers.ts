import { z } from "zod";
import type { ChangedFile, CommitSeen } from "../../core/rollback/history.ts";
import { instant } from "./answers.ts";

/** GitHub's commits, as far as we read them, turned into ours. */

const epoch = "1970-01-01T00:00:00Z";
const named = z.object({ sha: z.string() });
const signature = z.object({ date: instant.nullish() }).nullish();

const gitParts = {
  message: z.string(),
  tree: named,
  committer: signature,
  author: signature,
};

/** The login of an account; GitHub says null or `{}` where it does not know whose a commit is. */
export const login = z
  .object({ login: z.string().optional() })
  .nullish()
  .transform((account) => account?.login);

/** A commit as the repository's own calls give it, with the account of its author. */
export const commitAnswer = z
  .object({
    sha: z.string(),
    parents: z.array(named),
    author: login,
    commit: z.object(gitParts),
  })
  .transform(
    ({ sha, parents, author, commit }): CommitSeen => ({
      ...gitCommit({ sha, parents, ...commit }),
      ...(author === undefined ? {} : { author }),
    }),
  );

/** A commit as the Git Data calls give it, which know of no accounts. */
export const gitCommitAnswer = z
  .object({ sha: z.string(), parents: z.array(named), ...gitParts })
  .transform(gitCommit);

function gitCommit(
  commit: z.output<z.ZodObject<typeof gitParts>> & {
    sha: string;
    parents: readonly { sha: string }[];
  },
): CommitSeen {
  return {
    sha: commit.sha,
    tree: commit.tree.sha,
    parents: commit.parents.map(({ sha }) => sha),
    message: commit.message,
    at: commit.committer?.date ?? commit.author?.date ?? epoch,
  };
}

const changes: Readonly<Record<string, ChangedFile["change"]>> = {
  added: "added",
  copied: "added",
  removed: "removed",
  renamed: "renamed",
};

export const changedFileAnswer = z
  .object({
    filename: z.string(),
    previous_filename: z.string().nullish(),
    status: z.string(),
    additions: z.number().default(0),
    deletions: z.number().default(0),
  })
  .transform((file): ChangedFile => {
    // `modified`, and `changed` where only the mode did.
    const change = changes[file.status] ?? "modified";
    const { filename: path, previous_filename: before, additions, deletions } = file;
    return change === "renamed" && before
      ? { path, before, change, additions, deletions }
      : { path, change, additions, deletions };
  });
