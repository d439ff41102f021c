import {
  type ChatSettings,
  defaultPayload,
  defaultTelling,
  type TellingSettings,
  type WebhookSettings,
} from "./destination-settings.ts";
import { type Ladder, levelNamed } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

export function completeTelling(file: ConfigFile, ladder: Ladder): TellingSettings {
  return {
    webhooks: file.webhooks?.map(completeWebhook) ?? defaultTelling.webhooks,
    chat: file.chat === undefined ? defaultTelling.chat : completeChat(file.chat, ladder),
    externalBy: file.external?.by ?? defaultTelling.externalBy,
  };
}

type WrittenWebhook = NonNullable<ConfigFile["webhooks"]>[number];

function completeWebhook({
  name,
  url,
  payload = defaultPayload,
  external = false,
}: WrittenWebhook): WebhookSettings {
  return { name, url, payload, external };
}

function completeChat(
  { slack, channel, prefix = "inc", from }: NonNullable<ConfigFile["chat"]>,
  ladder: Ladder,
): ChatSettings {
  return { room: slack, channel, prefix, levels: levelsDownTo(from, ladder) };
}

/** Ours: what is worth a room of its own is seldom below the second level. */
const defaultLevels = 2;

function levelsDownTo(from: string | undefined, ladder: Ladder): readonly string[] {
  const names = ladder.levels.map(({ name }) => name);
  if (from === undefined) return names.slice(0, defaultLevels);
  const least = levelNamed(ladder, from);
  return least === undefined ? [] : names.slice(0, names.indexOf(least.name) + 1);
}
