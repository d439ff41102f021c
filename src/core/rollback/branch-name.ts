/** Branches of ours carry in their names which incident they belong to, so a crash loses none. */

export interface IncidentKey {
  /** Id of the repository that the incident is in, not of the one that is rolled back. */
  readonly repository: number;
  readonly issue: number;
}

export interface RollbackBranch extends IncidentKey {
  /** Twelve hex digits that stand for what is undone: `digitsOf`. */
  readonly digits: string;
  /** 1 for the first; every attempt that was closed unmerged makes it one more. */
  readonly attempt: number;
}

export interface BranchOfIncident extends IncidentKey {
  readonly purpose: "rollback" | "hotfix" | "scratch";
}

export const defaultScratchPrefix = "allclear/scratch/";

/** `allclear/rollback-<repository id>-<issue>-<digits>[-<attempt>]` */
export function rollbackBranch({ repository, issue, digits, attempt }: RollbackBranch): string {
  return `allclear/rollback-${repository}-${issue}-${digits}${attempt > 1 ? `-${attempt}` : ""}`;
}

export function readRollbackBranch(branch: string): RollbackBranch | undefined {
  const match = rollback.exec(branch);
  if (match === null) return undefined;
  const [, repository, issue, digits = "", attempt = "1"] = match;
  return { repository: Number(repository), issue: Number(issue), digits, attempt: +attempt };
}

/** Where a merge is tried: `<prefix><repository id>-<issue>-<digits>[-<trial>]` */
export function scratchBranch(
  prefix: string,
  { repository, issue, digits, attempt }: RollbackBranch,
): string {
  return `${prefix}${repository}-${issue}-${digits}${attempt > 1 ? `-${attempt}` : ""}`;
}

/** `number` is that of the mitigation within its incident. */
export function hotfixBranch({ repository, issue }: IncidentKey, number: number): string {
  return `allclear/hotfix-${repository}-${issue}-${number}`;
}

/** Whose branch this is; undefined if it is none of ours. */
export function incidentOfBranch(
  branch: string,
  scratchPrefix: string = defaultScratchPrefix,
): BranchOfIncident | undefined {
  if (rollback.test(branch)) return keyIn(rollback, branch, "rollback");
  if (hotfix.test(branch)) return keyIn(hotfix, branch, "hotfix");
  if (!branch.startsWith(scratchPrefix)) return undefined;
  return keyIn(scratch, branch.slice(scratchPrefix.length), "scratch");
}

/**
 * What stands for a rollback in the name of its branch: the commit that is undone; for several in
 * a row, half the digits of each end; for going back, the last digits of the commit, since undoing
 * it is something else.
 */
export function digitsOf(
  what:
    | { readonly kind: "one"; readonly sha: string }
    | { readonly kind: "range"; readonly from: string; readonly to: string }
    | { readonly kind: "restore"; readonly sha: string },
): string {
  switch (what.kind) {
    case "one":
      return what.sha.slice(0, 12);
    case "range":
      return what.from.slice(0, 6) + what.to.slice(0, 6);
    case "restore":
      return what.sha.slice(-12);
    default:
      return what satisfies never;
  }
}

const rollback = /^allclear\/rollback-(\d{1,16})-(\d{1,9})-([0-9a-f]{12})(?:-([1-9]\d{0,2}))?$/;
const hotfix = /^allclear\/hotfix-(\d{1,16})-(\d{1,9})-\d{1,6}(?:-\d{1,2})?$/;
const scratch = /^(\d{1,16})-(\d{1,9})-[0-9a-f]{12}(?:-[1-9]\d{0,2})?$/;

function keyIn(
  pattern: RegExp,
  name: string,
  purpose: BranchOfIncident["purpose"],
): BranchOfIncident | undefined {
  const [, repository, issue] = pattern.exec(name) ?? [];
  if (repository === undefined || issue === undefined) return undefined;
  return { repository: Number(repository), issue: Number(issue), purpose };
}
