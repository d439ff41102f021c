import type { Webhooks } from "../../reconcile/webhook-port.ts";
import type { HttpsPost, Outcome } from "./https-post.ts";
import { quote } from "./quote.ts";
import { readSecret, webhookHeaders } from "./sign.ts";
import { type Destination, sortOutcome } from "./sort-outcome.ts";

interface WebhooksOptions {
  /** From the environment, by the name that config gives a destination. */
  readonly urls: ReadonlyMap<string, string>;
  /** What messages are signed with, newest first; without any they are not. */
  readonly keys: readonly string[];
  readonly clock: { now(): Date };
  readonly post: HttpsPost;
}

/** This folder hides how a destination outside GitHub is called over HTTPS. */
export function createWebhooks({ urls, keys, clock, post }: WebhooksOptions): Webhooks {
  const secrets = keys.map(readSecret);
  return {
    async send(message) {
      const { target, key, body } = message;
      const text = message.url ?? urls.get(target);
      const url = URL.parse(text ?? "");
      if (url === null) throw sortOutcome(withoutUrl(text, target), calling(target));
      const headers = webhookHeaders({ key, body, now: clock.now(), secrets });
      const outcome = await post({ url, headers, body });
      const failure = sortOutcome(outcome, calling(target, url));
      if (failure !== undefined) throw failure;
    },
  };
}

function withoutUrl(text: string | undefined, target: string): Outcome {
  const why =
    text === undefined
      ? `it has no address; set WEBHOOK_URLS="${target}=https://..."`
      : "its address is not a URL; expected https://...";
  return { kind: "not-called", why };
}

function calling(target: string, url?: URL): Destination {
  if (url === undefined) return { name: `Webhook ${target}`, quote: () => "" };
  return { name: `Webhook ${target} (${url.host})`, quote: (said) => quote(said, url) };
}
