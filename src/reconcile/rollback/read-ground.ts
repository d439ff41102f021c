import type { CommitSeen, Comparison } from "../../core/rollback/history.ts";
import type { BranchSeen, Place } from "../repository-port.ts";
import { Cannot } from "./cannot.ts";
import type { RollbackWorld } from "./request.ts";

/** The default branch as it stood when it was looked at; everything after is fixed to that. */
export interface Ground {
  readonly place: Place;
  readonly branch: BranchSeen;
}

/** Reads where the default branch stands; its name costs a call unless it is known. */
export async function readGround(
  named: Place,
  { host }: RollbackWorld,
  defaultBranch?: string,
): Promise<Ground> {
  let place = named;
  let name = defaultBranch;
  if (name === undefined || place.repository === 0) {
    const repository = await host.readRepository(place);
    if (repository === undefined) throw new Cannot("no-such-repository", place.name);
    place = { ...place, repository: repository.id, name: repository.name };
    name = repository.defaultBranch;
  }
  const branch = await host.readBranch(place, name);
  if (branch === undefined) throw new Cannot("no-such-commit", `${name} of ${place.name}`);
  return { place, branch };
}

/**
 * What the default branch has beyond this commit. A commit that it does not contain is refused:
 * it is on another branch, or only in a fork, whose commits GitHub shows here too.
 */
export async function readSince(
  sha: string,
  { place, branch }: Ground,
  { host }: RollbackWorld,
): Promise<Comparison> {
  const since = await host.compare(place, sha, branch.head.sha);
  if (since === undefined || since.base.sha !== sha) throw new Cannot("not-on-branch", branch.name);
  if (since.status !== "ahead" && since.status !== "identical") {
    throw new Cannot("not-on-branch", branch.name);
  }
  return since;
}

/** A commit by its whole or shortened name, and by nothing else that might be called so. */
export async function readNamed(
  hex: string,
  { place }: Ground,
  { host }: RollbackWorld,
): Promise<CommitSeen> {
  const whole = hex.length === 40;
  const commit = await (whole ? host.readCommit(place, hex) : host.findCommit(place, hex));
  if (commit === undefined) throw new Cannot("no-such-commit", hex);
  if (!commit.sha.startsWith(hex)) throw new Cannot("ambiguous", hex);
  return commit;
}
