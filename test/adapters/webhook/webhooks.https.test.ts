import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebhooks } from "../../../src/adapters/webhook/create-webhooks.ts";
import { createHttpsPost } from "../../../src/adapters/webhook/https-post.ts";
import { outcome } from "../../contracts/outcome.ts";
import { teamsUrl, webhooksContract } from "../../contracts/webhooks.ts";
import { type HttpsStandIn, startHttpsStandIn } from "../../support/https-stand-in.ts";
import { WebhookReceiver } from "../../support/webhook-receiver.ts";

const clock = { now: () => new Date("2030-01-01T12:04:00Z") };
const urls = new Map([["teams", teamsUrl]]);
const [newer, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

let standIn: HttpsStandIn;
beforeAll(async () => {
  standIn = await startHttpsStandIn(["*.example.com"]);
});
afterAll(() => standIn.close());

function webhooksSignedWith(...keys: readonly string[]) {
  const post = createHttpsPost({ clock, network: standIn.network });
  return createWebhooks({ urls, keys, clock, post });
}

webhooksContract("the internet", async () => {
  const receiver = new WebhookReceiver(standIn, newer, clock.now);
  return {
    webhooks: webhooksSignedWith(encoded(newer)),
    held: (url) => receiver.heldAt(url),
    setMood: (url, mood) => receiver.setMood(url, mood),
  };
});

describe("A signed message", () => {
  test.each([
    ["the newest secret", newer, [encoded(newer), encoded(older)], "done"],
    ["the one before it", older, [encoded(newer), encoded(older)], "done"],
    ["a secret of another", Buffer.alloc(32, 3), [encoded(newer)], "stop: refused"],
    ["a secret, of a message without any", newer, [], "stop: refused"],
    ["a secret that is text", Buffer.from("x".repeat(24)), ["x".repeat(24)], "done"],
  ])("is checked by a receiver with %s", async (_, secret, keys, expected) => {
    const receiver = new WebhookReceiver(standIn, secret, clock.now);
    expect(await outcome(webhooksSignedWith(...keys).send(message))).toBe(expected);
    expect(receiver.heldAt(teamsUrl)).toHaveLength(expected === "done" ? 1 : 0);
  });
});

test.each([
  ["", "has 0 bytes"],
  ["short", "has 5 bytes"],
  ["whsec_", "has 0 bytes"],
  [`whsec_${Buffer.alloc(23).toString("base64")}`, "has 23 bytes"],
])("A signing key such as %j is refused at start", (key, complaint) => {
  expect(() => webhooksSignedWith(encoded(newer), key)).toThrow(
    `Signing of webhooks: key 2 ${complaint}`,
  );
});

const message = { target: "teams", key: "1#12/said", body: "{}" };

function encoded(secret: Buffer): string {
  return `whsec_${secret.toString("base64")}`;
}
