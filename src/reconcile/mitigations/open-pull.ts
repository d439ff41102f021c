import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { HotfixProposed, RollbackProposed } from "../../core/incident/mitigation-events.ts";
import { readStamp, stamp } from "../../core/incident/stamp.ts";
import { rollbackMessage } from "../../core/rollback/commit-message.ts";
import type { PullSeen } from "../../core/rollback/history.ts";
import { hotfixTitle, renderHotfixPull } from "../../core/view/hotfix-pull.ts";
import type { PullTelling } from "../../core/view/pull-parts.ts";
import { renderRollbackPull, rollbackTitle } from "../../core/view/rollback-pull.ts";
import type { Applying } from "../apply.ts";
import { Stop } from "../failure.ts";
import { placeOf } from "../place-of.ts";
import { openRollback } from "../rollback/propose.ts";
import { openHotfix } from "./open-hotfix.ts";

/**
 * Opens the pull request of a mitigation, or finds it by its branch where an earlier look has
 * opened it; what GitHub answers is an event.
 */
export async function openPull(
  { event }: Extract<Effect, { kind: "pull-request" }>,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { by, mitigation } = event;
  const { at } = readStamp(event.stamp);
  const same = { by, mitigation };
  try {
    const { pull } = await open(event, applying);
    const { number, id, url, draft, head } = pull;
    const { branch } = head;
    // When it was asked for, so that it is the same however often this is tried; right after it.
    const opened = { stamp: stamp({ at, kind: "p", id, line: 0 }), number, id, url, draft, branch };
    return [{ kind: "PullRequestOpened", ...same, ...opened }];
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    const why = failure.message;
    const refused = stamp({ at, kind: "p", id: 0, line: mitigation });
    return [{ kind: "PullRequestNotOpened", stamp: refused, ...same, why }];
  }
}

function open(
  event: RollbackProposed | HotfixProposed,
  { observation, world, incident }: Applying,
): Promise<{ pull: PullSeen }> {
  const { address, settings } = observation;
  const { draft } = settings.config.rollback;
  if (incident === undefined) throw new Stop("gone", "there is no incident here any longer");
  const { config, templates } = settings;
  const telling: PullTelling = {
    ...{ incident, config, templates },
    place: placeOf(observation, world),
  };
  const { installation } = address;
  if (event.kind === "HotfixProposed") {
    const { repository, repositoryId } = event;
    const texts = { title: hotfixTitle(event, telling), body: renderHotfixPull(event, telling) };
    return openHotfix(event, texts, {
      host: world.host,
      place: { installation, repository: repositoryId, name: repository },
      issueUrl: observation.issue.url,
    });
  }
  const { plan } = event;
  const texts = {
    title: rollbackTitle(plan, telling),
    body: renderRollbackPull(event, telling),
    message: rollbackMessage(plan, observation.issue),
    draft,
    // Practice asks nobody for anything.
    reviewers: incident.drill ? [] : settings.config.rollback.reviewers,
  };
  const place = { installation, repository: plan.repositoryId, name: plan.repository };
  return openRollback({ place, plan, texts }, world);
}
