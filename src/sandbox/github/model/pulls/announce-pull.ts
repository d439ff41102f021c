import { accountOf } from "../access.ts";
import { announce } from "../announce.ts";
import type { Actor } from "../records.ts";
import { pullView } from "../view/pull.ts";
import type { World } from "../world.ts";
import type { PullPlace } from "./pull-request.ts";

/** Sends `pull_request.<action>`. */
export function announcePull(
  world: World,
  actor: Actor,
  { repository, issue }: PullPlace,
  { action, ...rest }: { action: string } & Record<string, unknown>,
): void {
  announce(world, {
    event: "pull_request",
    action,
    sender: accountOf(world, actor),
    repository,
    payload: () => ({
      number: issue.number,
      pull_request: pullView(world, repository, issue),
      ...rest,
    }),
  });
}
