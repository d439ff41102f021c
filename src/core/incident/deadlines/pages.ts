import type { PageState, SentPage } from "../escalation.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import type { Instant } from "../stamp.ts";
import { isAwaited } from "./response.ts";

/** How a page that was sent for a call for help should stand now. */
export function wantedPageState(incident: Incident, call: Instant): Exclude<PageState, "failed"> {
  if (!isActive(incident.status) || incident.response?.since !== call) return "resolved";
  return isAwaited(incident) ? "triggered" : "acknowledged";
}

/** The pages whose pager is to be told something. */
export function pagesToFollow(
  incident: Incident,
): readonly (SentPage & { readonly to: "acknowledged" | "resolved" })[] {
  return (incident.pages ?? []).flatMap((page) => {
    const to = wantedPageState(incident, page.call);
    const isSettled = page.state === "failed" || page.state === "resolved";
    return isSettled || to === "triggered" || to === page.state ? [] : [{ ...page, to }];
  });
}
