import type { ChecksSeen } from "../../core/rollback/history.ts";
import type { Risk } from "../../core/rollback/plan.ts";
import { risksOf } from "../../core/rollback/risks.ts";
import { revertOf } from "../../core/rollback/undone.ts";
import { Stop } from "../failure.ts";
import type { RollbackWorld } from "./request.ts";
import type { Resolved } from "./resolve-target.ts";

/** Asks what only GitHub knows about the branch and its checks; three calls. */
export async function gatherRisks(
  resolved: Resolved,
  touched: {
    readonly changed: readonly string[];
    readonly builtUpon: readonly string[];
    readonly workflows: readonly string[];
    /** There are no two calls left for the checks. */
    readonly withoutChecks?: boolean;
  },
  { host }: RollbackWorld,
): Promise<readonly Risk[]> {
  const { ground, since, undone } = resolved;
  const { place, branch } = ground;
  const [of, sha] =
    resolved.kind === "restore"
      ? (["target", resolved.good.sha] as const)
      : (["head", branch.head.sha] as const);
  const rules = await unlessRefused(host.readRules(place, branch.name));
  const seen: ChecksSeen | undefined = touched.withoutChecks
    ? undefined
    : await unlessRefused(host.readChecks(place, sha));
  const [first] = undone;
  const reverted =
    resolved.kind === "revert" && first !== undefined && resolved.undoneCount === 1
      ? revertOf(first, since.commits)
      : undefined;
  return risksOf({
    ...touched,
    commitsSince: since.aheadBy,
    branch,
    rules: rules ?? [],
    checks: { of, seen },
    ...(reverted !== undefined && {
      revertedBy: { sha: reverted.sha, title: reverted.message.split("\n")[0] ?? "" },
    }),
  });
}

/** A rollback is not held up because GitHub does not let us read what may stand in its way. */
async function unlessRefused<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (failure) {
    if (failure instanceof Stop) return undefined;
    throw failure;
  }
}
