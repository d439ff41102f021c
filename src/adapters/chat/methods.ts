interface Use {
  /** True when a lost answer may hide something that was done. */
  readonly writes: boolean;
  /** What the app has to be allowed; absent where any token will do. */
  readonly scope?: string;
}

/** Every method of Slack that is used, and the scope it asks for in a public channel. */
export const methods = {
  "auth.test": { writes: false },
  "chat.getPermalink": { writes: false },
  "chat.postMessage": { writes: true, scope: "chat:write" },
  "conversations.archive": { writes: true, scope: "channels:manage" },
  "conversations.create": { writes: true, scope: "channels:manage" },
  "conversations.history": { writes: false, scope: "channels:history" },
  "conversations.info": { writes: false, scope: "channels:read" },
  "conversations.join": { writes: true, scope: "channels:join" },
  "conversations.list": { writes: false, scope: "channels:read" },
  "conversations.replies": { writes: false, scope: "channels:history" },
  "conversations.setTopic": { writes: true, scope: "channels:manage" },
  "conversations.unarchive": { writes: true, scope: "channels:manage" },
} as const satisfies Readonly<Record<string, Use>>;

export type Method = keyof typeof methods;

export function useOf(method: Method): Use {
  return methods[method];
}

/** The scopes that a Slack app needs for all of it. */
export const slackScopes: readonly string[] = [
  ...new Set(Object.values<Use>(methods).flatMap(({ scope }) => scope ?? [])),
].sort();
