import { Stop } from "../../reconcile/failure.ts";
import type { Call } from "./call.ts";
import { anything, type Channel, type Channels } from "./channels.ts";
import { unescapeText } from "./escape-text.ts";
import { channelName, topicText } from "./names.ts";
import { refusal, refusalBehind } from "./sort-failure.ts";

interface Wish {
  readonly name: string;
  readonly topic: string;
}

/** Finds the channel or makes it, opens it again if need be, and is in it afterwards. */
export async function openChannel(wish: Wish, call: Call, channels: Channels): Promise<Channel> {
  const found = await findOrCreate(wish.name, channels);
  if (found.isArchived) await unarchive(found, call);
  const channel = found.isArchived ? await channels.byId(found.id) : found;
  if (!channel.isMember) await channels.join(channel.id);
  await setTopic(channel, wish.topic, call);
  return channel;
}

/** Sets the topic where it is another: each change is told to everybody in the channel. */
export async function setTopic(channel: Channel, wish: string, call: Call): Promise<void> {
  const topic = topicText(wish);
  if (unescapeText(channel.topic) === unescapeText(topic)) return;
  await call("conversations.setTopic", { channel: channel.id, topic }, anything);
}

async function findOrCreate(wish: string, channels: Channels): Promise<Channel> {
  const name = channelName(wish);
  if (name === "") {
    const expected = "expected letters or digits, such as incident-12";
    throw new Stop("refused", `Slack: no channel can be named “${wish}”; ${expected}`);
  }
  try {
    // What Slack made just now has its maker in it.
    return { ...(await channels.create(name)), isMember: true };
  } catch (failure) {
    if (refusalBehind(failure) !== "name_taken") throw failure;
    const there = await channels.byName(name);
    if (there === undefined) throw refusal("name_taken", "conversations.create");
    return there;
  }
}

async function unarchive({ id, name }: Channel, call: Call): Promise<void> {
  try {
    await call("conversations.unarchive", { channel: id }, anything);
  } catch (failure) {
    const code = refusalBehind(failure);
    if (code === "not_archived") return;
    if (code === undefined || code === "missing_scope") throw failure;
    // Slack calls it a bug of its own: bot tokens cannot open archived channels.
    const advice = `Slack lets no app do that: somebody has to unarchive #${name} there`;
    throw refusal(code, "conversations.unarchive", advice);
  }
}
