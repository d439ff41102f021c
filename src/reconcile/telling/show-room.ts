import type { Effect, RoomMessage } from "../../core/card/record.ts";
import type { Room } from "../../core/incident/destinations.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { Incident } from "../../core/incident/incident.ts";
import { commander, holderOf } from "../../core/incident/roles.ts";
import { type Announcement, payloadView } from "../../core/view/announcement.ts";
import type { Applying } from "../apply.ts";
import type { Chat, ChatMessage, ChatRoom } from "../chat-port.ts";
import { Stop } from "../failure.ts";
import { keyFor } from "./tell-destination.ts";

/** Opens the room, keeps its topic, repeats what was announced, archives it at the end. */
export async function showRoom(
  effect: Extract<Effect, { kind: "room" }>,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { world, incident } = applying;
  const { chat } = world;
  if (incident === undefined) return [];
  if (chat === undefined)
    throw new Stop("unsupported", "no SLACK_TOKEN is set, so there is no room");
  const isOver = incident.status === "closed" || incident.status === "dismissed";
  const { archived, ...known } = incident.room ?? {};
  const isOpen = incident.room !== undefined && archived !== true;
  const room = isOpen ? withUrl(known) : await open(chat, incident, applying);
  await chat.carryOut({ kind: "set-topic", room, topic: topicOf(incident, applying) });
  for (const message of effect.messages) {
    const key = keyFor(message, applying);
    await chat.carryOut({ kind: "post", room, key, message: messageOf(message, applying) });
  }
  if (isOver) await chat.carryOut({ kind: "archive", room });
  const shown: Room = { ...room, ...(isOver && { archived: true as const }) };
  return [{ kind: "RoomShown", stamp: effect.stamp, by: world.identity.login, room: shown }];
}

function withUrl({ channel = "", thread, url = "" }: Partial<ChatRoom>): ChatRoom {
  return { channel, url, ...(thread !== undefined && { thread }) };
}

async function open(chat: Chat, incident: Incident, applying: Applying): Promise<ChatRoom> {
  const { issue, settings, address } = applying.observation;
  const { chat: how } = settings.config.telling;
  const topic = topicOf(incident, applying);
  if (how?.room === "thread" && how.channel !== undefined) {
    const message = { title: issue.title, text: topic, url: issue.url };
    const key = keyFor({ stamp: "room" }, applying);
    return chat.carryOut({ kind: "open-thread", channel: how.channel, key, message });
  }
  // The repository keeps incidents of the same number apart.
  const [, repository = ""] = address.name.split("/");
  const name = `${how?.prefix ?? "inc"}-${repository}-${address.issue}`;
  return chat.carryOut({ kind: "open-channel", name, topic });
}

function topicOf(incident: Incident, { observation }: Applying): string {
  const { severity = "severity not set", status } = incident;
  const lead = holderOf(incident, commander);
  const parts = [severity, status, lead === undefined ? "no commander" : `commander ${lead}`];
  return `${parts.join(" · ")} · ${observation.issue.url}`;
}

function messageOf({ announcement }: RoomMessage, { observation }: Applying): ChatMessage {
  const { issue, address } = observation;
  const { title, text, url } = payloadView(announcement as Announcement, {
    ...{ title: issue.title, url: issue.url, repository: address.name },
    number: String(issue.number),
  });
  return { title, text, url };
}
