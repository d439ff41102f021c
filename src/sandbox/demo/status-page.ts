import type { WebhookMessage, Webhooks } from "../../reconcile/webhook-port.ts";

/** What a destination of webhooks was sent, oldest first; a key that comes again is no news. */
export interface StatusPage extends Webhooks {
  seen(): readonly string[];
}

/** Stands for all destinations: the demo has one. */
export function openStatusPage(): StatusPage {
  const bodies = new Map<string, string>();
  return {
    async send({ key, body }: WebhookMessage) {
      if (!bodies.has(key)) bodies.set(key, body);
    },
    seen: () => [...bodies.values()].map((body) => (JSON.parse(body) as { text: string }).text),
  };
}
