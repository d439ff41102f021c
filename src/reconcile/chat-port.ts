/** A chat beside the issue, such as Slack. The issue stays the home of the incident. */
export interface Chat {
  /**
   * Carries out one thing and says where. Safe to repeat: what is there already is found again by
   * its name or key. Throws `Again` where another try may help and `Stop` where none would.
   */
  carryOut(step: ChatStep): Promise<ChatRoom>;
}

/** Where an incident is talked about: a channel of its own, or a thread in a common one. */
export interface ChatRoom {
  /** The id of the channel. */
  readonly channel: string;
  /** The message that the thread hangs on; absent for a channel of its own. */
  readonly thread?: string;
  /** A link that opens it. */
  readonly url: string;
}

/** Texts are plain: nothing in them is a mention, a link or markup of the chat. */
export type ChatStep =
  /** Finds or makes the channel; one that was archived is opened again where the chat lets us. */
  | { readonly kind: "open-channel"; readonly name: string; readonly topic: string }
  /** Finds or posts the message that the thread hangs on; `channel` is a name or an id. */
  | {
      readonly kind: "open-thread";
      readonly channel: string;
      readonly key: string;
      readonly message: ChatMessage;
    }
  /** Does nothing in a thread: the topic there belongs to others. */
  | { readonly kind: "set-topic"; readonly room: ChatRoom; readonly topic: string }
  /** Posts it unless a message with that key is there. */
  | {
      readonly kind: "post";
      readonly room: ChatRoom;
      readonly key: string;
      readonly message: ChatMessage;
    }
  /** Posts it into a common channel, by name or id, unless one with that key is there. */
  | {
      readonly kind: "announce";
      readonly channel: string;
      readonly key: string;
      readonly message: ChatMessage;
    }
  /** Does nothing in a thread, and nothing where it is archived. */
  | { readonly kind: "archive"; readonly room: ChatRoom };

export interface ChatMessage {
  /** One line that stands out. */
  readonly title: string;
  /** Lines of text, at most 3,000 characters; may be empty. */
  readonly text: string;
  /** Where it is told in full; the title leads there. */
  readonly url: string;
}
