import { z } from "zod";
import type { ChatMessage } from "../../reconcile/chat-port.ts";
import type { Call } from "./call.ts";
import type { Channels } from "./channels.ts";
import { messageParts } from "./message.ts";
import { eachPage, hasMore } from "./pages.ts";
import { refusalBehind } from "./sort-failure.ts";

export interface Posting {
  readonly channel: string;
  /** The message whose thread it goes into; absent for the channel itself. */
  readonly thread?: string | undefined;
  readonly key: string;
  readonly message: ChatMessage;
}

/** Posts it unless a message with its key is there, and answers with that message's id. */
export async function postOnce(posting: Posting, call: Call, channels: Channels): Promise<string> {
  const { channel, thread, key, message } = posting;
  const there = await findPosted(posting, call).catch(async (failure: unknown) => {
    if (refusalBehind(failure) !== "not_in_channel") throw failure;
    await channels.join(channel);
    return findPosted(posting, call);
  });
  if (there !== undefined) return there;
  const parameters = {
    channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...messageParts(message),
    metadata: { event_type: eventType, event_payload: { key } },
    parse: "none",
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
  return (await call("chat.postMessage", parameters, posted)).ts;
}

const eventType = "allclear";

const posted = z.object({ ts: z.string() });

const listed = z.object({
  messages: z.array(z.object({ ts: z.string(), metadata: z.unknown().optional() })),
  ...hasMore,
});

const mark = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({ key: z.string() }),
});

/** Of a channel its newest messages; a thread Slack gives from its beginning, so all of it. */
const pageLength = 200;
const mostPages = { channel: 1, thread: 10 };

async function findPosted(posting: Posting, call: Call): Promise<string | undefined> {
  const { channel, thread, key } = posting;
  const query = { channel, include_all_metadata: true, limit: pageLength };
  const pages =
    thread === undefined
      ? eachPage(mostPages.channel, (place) =>
          call("conversations.history", { ...query, ...place }, listed),
        )
      : eachPage(mostPages.thread, (place) =>
          call("conversations.replies", { ...query, ts: thread, ...place }, listed),
        );
  for await (const { messages } of pages) {
    const found = messages.find(({ metadata }) => isMarked(metadata, key));
    if (found !== undefined) return found.ts;
  }
  return undefined;
}

function isMarked(metadata: unknown, key: string): boolean {
  const parsed = mark.safeParse(metadata);
  return parsed.success && parsed.data.event_payload.key === key;
}
