import nock from "nock";
import { githubLimiter, type LimiterOptions } from "../../../src/adapters/github/limiter.ts";
import { githubHostWithToken, wireWithToken } from "../../../src/adapters/github/token-host.ts";
import type { CallNote } from "../../../src/adapters/github/wire.ts";
import type { Address } from "../../../src/reconcile/address.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";

/** A host with a token whose GitHub is nock, and whose clock only moves when it sleeps. */

export const api = "https://api.github.com";
export const token = "ghp_canary0123456789abcdefghijklmnopqrstuv";

export const address: Address = {
  installation: 7,
  repository: 4711,
  name: "acme/shop",
  issue: 42,
  seen: {},
};

export function virtualClock(start = "2026-11-22T02:35:00Z") {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    sleep: async (ms: number) => {
      at += ms;
    },
    advance: (ms: number) => {
      at += ms;
    },
  };
}

export function nockedHost(
  options: Partial<LimiterOptions> & { timeoutMs?: number; baseUrl?: string } = {},
) {
  const clock = virtualClock();
  const calls: CallNote[] = [];
  const lines: string[] = [];
  const settings = {
    token,
    clock,
    limiter: githubLimiter({ clock, sleep: clock.sleep, ...options }),
    timeoutMs: options.timeoutMs ?? 5000,
    baseUrl: options.baseUrl ?? api,
    onCall: (note: CallNote) => calls.push(note),
    log: {
      warn: (fields: object, message: string) => lines.push(`${message} ${JSON.stringify(fields)}`),
    },
  };
  const wire = wireWithToken(settings);
  return {
    host: githubHostWithToken(wire, clock),
    wire,
    clock,
    calls,
    lines,
  };
}

/** What a promise was refused with, in the words of the loop. */
export async function outcomeOf(promise: Promise<unknown>): Promise<object> {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof Again) return { again: error.afterMs ?? "backoff", lost: error.lost };
    if (error instanceof Stop) return { stop: error.reason };
    throw error;
  }
}

export function startNock(): void {
  nock.cleanAll();
  nock.disableNetConnect();
}

export const user = (login: string, type = "User") => ({ login, id: login.length, type });

export const issue = (change: object = {}) => ({
  id: 9001,
  node_id: "I_9001",
  number: 42,
  title: "Checkout is down",
  body: "since 02:30",
  state: "open",
  state_reason: null,
  labels: [{ name: "incident" }],
  assignees: [user("mona")],
  user: user("hubot", "Bot"),
  created_at: "2026-11-22T02:31:00Z",
  updated_at: "2026-11-22T02:32:00Z",
  locked: false,
  comments: 3,
  html_url: "https://github.com/acme/shop/issues/42",
  ...change,
});

export const comment = (id: number, change: object = {}) => ({
  id,
  node_id: `IC_${id}`,
  body: `comment ${id}`,
  user: user("mona"),
  created_at: "2026-11-22T02:33:00Z",
  updated_at: "2026-11-22T02:33:00Z",
  html_url: `https://github.com/acme/shop/issues/42#issuecomment-${id}`,
  reactions: { rocket: 0 },
  ...change,
});
