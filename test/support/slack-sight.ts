import { z } from "zod";
import type { SeenMessage } from "../contracts/chat.ts";

/** A message as Slack's history gives it, as far as people see it. */
export const slackMessage = z.object({
  ts: z.string(),
  subtype: z.string().optional(),
  text: z.string(),
  thread_ts: z.string().optional(),
  parse: z.string().optional(),
  link_names: z.boolean().optional(),
  blocks: z.array(z.object({ text: z.object({ type: z.string(), text: z.string() }) })).default([]),
});

type SlackMessage = z.infer<typeof slackMessage>;

/**
 * What Slack's own clients make of a message, by the rules of its page on formatting: `<…>` is a
 * mention or a link in `mrkdwn` and in the text for notifications, and never in plain text.
 */
export function seenMessage(message: SlackMessage, replies: readonly SlackMessage[]): SeenMessage {
  const [heading, ...sections] = message.blocks.map(({ text }) => text);
  const markup = heading?.type === "mrkdwn" ? heading.text : "";
  const [, leadsTo = "", title = ""] = /^\*<(https?:[^|>]+)\|([^>]*)>\*$/.exec(markup) ?? [];
  const bodies = sections.map(({ type, text }) => (type === "plain_text" ? shown(text) : markup));
  return {
    title: shown(title),
    leadsTo: shown(leadsTo),
    text: bodies.join(""),
    mentions: mentionsIn(message).filter((mention) => mention !== leadsTo),
    thread: replies.map((reply) => seenMessage(reply, [])),
  };
}

function mentionsIn({ text, blocks, parse, link_names }: SlackMessage): readonly string[] {
  const sections = blocks.flatMap((block) => (block.text.type === "mrkdwn" ? block.text.text : []));
  return [text, ...sections].flatMap((markup) => [
    ...[...markup.matchAll(/<([^>|]*)(?:\|[^>]*)?>/g)].map(([, target = ""]) => target),
    // Either turns every @name into a mention.
    ...(parse === "full" || link_names === true ? (markup.match(/@\w+/g) ?? []) : []),
  ]);
}

/** Slack decodes these three, wherever text stands. */
export function shown(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
