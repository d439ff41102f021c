import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Applying } from "../apply.ts";
import { addressed, pagerOf } from "./give-page.ts";

/** A pager is told that somebody came, or that it is over: one way only. */
export async function followPage(
  { key, to, stamp }: Extract<Effect, { kind: "page-state" }>,
  { incident, observation, world }: Applying,
): Promise<readonly IncidentEvent[]> {
  const page = incident?.pages?.find((one) => one.key === key);
  if (incident === undefined || page === undefined || page.target.by === "mention") return [];
  const { address, issue, settings } = observation;
  const { by, name } = page.target;
  const target = addressed({ by, name }, settings.config);
  await pagerOf(world.pager).page({
    action: to === "acknowledged" ? "acknowledge" : "resolve",
    ...{ key, target },
    summary: `${issue.title} (${address.name}#${address.issue}): ${incident.status}`.slice(
      0,
      1_024,
    ),
    severity: "info",
    source: `${address.name}#${address.issue}`,
    url: issue.url,
    details: { status: incident.status },
  });
  return [{ kind: "PageFollowed", stamp, by: world.identity.login, key, state: to }];
}
