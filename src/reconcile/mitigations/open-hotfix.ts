import type { HotfixProposed } from "../../core/incident/mitigation-events.ts";
import type { PullSeen } from "../../core/rollback/history.ts";
import { Stop } from "../failure.ts";
import type { HistoryReader, HistoryWriter, Place } from "../repository-port.ts";
import { openOnce } from "../rollback/open-once.ts";

interface Opening {
  readonly host: HistoryReader & HistoryWriter;
  readonly place: Place;
  readonly issueUrl: string;
}

/**
 * A branch with one empty commit on what is deployed, since GitHub refuses a pull request without
 * one, and a draft. Found again by branch and title; a branch that another one has is left to it.
 */
export async function openHotfix(
  event: HotfixProposed,
  { title, body }: { title: string; body: string },
  { host, place, issueUrl }: Opening,
): Promise<{ pull: PullSeen }> {
  const { base, sha, tree } = event;
  const message = `${title}\n\nStarts the hotfix for ${issueUrl}; it changes nothing yet.\n`;
  const commit = await host.createCommit(place, { tree, parents: [sha], message });
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const head = attempt === 1 ? event.branch : `${event.branch}-${attempt}`;
    if ((await host.createBranch(place, head, commit)) === "exists") {
      const pulls = await host.pullsOfBranch(place, head);
      const ours = pulls.find((pull) => pull.state === "open" && pull.title === title);
      if (ours !== undefined) return { pull: ours };
      if (pulls.length > 0) continue;
    }
    return { pull: await openOnce({ place, title, body, head, base, draft: true }, { host }) };
  }
  throw new Stop("refused", `there are too many branches like ${event.branch} already`);
}

/** A restored incident counts its hotfixes from one again. */
const mostAttempts = 10;
