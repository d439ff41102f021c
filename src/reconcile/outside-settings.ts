import type { KnownOutside } from "./world.ts";

/** What the environment says of services outside GitHub; empty where nobody set them up. */
export interface OutsideSettings {
  /** By the names that config uses, like the addresses below. */
  readonly pagerDutyKeys: ReadonlyMap<string, string>;
  readonly pagerDutyUrl?: string;
  readonly webhookUrls: ReadonlyMap<string, string>;
  /** The newest first. */
  readonly webhookKeys: readonly string[];
  readonly slackToken?: string;
}

/** The names that a check of the setup compares with those in config. */
export function knownOutside(settings: OutsideSettings): KnownOutside {
  const { pagerDutyKeys, webhookUrls, slackToken } = settings;
  return {
    pagerduty: new Set(pagerDutyKeys.keys()),
    webhook: new Set(webhookUrls.keys()),
    chat: slackToken !== undefined,
  };
}
