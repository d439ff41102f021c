import { noSuchLevel, repeated } from "./config-faults.ts";
import type { Fault } from "./file-problems.ts";
import { type Ladder, levelNamed } from "./ladder.ts";
import type { ConfigFile } from "./schema.ts";

/**
 * No webhook twice, and a room in the chat that can be made. That a webhook is there at all only
 * the environment of the app knows.
 */
export function destinationFaults({ webhooks, chat }: ConfigFile, ladder: Ladder): Fault[] {
  const twice = repeated((webhooks ?? []).map(({ name }) => name)).map((index) => ({
    path: ["webhooks", index, "name"],
    expected: "each webhook once",
    example: "teams",
  }));
  return chat === undefined ? twice : [...twice, ...roomFaults(chat), ...fromFaults(chat, ladder)];
}

type Chat = NonNullable<ConfigFile["chat"]>;

function roomFaults({ slack, channel, prefix }: Chat): Fault[] {
  const channelPath = ["chat", "channel"];
  if (slack === "channel") {
    if (channel === undefined) return [];
    const expected = "nothing here: each incident has a channel of its own";
    return [{ path: channelPath, expected, example: "slack: thread" }];
  }
  const missing: Fault = {
    path: channelPath,
    expected: "the channel that the threads are in",
    example: "channel: incidents",
  };
  const useless: Fault = {
    path: ["chat", "prefix"],
    expected: "nothing here: threads have no names",
    example: "slack: channel",
  };
  return [...(channel === undefined ? [missing] : []), ...(prefix === undefined ? [] : [useless])];
}

function fromFaults({ from }: Chat, ladder: Ladder): Fault[] {
  if (from === undefined || levelNamed(ladder, from) !== undefined) return [];
  return [noSuchLevel(["chat", "from"], ladder)];
}
