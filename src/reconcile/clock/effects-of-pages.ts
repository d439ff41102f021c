import type { Effect } from "../../core/card/record.ts";
import { pagesToFollow } from "../../core/incident/deadlines/pages.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Change } from "../effects-of-events.ts";

/** The pages that are to be sent, and what those who were paged before are to hear. */
export function pageEffects(
  events: readonly IncidentEvent[],
  { after }: Change,
): readonly Effect[] {
  const pages = events.flatMap((event): readonly Effect[] => {
    if (event.kind !== "IncidentEscalated") return [];
    const { kind: _kind, by: _by, ...page } = event;
    return [{ kind: "page", ...page }];
  });
  const stamp = events.at(-1)?.stamp;
  if (stamp === undefined || after.drill) return pages;
  const followed = pagesToFollow(after).map(
    ({ key, to }): Effect => ({ kind: "page-state", key, to, stamp }),
  );
  return [...pages, ...followed];
}
