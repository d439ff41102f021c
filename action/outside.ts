import { createSlack } from "../src/adapters/chat/slack.ts";
import { createPager } from "../src/adapters/pager/create-pager.ts";
import { createPagerDuty } from "../src/adapters/pager/pagerduty.ts";
import { createWebhookPager } from "../src/adapters/pager/webhook-pager.ts";
import { createWebhooks } from "../src/adapters/webhook/create-webhooks.ts";
import { createHttpsPost } from "../src/adapters/webhook/https-post.ts";
import type { OutsideSettings } from "../src/reconcile/outside-settings.ts";
import type { World } from "../src/reconcile/world.ts";

/** What a look reaches outside GitHub. */
export type Outside = Pick<World, "pager" | "webhooks" | "chat">;

/** Calls nobody yet. There are always webhooks, since config may say where one is. */
export function openOutside(settings: OutsideSettings, clock: World["clock"]): Outside {
  const { pagerDutyKeys, pagerDutyUrl, webhookUrls, webhookKeys, slackToken } = settings;
  const post = createHttpsPost({ clock });
  const webhooks = createWebhooks({ urls: webhookUrls, keys: webhookKeys, clock, post });
  const pagerduty = createPagerDuty({
    ...{ keys: pagerDutyKeys, post },
    ...(pagerDutyUrl !== undefined && { url: pagerDutyUrl }),
  });
  return {
    webhooks,
    pager: createPager({ pagerduty, webhook: createWebhookPager(webhooks) }),
    ...(slackToken !== undefined && { chat: createSlack({ token: slackToken }) }),
  };
}
