import type { HotfixProposed } from "../../core/incident/mitigation-events.ts";
import type { PullSeen } from "../../core/rollback/history.ts";
import { Again } from "../failure.ts";
import type { HistoryReader, HistoryWriter, Place } from "../repository-port.ts";

interface Opening {
  readonly host: HistoryReader & HistoryWriter;
  readonly place: Place;
  readonly issueUrl: string;
}

/**
 * A branch with one empty commit on what is deployed, since GitHub refuses a pull request without
 * one, and a draft. Found again by the branch, which no other hotfix of the incident has.
 */
export async function openHotfix(
  event: HotfixProposed,
  { title, body }: { title: string; body: string },
  { host, place, issueUrl }: Opening,
): Promise<{ pull: PullSeen }> {
  const { branch, base, sha, tree } = event;
  const message = `${title}\n\nStarts the hotfix for ${issueUrl}; it changes nothing yet.\n`;
  const commit = await host.createCommit(place, { tree, parents: [sha], message });
  const created = await host.createBranch(place, branch, commit);
  if (created === "exists") {
    const [known] = await host.pullsOfBranch(place, branch);
    if (known !== undefined) return { pull: known };
  }
  try {
    return { pull: await host.openPull(place, { title, body, head: branch, base, draft: true }) };
  } catch (failure) {
    const [known] = created === "exists" ? await host.pullsOfBranch(place, branch) : [];
    if (known !== undefined && !(failure instanceof Again)) return { pull: known };
    throw failure;
  }
}
