import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { IssueEvent, Repository } from "../records.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";
import { appView } from "./app.ts";

/** One row of `GET …/issues/{n}/events`. */
export function eventView(world: World, repository: Repository, event: IssueEvent) {
  return {
    id: event.id,
    node_id: nodeId("event", event.id),
    url: `${world.links.api}/repos/${fullName(repository)}/issues/events/${event.id}`,
    actor: accountView(world, event.actor),
    event: event.event,
    commit_id: event.commit ?? null,
    commit_url: event.commit
      ? `${world.links.api}/repos/${fullName(repository)}/commits/${event.commit}`
      : null,
    created_at: event.createdAt,
    ...(event.label ? { label: event.label } : {}),
    ...(event.assignee ? { assignee: accountView(world, event.assignee) } : {}),
    ...(event.assigner ? { assigner: accountView(world, event.assigner) } : {}),
    ...(event.rename ? { rename: event.rename } : {}),
    ...(event.stateReason === undefined ? {} : { state_reason: event.stateReason }),
    performed_via_github_app: event.viaApp && appView(world, event.viaApp),
  };
}
