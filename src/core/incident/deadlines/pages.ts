import type { PageState, SentPage } from "../escalation.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import type { Instant } from "../stamp.ts";
import { isCallAwaited } from "./response.ts";

/** How a page that was sent for a call for help should stand now. */
export function wantedPageState(incident: Incident, call: Instant): Exclude<PageState, "failed"> {
  const isOpen = isCallAwaited(incident, call);
  if (!isActive(incident.status) || isOpen === undefined) return "resolved";
  return isOpen ? "triggered" : "acknowledged";
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
