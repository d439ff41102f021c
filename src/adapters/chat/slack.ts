import { z } from "zod";
import type { Chat, ChatRoom, ChatStep } from "../../reconcile/chat-port.ts";
import type { Stop } from "../../reconcile/failure.ts";
import { type Call, createCall, type SlackOptions } from "./call.ts";
import { anything, type Channel, type Channels, createChannels } from "./channels.ts";
import { isChannelId } from "./names.ts";
import { openChannel, setTopic } from "./open-channel.ts";
import { type Posting, postOnce } from "./post-once.ts";
import { refusal, refusalBehind } from "./sort-failure.ts";

/** This folder hides Slack. */
export function createSlack(options: SlackOptions): Chat {
  const call = createCall(options);
  const workspace = { call, channels: createChannels(call), address: addressReader(call) };
  return { carryOut: (step) => carryOut(step, workspace) };
}

interface Workspace {
  readonly call: Call;
  readonly channels: Channels;
  /** Where people read it: `https://octo.slack.com/`. */
  address(): Promise<string>;
}

async function carryOut(step: ChatStep, workspace: Workspace): Promise<ChatRoom> {
  const { call, channels } = workspace;
  switch (step.kind) {
    case "open-channel":
      return roomOf(await openChannel(step, call, channels), workspace);
    case "open-thread":
    case "announce": {
      const { key, message } = step;
      const channel = await commonChannel(step.channel, channels);
      return roomUnder({ channel: channel.id, key, message }, workspace);
    }
    case "set-topic":
      if (step.room.thread === undefined) await changeTopic(step.room, step.topic, workspace);
      return step.room;
    case "post": {
      const { room, key, message } = step;
      await postOnce({ channel: room.channel, thread: room.thread, key, message }, call, channels);
      return room;
    }
    case "archive":
      if (step.room.thread === undefined) await archive(step.room, workspace);
      return step.room;
  }
}

async function roomOf({ id }: Channel, { address }: Workspace): Promise<ChatRoom> {
  return { channel: id, url: `${await address()}archives/${id}` };
}

async function roomUnder(posting: Posting, { call, channels }: Workspace): Promise<ChatRoom> {
  const { channel } = posting;
  const thread = await postOnce(posting, call, channels);
  const query = { channel, message_ts: thread };
  const { permalink } = await call("chat.getPermalink", query, z.object({ permalink: z.url() }));
  return { channel, thread, url: permalink };
}

async function commonChannel(nameOrId: string, channels: Channels): Promise<Channel> {
  const wanted = nameOrId.trim().replace(/^#/, "");
  const channel = isChannelId(wanted)
    ? await channels.byId(wanted)
    : await channels.byName(wanted.toLowerCase());
  if (channel === undefined) throw noSuchChannel(wanted);
  if (!channel.isMember && !channel.isArchived) await channels.join(channel.id);
  return channel;
}

function noSuchChannel(name: string): Stop {
  const advice =
    `No public channel is called #${name}: create it, correct its name, or invite the app and ` +
    "name the channel by its id";
  return refusal("channel_not_found", "conversations.list", advice);
}

async function changeTopic(room: ChatRoom, topic: string, workspace: Workspace): Promise<void> {
  const channel = await workspace.channels.byId(room.channel);
  if (!channel.isMember) await workspace.channels.join(channel.id);
  await setTopic(channel, topic, workspace.call);
}

async function archive(room: ChatRoom, { call, channels }: Workspace): Promise<void> {
  const channel = await channels.byId(room.channel);
  if (channel.isArchived) return;
  if (!channel.isMember) await channels.join(channel.id);
  try {
    await call("conversations.archive", { channel: channel.id }, anything);
  } catch (failure) {
    if (refusalBehind(failure) !== "already_archived") throw failure;
  }
}

function addressReader(call: Call): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    known ??= (await call("auth.test", {}, z.object({ url: z.url() }))).url;
    return known;
  };
}
