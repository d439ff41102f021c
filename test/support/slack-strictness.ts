import { z } from "zod";
import type { SlackAnswer, SlackCall } from "./slack-proxy.ts";

/**
 * What real Slack minds and `emulate` 0.12.2 does not, so that the adapter cannot rely on it:
 *
 * - metadata comes only to those who ask for it;
 * - a bot reads and posts only in channels that it is in;
 * - a thread comes in pages;
 * - the text of a section has at most 3,000 characters.
 *
 * What neither does: `invalid_auth` (an unknown token is the admin's), rate limits,
 * `msg_too_long`, refusing a bot that unarchives, escapes in texts, parsing of mentions, reading
 * what was written only a little later.
 */
export async function answerStrictly(
  call: SlackCall,
  answer: (call: SlackCall) => Promise<object>,
): Promise<SlackAnswer> {
  const channel = call.parameters.get("channel");
  const isInside = ["conversations.history", "conversations.replies", "chat.postMessage"];
  if (channel !== null && isInside.includes(call.method)) {
    const parameters = new URLSearchParams({ channel });
    const info = about.parse(await answer({ ...call, method: "conversations.info", parameters }));
    if (info.channel?.is_member === false && !info.channel.is_archived) {
      return { body: { ok: false, error: "not_in_channel" } };
    }
  }
  if (hasLongSection(call)) return { body: { ok: false, error: "invalid_blocks" } };
  return { body: paged(withoutMetadata(await answer(call), call), call) };
}

const about = z.object({
  channel: z.object({ is_member: z.boolean(), is_archived: z.boolean() }).optional(),
});

const withMessages = z.looseObject({ messages: z.array(z.looseObject({ ts: z.string() })) });

function withoutMetadata(body: object, { parameters }: SlackCall): object {
  const parsed = withMessages.safeParse(body);
  if (!parsed.success || parameters.get("include_all_metadata") === "true") return body;
  const messages = parsed.data.messages.map(({ metadata: _, ...message }) => message);
  return { ...body, messages };
}

function paged(body: object, { method, parameters }: SlackCall): object {
  const parsed = withMessages.safeParse(body);
  if (!parsed.success || method !== "conversations.replies") return body;
  const from = Number(parameters.get("cursor") ?? 0);
  const to = from + Number(parameters.get("limit") ?? 1000);
  const next_cursor = to < parsed.data.messages.length ? String(to) : "";
  const messages = parsed.data.messages.slice(from, to);
  return { ...body, messages, response_metadata: { next_cursor } };
}

const blocks = z.array(z.object({ text: z.object({ text: z.string() }) }));

function hasLongSection({ parameters }: SlackCall): boolean {
  const said: unknown = JSON.parse(parameters.get("blocks") ?? "[]");
  return blocks.parse(said).some(({ text }) => text.text.length > 3000 || text.text === "");
}
