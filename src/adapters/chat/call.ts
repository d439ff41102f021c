import { type FetchFunction, type Logger, LogLevel, WebClient } from "@slack/web-api";
import type { z } from "zod";
import type { Method } from "./methods.ts";
import { sortFailure, unreadable } from "./sort-failure.ts";

export interface SlackOptions {
  /** A bot token of an app in the workspace: `xoxb-…`. */
  readonly token: string;
  /** Where the API is, for a workspace on another host and for tests. */
  readonly apiUrl?: string;
  /** Sends requests instead of Node's own fetch: through a proxy, say. */
  readonly fetchLike?: FetchFunction;
}

/** Calls a method of Slack once. Throws `Again` or `Stop`, nothing else. */
export type Call = <T>(
  method: Method,
  parameters: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
) => Promise<T>;

export function createCall({ token, apiUrl, fetchLike }: SlackOptions): Call {
  refuseUnsendable(token);
  const client = new WebClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    ...(fetchLike === undefined ? {} : { fetch: fetchLike }),
    // The loop tries again by itself, and only after it has looked for what may be there.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    maxRequestConcurrency: 8,
    allowAbsoluteUrls: false,
    logger: silence,
  });
  return async (method, parameters, schema) => {
    const answer = await client.apiCall(method, { ...parameters }).catch((error: unknown) => {
      throw sortFailure(error, method);
    });
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw unreadable(method);
    return parsed.data;
  };
}

// It would be quoted by the error of whoever has to put it into a header.
function refuseUnsendable(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new Error(
    "The token for Slack is empty or has a space or a line break in it; " +
      "expected one like xoxb-…, from the page “OAuth & Permissions” of the Slack app",
  );
}

const nothing = () => {};

// What the SDK would log, bodies among it, the loop hears of as failures.
const silence: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
