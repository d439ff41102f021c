import type { Page } from "../../reconcile/pager-port.ts";
import { cut } from "../../std/cut.ts";

/** From PagerDuty's documentation of the Events API v2. */
const longestSummary = 1024;
/** Ours: far below the 512 KB that PagerDuty takes of a whole event. */
const longestDetail = 2000;

/** One event of the Events API v2, as JSON. Only a trigger says more than its key. */
export function eventOf(page: Page, routingKey: string): string {
  return JSON.stringify({
    routing_key: routingKey,
    event_action: page.action,
    dedup_key: page.key,
    ...(page.action === "trigger" ? aboutTrigger(page) : {}),
  });
}

function aboutTrigger({ summary, source, severity, url, details }: Page) {
  const short = Object.entries(details).map(([name, text]) => [name, cut(text, longestDetail)]);
  return {
    payload: {
      summary: cut(summary, longestSummary),
      source,
      severity,
      custom_details: Object.fromEntries(short),
    },
    links: [{ href: url, text: source }],
    client: "Allclear",
    client_url: url,
  };
}
