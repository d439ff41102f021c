import type { Setting } from "../../std/setting.ts";

/** The bot token of an app in the workspace. */
export const slackToken: Setting<string> = {
  name: "SLACK_TOKEN",
  expected: "the bot token of the Slack app, from its page “OAuth & Permissions”",
  example: "xoxb-...",
  read: (text) =>
    /^xoxb-[\x21-\x7e]+$/.test(text)
      ? { value: text }
      : { wrong: "it does not begin with xoxb-, or has a space in it" },
};
