import { z } from "zod";
import type { Call } from "./call.ts";
import { eachPage, hasMore } from "./pages.ts";
import { refusalBehind } from "./sort-failure.ts";

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** As Slack keeps it, which is escaped. */
  readonly topic: string;
  readonly isArchived: boolean;
  readonly isMember: boolean;
}

/** The channels that the app can see. */
export interface Channels {
  byId(id: string): Promise<Channel>;
  byName(name: string): Promise<Channel | undefined>;
  create(name: string): Promise<Channel>;
  join(id: string): Promise<void>;
}

export const anything = z.unknown();

export function createChannels(call: Call): Channels {
  // Listing is what Slack allows least often, so ids are kept. Each is asked for its name again.
  const ids = new Map<string, string>();
  const byId = async (id: string) =>
    (await call("conversations.info", { channel: id }, holdsChannel)).channel;
  return {
    byId,
    async byName(name) {
      const known = ids.get(name);
      const channel = known === undefined ? undefined : await unlessAbsent(byId(known));
      if (channel?.name === name) return channel;
      ids.delete(name);
      return findInList(call, name, ids);
    },
    async create(name) {
      const { channel } = await call("conversations.create", { name }, holdsChannel);
      ids.set(name, channel.id);
      return channel;
    },
    async join(id) {
      await call("conversations.join", { channel: id }, anything);
    },
  };
}

const channelSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    is_archived: z.boolean().default(false),
    is_member: z.boolean().default(false),
    topic: z.object({ value: z.string() }).default({ value: "" }),
  })
  .transform(
    ({ id, name, is_archived, is_member, topic }): Channel => ({
      id,
      name,
      topic: topic.value,
      isArchived: is_archived,
      isMember: is_member,
    }),
  );

const holdsChannel = z.object({ channel: channelSchema });

const listed = z.object({ channels: z.array(channelSchema), ...hasMore });

/** Slack takes less than 1,000; who has more than 20 such pages has to name ids. */
const everyChannel = { limit: 999, types: "public_channel", exclude_archived: false };
const mostPages = 20;

async function findInList(
  call: Call,
  name: string,
  ids: Map<string, string>,
): Promise<Channel | undefined> {
  const pages = eachPage(mostPages, (place) =>
    call("conversations.list", { ...everyChannel, ...place }, listed),
  );
  for await (const { channels } of pages) {
    for (const channel of channels) ids.set(channel.name, channel.id);
    const found = channels.find((channel) => channel.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function unlessAbsent(channel: Promise<Channel>): Promise<Channel | undefined> {
  return channel.catch((failure: unknown) => {
    if (refusalBehind(failure) === "channel_not_found") return undefined;
    throw failure;
  });
}
