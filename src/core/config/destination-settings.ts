/** A destination outside the issue where people hear how it stands. */
export interface Destination {
  readonly by: "slack" | "webhook";
  /** The channel in Slack without `#`, or the name of the webhook. */
  readonly name: string;
}

export interface WebhookSettings {
  readonly name: string;
  /** Absent where the environment of the app has it, by that name. */
  readonly url: string | undefined;
  /** What is sent; the texts in it are filled. */
  readonly payload: Payload;
  /** Whether people outside read it: only some may then write there. */
  readonly external: boolean;
}

/** JSON whose texts are templates: `{{title}}`. */
export type Payload =
  | string
  | number
  | boolean
  | null
  | readonly Payload[]
  | { readonly [key: string]: Payload };

/** The values that a payload may use; each is plain text, empty where there is nothing. */
export const payloadKeys = [
  "title",
  "text",
  "url",
  "kind",
  "severity",
  "status",
  "by",
  "at",
  "impact",
  "eta",
  "next",
  "incident",
  "repository",
  "issue",
] as const;

export type PayloadKey = (typeof payloadKeys)[number];

/** A room in the chat for each incident that is bad enough. */
export interface ChatSettings {
  /** A channel of its own, or a thread in a common one. */
  readonly room: "channel" | "thread";
  /** The common channel, without `#`; absent for channels of their own. */
  readonly channel: string | undefined;
  /** How the names of channels begin. */
  readonly prefix: string;
  /** The levels that get one, as the ladder writes them. */
  readonly levels: readonly string[];
}

export interface TellingSettings {
  readonly webhooks: readonly WebhookSettings[];
  /** Undefined: incidents have no room. */
  readonly chat: ChatSettings | undefined;
  /** Who may write to people outside, besides the communications lead. */
  readonly externalBy: readonly string[];
}

/** Understood by Slack, Mattermost, Teams and whatever shows a text. */
export const defaultPayload: Payload = { text: "{{title}}\n\n{{text}}\n\n{{url}}" };

export const defaultTelling: TellingSettings = { webhooks: [], chat: undefined, externalBy: [] };
