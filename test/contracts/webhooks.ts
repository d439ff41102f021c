import { beforeEach, describe, expect, test } from "vitest";
import type { WebhookMessage, Webhooks } from "../../src/reconcile/webhook-port.ts";
import { outcome } from "./outcome.ts";

/** What lies behind webhooks, in front of which a contract can be checked. */
export interface WebhooksWorld {
  readonly webhooks: Webhooks;
  /** Bodies that a destination holds, of which a repetition is none. */
  held(url: string): readonly string[];
  setMood(url: string, mood: "fine" | "down" | "refusing"): void;
}

/** Where `teams` is, as the environment says. */
export const teamsUrl = "https://teams.example.com/hooks/1?sig=abc";
const otherUrl = "https://chat.example.com/hooks/2";

/** What all webhooks promise; `open` gives empty ones, whose environment knows only `teams`. */
export function webhooksContract(name: string, open: () => Promise<WebhooksWorld>): void {
  describe(`the webhooks of ${name}`, () => {
    let world: WebhooksWorld;
    beforeEach(async () => {
      world = await open();
    });
    const send = (change: Partial<WebhookMessage> = {}) =>
      outcome(world.webhooks.send({ ...message, ...change }));

    test("bring a message to the destination that the environment knows by its name", async () => {
      expect(await send()).toBe("done");
      expect(world.held(teamsUrl)).toEqual([message.body]);
    });

    test("bring a body as it is, whatever stands in it", async () => {
      const body = JSON.stringify({ text: `"quotes" \\ \n 🚒 ${"é".repeat(50_000)}` });
      expect(await send({ body })).toBe("done");
      expect(world.held(teamsUrl)).toEqual([body]);
    });

    test("call the URL of the config, also where the environment knows the name", async () => {
      expect(await send({ url: otherUrl })).toBe("done");
      expect(await send({ url: otherUrl, target: "unheard-of", key: "1#12/said" })).toBe("done");
      expect(world.held(otherUrl)).toHaveLength(2);
      expect(world.held(teamsUrl)).toEqual([]);
    });

    test("let the receiver tell a repetition by the key", async () => {
      expect(await send()).toBe("done");
      expect(await send()).toBe("done");
      expect(world.held(teamsUrl)).toHaveLength(1);
      expect(await send({ key: "1#12/resolved" })).toBe("done");
      expect(world.held(teamsUrl)).toHaveLength(2);
    });

    test("keep keys apart that differ in a single sign, however strange it is", async () => {
      const keys = ["a b", "a\tb", "a%20b", "a.b", "a\nb", "a/b", "ä", "Ä", "🚒", "x".repeat(300)];
      for (const key of keys) expect(await send({ key })).toBe("done");
      expect(world.held(teamsUrl)).toHaveLength(keys.length);
    });

    test.each([
      ["a name that nobody configured", { target: "nowhere" }],
      ["a name that every object has", { target: "constructor" }],
      ["an address without TLS", { url: "http://teams.example.com/hooks/1" }],
      ["something that is no address", { url: "teams" }],
    ])("stop at %s", async (_, change) => {
      expect(await send(change)).toBe("stop: unsupported");
      expect(world.held(teamsUrl)).toEqual([]);
    });

    test("come again while a destination is down, and arrive when it is back", async () => {
      world.setMood(teamsUrl, "down");
      expect(await send()).toBe("again");
      expect(world.held(teamsUrl)).toEqual([]);
      world.setMood(teamsUrl, "fine");
      expect(await send()).toBe("done");
      expect(world.held(teamsUrl)).toEqual([message.body]);
    });

    test("stop where a destination refuses", async () => {
      world.setMood(teamsUrl, "refusing");
      expect(await send()).toBe("stop: refused");
      expect(world.held(teamsUrl)).toEqual([]);
    });
  });
}

const message: WebhookMessage = {
  target: "teams",
  key: "1#12/declared",
  body: '{"text":"Checkout is down"}',
};
