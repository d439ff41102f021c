import type { Tree } from "../../src/core/rollback/history.ts";
import type { HistoryReader, Place } from "../../src/reconcile/repository-port.ts";

/** One tree by itself. */
export async function readTree(
  host: Pick<HistoryReader, "readTrees">,
  place: Place,
  sha: string,
): Promise<Tree> {
  const [tree] = await host.readTrees(place, [sha]);
  if (tree === undefined) throw new Error(`No tree came for ${sha}.`);
  return tree;
}
