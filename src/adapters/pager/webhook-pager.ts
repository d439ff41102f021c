import type { Pager } from "../../reconcile/pager-port.ts";
import type { Webhooks } from "../../reconcile/webhook-port.ts";

/** Pages through a webhook, for whoever is not on PagerDuty. */
export function createWebhookPager(webhooks: Webhooks): Pager {
  return {
    async page({ target, ...page }) {
      const { action, key, summary, severity, source, url, details } = page;
      await webhooks.send({
        target: target.name,
        ...(target.url !== undefined && { url: target.url }),
        key: `${key}/${action}`,
        body: JSON.stringify({ action, key, summary, severity, source, url, details }),
      });
    },
  };
}
