import { expect, test } from "vitest";
import { readSecret, webhookHeaders } from "../../../src/adapters/webhook/sign.ts";

// The vector that the libraries of the specification test themselves with.
test("signs as the reference libraries do", () => {
  const headers = webhookHeaders({
    key: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    body: '{"test": 2432232314}',
    now: new Date(1_614_265_330_999),
    secrets: [readSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 0)],
  });
  expect(headers).toEqual({
    "content-type": "application/json",
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test.each([
  ["1#12/declared/teams", "1%2312%2Fdeclared%2Fteams"],
  ["a.b", "a%2Eb"],
  ["a\r\nx-evil: 1", "a%0D%0Ax-evil%3A%201"],
  ["🚒", "%F0%9F%9A%92"],
  ["half \ud83d", "half%20%EF%BF%BD"],
  ["a\0b", "a%00b"],
])("makes an id of the key %j that fits a header", (key, id) => {
  const headers = webhookHeaders({ key, body: "{}", now: new Date(0), secrets: [] });
  expect(headers["webhook-id"]).toBe(id);
});

test("shortens a long key without mixing it up with others", () => {
  const ids = ["é".repeat(90), "é".repeat(91)].map(
    (key) => webhookHeaders({ key, body: "{}", now: new Date(0), secrets: [] })["webhook-id"],
  );
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^sha256-[0-9a-f]{64}$/);
});
