import { channelName } from "../../src/adapters/chat/names.ts";
import type { Chat, ChatMessage, ChatRoom, ChatStep } from "../../src/reconcile/chat-port.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import { cut } from "../../src/std/cut.ts";
import type { SeenChannel, SeenMessage } from "../contracts/chat.ts";

interface Message extends SeenMessage {
  readonly key: string;
  readonly id: string;
  readonly thread: Message[];
}

interface Channel extends SeenChannel {
  readonly name: string;
  topic: string;
  isArchived: boolean;
  readonly messages: Message[];
}

/** A chat that keeps its promises without a network, and shows what people would see. */
export class InMemoryChat implements Chat {
  readonly #channels: Channel[] = [];
  #made = 0;
  #losesAnswers = false;
  #failure: Error | undefined;

  see(name: string): SeenChannel | undefined {
    return this.#channels.find((channel) => channel.name === name);
  }

  /** Somebody makes a channel. Answers with its id. */
  makeChannel(name: string): string {
    const id = `C${this.#nextId()}`;
    this.#channels.push({ id, name, topic: "", isArchived: false, messages: [] });
    return id;
  }

  loseAnswers(lose: boolean): void {
    this.#losesAnswers = lose;
  }

  /** From now on every step fails so, until this is called with undefined. */
  failWith(failure: Again | Stop | undefined): void {
    this.#failure = failure;
  }

  async carryOut(step: ChatStep): Promise<ChatRoom> {
    if (this.#failure !== undefined) throw this.#failure;
    switch (step.kind) {
      case "open-channel":
        return this.#openChannel(step.name, step.topic);
      case "open-thread":
      case "announce": {
        const channel = this.#find(step.channel);
        const { id } = this.#postOnce(channel, channel.messages, step);
        return { channel: channel.id, thread: id, url: `${urlOf(channel)}/${id}` };
      }
      case "post":
        this.#post(step);
        return step.room;
      case "set-topic":
        if (step.room.thread === undefined)
          this.#setTopic(this.#find(step.room.channel), step.topic);
        return step.room;
      case "archive":
        if (step.room.thread === undefined) this.#archive(this.#find(step.room.channel));
        return step.room;
    }
  }

  #openChannel(wish: string, topic: string): ChatRoom {
    const name = channelName(wish);
    if (name === "") throw new Stop("refused", `No channel can be named “${wish}”`);
    if (this.see(name) === undefined) this.#written(() => this.makeChannel(name));
    const channel = this.#find(name);
    if (channel.isArchived) {
      this.#written(() => {
        channel.isArchived = false;
      });
    }
    this.#setTopic(channel, topic);
    return { channel: channel.id, url: urlOf(channel) };
  }

  #setTopic(channel: Channel, wish: string): void {
    const topic = cut(wish.replace(/\s+/g, " ").trim(), 250);
    if (channel.topic === topic) return;
    refuseArchived(channel);
    this.#written(() => {
      channel.topic = topic;
    });
  }

  #archive(channel: Channel): void {
    if (channel.isArchived) return;
    this.#written(() => {
      channel.isArchived = true;
    });
  }

  #post(step: ChatStep & { kind: "post" }): void {
    const channel = this.#find(step.room.channel);
    const root = channel.messages.find(({ id }) => id === step.room.thread);
    if (step.room.thread !== undefined && root === undefined) {
      throw new Stop("gone", "The message of that thread was deleted");
    }
    this.#postOnce(channel, root?.thread ?? channel.messages, step);
  }

  #postOnce(channel: Channel, place: Message[], posting: Posting): Message {
    const there = place.find(({ key }) => key === posting.key);
    if (there !== undefined) return there;
    refuseArchived(channel);
    const message = this.#shown(posting);
    this.#written(() => place.push(message));
    return message;
  }

  #shown({ key, message: { title, text, url } }: Posting): Message {
    return {
      key,
      id: `${this.#nextId()}.000000`,
      title: title.replace(/\s+/g, " ").trim(),
      leadsTo: url,
      text: text.toWellFormed(),
      mentions: [],
      thread: [],
    };
  }

  #find(nameOrId: string): Channel {
    const wanted = nameOrId.replace(/^#/, "");
    const channel = this.#channels.find(({ id, name }) => id === wanted || name === wanted);
    if (channel === undefined) throw new Stop("gone", `No channel is called #${wanted}`);
    return channel;
  }

  #written(write: () => void): void {
    write();
    if (this.#losesAnswers) throw new Again("No answer came", { lost: true });
  }

  #nextId(): string {
    this.#made += 1;
    return String(this.#made).padStart(9, "0");
  }
}

interface Posting {
  readonly key: string;
  readonly message: ChatMessage;
}

function refuseArchived({ name, isArchived }: Channel): void {
  if (isArchived) throw new Stop("gone", `#${name} is archived`);
}

function urlOf({ id }: Channel): string {
  return `https://chat.example/${id}`;
}
