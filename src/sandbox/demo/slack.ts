import { createEmulator } from "emulate";
import { slackScopes } from "../../adapters/chat/methods.ts";
import { createSlack } from "../../adapters/chat/slack.ts";
import type { Chat } from "../../reconcile/chat-port.ts";

/** A channel as somebody who only reads there sees it. */
export interface SeenRoom {
  readonly name: string;
  readonly topic: string;
  readonly archived: boolean;
  /** Oldest first; the first line of each stands out. */
  readonly messages: readonly string[];
}

/** A workspace of `emulate`'s Slack, and our own client of it. */
export interface SlackWorkspace {
  readonly chat: Chat;
  /** Undefined while no channel has that name. */
  see(name: string): Promise<SeenRoom | undefined>;
  close(): Promise<void>;
}

const bot = "xoxb-allclear-in-the-demo";
const reader = "xoxp-olga-in-the-demo";

export async function openSlack(): Promise<SlackWorkspace> {
  const tokens = [
    { token: bot, user: "allclear", type: "bot", scopes: slackScopes },
    { token: reader, user: "olga", type: "user", scopes: slackScopes },
  ];
  const users = [{ name: "olga", is_admin: true }, { name: "allclear" }];
  const slack = { users, channels: [], tokens };
  const emulator = await createEmulator({ service: "slack", port: 0, seed: { slack } });
  const apiUrl = `${emulator.url}/api/`;
  return {
    chat: createSlack({ token: bot, apiUrl }),
    see: (name) => seeRoom(name, apiUrl),
    close: () => emulator.close(),
  };
}

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly is_archived: boolean;
  readonly topic: { readonly value: string };
}

interface Message {
  readonly subtype?: string;
  /** What notifications show: the title, then the text. */
  readonly text: string;
}

async function seeRoom(name: string, apiUrl: string): Promise<SeenRoom | undefined> {
  const { channels } = await ask<{ channels: readonly Channel[] }>("conversations.list", apiUrl);
  const channel = channels.find((one) => one.name === name);
  if (channel === undefined) return undefined;
  const { messages } = await ask<{ messages: readonly Message[] }>(
    "conversations.history",
    apiUrl,
    {
      channel: channel.id,
    },
  );
  return {
    name,
    topic: unescaped(channel.topic.value),
    archived: channel.is_archived,
    messages: messages
      .filter(({ subtype }) => subtype === undefined)
      .map(({ text }) => unescaped(text))
      .reverse(),
  };
}

async function ask<Answer>(
  method: string,
  apiUrl: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(`${apiUrl}${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${reader}` },
    body: new URLSearchParams(parameters),
  });
  const body = (await answer.json()) as Answer & { ok: boolean; error?: string };
  if (!body.ok) throw new Error(`Slack answered ${method} with ${body.error}`);
  return body;
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
