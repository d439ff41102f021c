import { createEmulator } from "emulate";
import { z } from "zod";
import { methods, slackScopes } from "../../src/adapters/chat/methods.ts";
import type { SeenChannel } from "../contracts/chat.ts";
import { openSlackProxy, type SlackCall, type SlackProxy } from "./slack-proxy.ts";
import { seenMessage, shown, slackMessage } from "./slack-sight.ts";
import { answerStrictly } from "./slack-strictness.ts";

export const botToken = "xoxb-1234567890-the-bot";
const personToken = "xoxp-1234567890-a-person";

/** A workspace of `emulate`'s Slack, reached over a proxy, in which Ada makes channels. */
export interface SlackWorkspace {
  readonly proxy: SlackProxy;
  see(name: string): Promise<SeenChannel | undefined>;
  makeChannel(name: string): Promise<string>;
  /** Does something as Ada. */
  asPerson(method: string, parameters: Readonly<Record<string, string>>): Promise<object>;
  loseAnswers(lose: boolean): void;
  close(): Promise<void>;
}

interface Seed {
  /** What the bot may do; all it needs unless told. */
  readonly scopes?: readonly string[];
  /** Channels that are there, with everybody in them. */
  readonly channels?: readonly string[];
}

export async function openSlackWorkspace(seed: Seed = {}): Promise<SlackWorkspace> {
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: { slack: slack(seed) },
  });
  const ask = async ({ method, parameters, token }: SlackCall) => {
    const answer = await fetch(`${emulator.url}/api/${method}`, {
      method: "POST",
      headers: { authorization: token },
      body: parameters,
    });
    return z.looseObject({ ok: z.boolean() }).parse(await answer.json());
  };
  const asPerson = (method: string, parameters: Readonly<Record<string, string>>) =>
    ask({ method, parameters: new URLSearchParams(parameters), token: `Bearer ${personToken}` });
  const proxy = await openSlackProxy((call) => answerStrictly(call, ask));
  return {
    proxy,
    asPerson,
    see: (name) => seeChannel(name, asPerson),
    async makeChannel(name) {
      return z
        .object({ channel: z.object({ id: z.string() }) })
        .parse(await asPerson("conversations.create", { name })).channel.id;
    },
    loseAnswers(lose) {
      proxy.meddle(({ method }) => (lose && isWrite(method) ? "lost" : undefined));
    },
    async close() {
      await proxy.close();
      await emulator.close();
    },
  };
}

function slack({ scopes = slackScopes, channels = [] }: Seed) {
  const everything = [...slackScopes, "groups:read", "groups:write"];
  return {
    strict_scopes: true,
    users: [{ name: "ada", is_admin: true }, { name: "allclear" }],
    channels: channels.map((name) => ({ name })),
    tokens: [
      { token: botToken, user: "allclear", type: "bot", scopes },
      { token: personToken, user: "ada", type: "user", scopes: everything },
    ],
  };
}

function isWrite(method: string): boolean {
  return Object.entries(methods).some(([name, { writes }]) => name === method && writes);
}

const list = z.object({
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      is_archived: z.boolean(),
      topic: z.object({ value: z.string() }),
    }),
  ),
});

const nextPage = z.object({ response_metadata: z.object({ next_cursor: z.string() }) });

async function findChannel(name: string, ask: SlackWorkspace["asPerson"]) {
  let cursor = "";
  do {
    const page = await ask("conversations.list", { limit: "1000", cursor });
    const found = list.parse(page).channels.find((channel) => channel.name === name);
    if (found !== undefined) return found;
    cursor = nextPage.parse(page).response_metadata.next_cursor;
  } while (cursor !== "");
  return undefined;
}

const messages = z.object({ messages: z.array(slackMessage) });

async function seeChannel(
  name: string,
  ask: SlackWorkspace["asPerson"],
): Promise<SeenChannel | undefined> {
  const channel = await findChannel(name, ask);
  if (channel === undefined) return undefined;
  const { id } = channel;
  const history = messages.parse(await ask("conversations.history", { channel: id, limit: "999" }));
  const roots = history.messages.filter(({ subtype }) => subtype === undefined).reverse();
  const seen = roots.map(async (root) => {
    const thread = messages.parse(await ask("conversations.replies", { channel: id, ts: root.ts }));
    return seenMessage(root, thread.messages.slice(1));
  });
  return {
    id,
    topic: shown(channel.topic.value),
    isArchived: channel.is_archived,
    messages: await Promise.all(seen),
  };
}
