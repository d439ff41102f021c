import type { RollbackFinding, RollbackPlan } from "../../core/rollback/plan.ts";
import { differingPaths, type TreeChange } from "../../core/rollback/tree-changes.ts";
import { isWorkflow, workflowsOf } from "../../core/rollback/workflows.ts";
import { Again } from "../failure.ts";
import { type Asked, planOf } from "./assess-revert.ts";
import { Cannot } from "./cannot.ts";
import { gatherRisks } from "./gather-risks.ts";
import type { RollbackWorld } from "./request.ts";
import type { Restore } from "./resolve-target.ts";
import { unlessTooLarge } from "./unless-too-large.ts";

/** Goes back to a whole earlier tree, with the workflows that are there now. */
export async function assessRestore(
  restore: Restore,
  asked: Asked,
  world: RollbackWorld,
): Promise<RollbackFinding> {
  const { ground, good, target } = restore;
  const { place, branch } = ground;
  const [then, now] = await unlessTooLarge(
    world.host.readTrees(place, [good.tree, branch.head.tree]),
  );
  if (then === undefined || now === undefined)
    throw new Again("a tree that was asked for is missing");
  const all = differingPaths(then, now);
  const changed = all.filter((path) => !isWorkflow(path));
  const workflows = all.filter(isWorkflow);
  if (all.length === 0) return { kind: "nothing", target };
  if (changed.length === 0) throw new Cannot("only-workflows", workflows.join(", "));
  const entries = workflowsOf(now, { onto: then });
  const tree = await restoredTree({ restore, entries, write: asked.request.write }, world);
  const touched = { changed, builtUpon: [], workflows };
  const plan: RollbackPlan = {
    ...planOf(restore, asked),
    method: "restore",
    sha: good.sha,
    ...(tree !== undefined && { tree }),
    risks: [...restore.notes, ...(await gatherRisks(restore, touched, world))],
    files: changed.length,
  };
  return { kind: "ready", plan };
}

async function restoredTree(
  {
    restore: { ground, good },
    entries,
    write,
  }: { restore: Restore; entries: readonly TreeChange[]; write: "trial" | "full" },
  { host }: RollbackWorld,
): Promise<string | undefined> {
  if (entries.length === 0) return good.tree;
  if (write === "trial") return undefined;
  return await host.createTree(ground.place, { base: good.tree, entries });
}
