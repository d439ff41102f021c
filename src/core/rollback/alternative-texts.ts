import type { CommitSeen } from "./history.ts";
import { readSubject } from "./undone.ts";

/** What else a wider rollback undoes: `also takes back #134, #130 and 2 more`. */
export function alsoTakesBack(commits: readonly CommitSeen[]): string {
  const shown = commits.slice(0, mostShown).map(nameOf);
  const more = commits.length - shown.length;
  const rest = more > 0 ? ` and ${more} more` : "";
  return `also takes back ${shown.join(", ")}${rest}`;
}

/** For the merge that brought a commit. */
export function takesBackAll(merge: CommitSeen): string {
  return `takes back all that ${nameOf(merge)} brought`;
}

export function goesBackTo(
  commit: CommitSeen,
  { environment, changes }: { environment: string; changes: number },
): string {
  const many = changes === 1 ? "one commit" : `${changes} commits`;
  return `goes back to ${commit.sha.slice(0, 12)}, last deployed to ${environment}; ${many} less`;
}

const mostShown = 4;

function nameOf({ sha, message }: CommitSeen): string {
  const { pull } = readSubject(message);
  return pull === undefined ? sha.slice(0, 12) : `#${pull}`;
}
