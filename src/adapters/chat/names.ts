import { cut } from "../../std/cut.ts";
import { escapeText } from "./escape-text.ts";

const longestName = 80;
const longestTopic = 250;

/** The nearest name that Slack allows; empty when nothing of it is allowed. */
export function channelName(wish: string): string {
  return wish
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .slice(0, longestName)
    .replace(/^[-_]+|[-_]+$/g, "");
}

/** Whether this is an id and not a name, in which no capital can be. */
export function isChannelId(text: string): boolean {
  return /^[CG][A-Z0-9]{7,}$/.test(text);
}

/** One line, short enough for Slack even after it was escaped. */
export function topicText(wish: string): string {
  const line = wish.replace(/\s+/g, " ").trim();
  for (let length = longestTopic; length > 0; length -= 1) {
    const topic = escapeText(cut(line, length));
    if (topic.length <= longestTopic) return topic;
  }
  return "";
}
