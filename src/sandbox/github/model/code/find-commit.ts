import { type GitCommit, readCommit } from "../../git/commit.ts";
import { findCommit } from "../../git/revision.ts";
import type { Repository } from "../records.ts";
import { notFound, Refusal } from "../refusal.ts";

/** The commit a branch stands at, if there is such a branch. */
export function headOf(repository: Repository, branch: string): GitCommit | undefined {
  const sha = repository.git.refs.get(`heads/${branch}`);
  return sha === undefined ? undefined : readCommit(repository.git, sha);
}

/** The head of the default branch; 409 while nothing has been pushed. */
export function defaultHead(repository: Repository): GitCommit {
  const head = headOf(repository, repository.defaultBranch);
  if (!head) throw new Refusal(409, "Git Repository is empty.");
  return head;
}

/** The commit behind a branch, tag, full or short name; throws `otherwise`, a 404 by default. */
export function commitNamed(
  repository: Repository,
  revision: string | undefined,
  otherwise: () => Refusal = notFound,
): GitCommit {
  if (revision === undefined || revision === "HEAD") return defaultHead(repository);
  const found = findCommit(repository.git, revision);
  if (typeof found === "string") throw otherwise();
  return readCommit(repository.git, found.sha);
}

/** What `GET …/commits/{ref}` answers to a name that stands for no commit, or for several. */
export function noCommit(revision: string): () => Refusal {
  return () => new Refusal(422, `No commit found for SHA: ${revision}`);
}
