import { createSlack } from "../adapters/chat/slack.ts";
import { createPager } from "../adapters/pager/create-pager.ts";
import { createPagerDuty } from "../adapters/pager/pagerduty.ts";
import { createWebhookPager } from "../adapters/pager/webhook-pager.ts";
import { createWebhooks } from "../adapters/webhook/create-webhooks.ts";
import { createHttpsPost } from "../adapters/webhook/https-post.ts";
import type { OutsideSettings } from "../reconcile/outside-settings.ts";
import type { World } from "../reconcile/world.ts";

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
