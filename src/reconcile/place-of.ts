import type { Place } from "../core/view/place.ts";
import type { Observation } from "./observe.ts";
import type { World } from "./world.ts";

/** Where an observed issue lives, for links. */
export function placeOf(
  { address, issue }: Pick<Observation, "address" | "issue">,
  { identity }: Pick<World, "identity">,
): Place {
  const { name } = address;
  return {
    repository: name,
    issue: issue.number,
    issueUrl: issue.url,
    webUrl: identity.webUrl,
  };
}
