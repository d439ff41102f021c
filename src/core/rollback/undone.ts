import { cut } from "../../std/cut.ts";
import type { CommitSeen, PullSeen } from "./history.ts";
import type { Undone } from "./plan.ts";

/** A commit as one of the changes that a rollback takes back. */
export function undoneCommit(commit: CommitSeen): Undone {
  const { title, pull } = readSubject(commit.message);
  return {
    sha: commit.sha,
    title: cut(title, longestTitle),
    ...(pull !== undefined && { pull }),
    ...(commit.author !== undefined && { author: commit.author }),
    at: commit.at,
  };
}

/** A merged pull request as one change. */
export function undonePull(pull: PullSeen, commit: CommitSeen): Undone {
  return {
    sha: commit.sha,
    title: cut(pull.title, longestTitle),
    pull: pull.number,
    author: pull.author,
    at: pull.mergedAt ?? commit.at,
  };
}

/** The card keeps up to `mostUndone` of them. */
const longestTitle = 80;

/** The title and the number of the pull request that GitHub writes into what it merges. */
export function readSubject(message: string): { title: string; pull?: number } {
  const [first = "", ...rest] = message.split("\n");
  const merged = /^Merge pull request #(\d{1,9}) from \S+$/.exec(first.trim());
  if (merged !== null) {
    const title = rest.find((line) => line.trim() !== "") ?? first;
    return { title: title.trim(), pull: Number(merged[1]) };
  }
  const squashed = /^(.*\S) \(#(\d{1,9})\)$/.exec(first.trim());
  if (squashed === null) return { title: first.trim() };
  return { title: squashed[1] ?? "", pull: Number(squashed[2]) };
}

/** A later commit whose message says that it reverts this one. */
export function revertOf(
  undone: Pick<Undone, "sha" | "title" | "pull">,
  later: readonly CommitSeen[],
): CommitSeen | undefined {
  return later.findLast(
    ({ message }) =>
      message.includes(`This reverts commit ${undone.sha}`) ||
      revertedTitle(message) === undone.title ||
      revertsPull(message, undone.pull),
  );
}

/** Cut as the titles of what is undone are. */
function revertedTitle(message: string): string | undefined {
  const [, title] = /^Revert "(.*)"$/.exec(readSubject(message).title) ?? [];
  return title === undefined ? undefined : cut(title, longestTitle);
}

/** As GitHub writes into the pull requests of its own button: `Reverts acme/web#12`. */
function revertsPull(message: string, pull: number | undefined): boolean {
  const [, number] = /^Reverts [\w.-]+\/[\w.-]+#(\d{1,9})$/m.exec(message) ?? [];
  return pull !== undefined && Number(number) === pull;
}
