import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWebhooks } from "../../../src/adapters/webhook/create-webhooks.ts";
import { createHttpsPost } from "../../../src/adapters/webhook/https-post.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";
import { outcome } from "../../contracts/outcome.ts";
import { answerWith, type HttpsStandIn, startHttpsStandIn } from "../../support/https-stand-in.ts";

const clock = { now: () => new Date("2030-01-01T12:00:00Z") };

let standIn: HttpsStandIn;
beforeAll(async () => {
  standIn = await startHttpsStandIn(["*.example.com"]);
});
afterAll(() => standIn.close());

const url = "https://teams.example.com/hooks/T0PS3CRET-path?sig=qu3ry-s3cret";

function send(): Promise<void> {
  const post = createHttpsPost({ clock, network: standIn.network });
  const message = { target: "teams", url, key: "1#12", body: "{}" };
  return createWebhooks({ urls: new Map(), keys: [], clock, post }).send(message);
}

async function failure(): Promise<Again | Stop> {
  const thrown = await send().catch((error: unknown) => error);
  if (thrown instanceof Again || thrown instanceof Stop) return thrown;
  throw new Error(`Expected a failure, got ${thrown}`);
}

describe("The status of an answer decides", () => {
  test.each([
    ...[200, 201, 202, 204, 299].map((status) => [status, "done"] as const),
    ...[301, 302, 303, 304, 307, 308].map((status) => [status, "stop: refused"] as const),
    ...[400, 401, 403, 404, 405, 410, 413, 422, 451].map(
      (status) => [status, "stop: refused"] as const,
    ),
    ...[408, 425, 429, 500, 502, 503, 504, 599].map((status) => [status, "again"] as const),
  ])("%i: %s", async (status, expected) => {
    standIn.answer(answerWith(status, "", { location: "https://teams.example.com/new" }));
    expect(await outcome(send())).toBe(expected);
  });
});

describe("A 200 whose body tells of success is done", () => {
  test.each([
    ["nothing", ""],
    ["Teams", "1"],
    ["Slack and Mattermost", "ok"],
    ["Discord", { id: "1", content: "Checkout is down: error 500, rate limited" }],
    ["a success", { ok: true, error: null }],
    ["a success with a hint", { success: true, error: "deprecated" }],
    ["empty errors", { error: "", errors: [] }],
    ["no error", { error: false }],
    ["an error of number nought", { error: 0 }],
    ["a status", { status: "success" }],
    ["null", "null"],
    ["a list", "[1]"],
    ["a text that quotes an error", "Delivered: Webhook message delivery failed"],
    ["HTML", "<html><title>Thank you, error 500</title></html>"],
    ["a broken document", '{"ok": false'],
  ])("%s", async (_, body) => {
    standIn.answer(answerWith(200, body));
    expect(await outcome(send())).toBe("done");
  });
});

const teams =
  "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error";

describe("A 200 whose body tells of a failure is none", () => {
  test.each([
    ["Teams, limited", `${teams} 429 with ContextId tcid=0,server=eus-azsc2-4-170`, "again"],
    ["Teams, broken", `${teams} 500 with ContextId MS-CV=MgTIReCgJ0q`, "again"],
    ["Teams, too large", `${teams} 413 with ContextId tcid=0`, "stop: refused"],
    ["Teams, malformed", `${teams} 400 with ContextId tcid=0,cv=5001..`, "stop: refused"],
    ["Slack, limited", { ok: false, error: "ratelimited" }, "again"],
    ["Slack, broken", { ok: false, error: "internal_error" }, "again"],
    ["Slack, refused", { ok: false, error: "channel_not_found" }, "stop: refused"],
    ["a code", { ok: false, error_code: 429, description: "Too Many Requests" }, "again"],
    ["a status in numbers", { success: false, status: 503 }, "again"],
    ["a refusal in numbers", { success: false, code: 403 }, "stop: refused"],
    ["nothing but success: false", { success: false }, "stop: refused"],
    ["an error in words", { error: "no such room" }, "stop: refused"],
    ["an error as an object", { error: { code: "BadRequest" } }, "stop: refused"],
    ["an error as an object, with its code", { error: { code: 502 } }, "again"],
    ["a status in words", { status: "error", message: "no" }, "stop: refused"],
    ["PagerDuty's words", { status: "invalid event", errors: ["no"] }, "stop: refused"],
  ])("%s: %s", async (_, body, expected) => {
    standIn.answer(answerWith(200, body));
    expect(await outcome(send())).toBe(expected);
  });
});

describe("A failure says", () => {
  test.each([
    [429, { "retry-after": "30" }, 30_000],
    [503, { "retry-after": "Tue, 01 Jan 2030 12:02:00 GMT", date: "" }, 120_000],
    [503, { "retry-after": "-1" }, undefined],
    [500, {}, undefined],
  ])("how long to wait after a %i with %j", async (status, headers, afterMs) => {
    standIn.answer(answerWith(status, "", headers));
    expect(await failure()).toMatchObject({ afterMs });
  });

  test("who answered what, and why", async () => {
    standIn.answer(answerWith(403, "This connector\r\n\t was\u0000 removed"));
    expect((await failure()).message).toBe(
      "Webhook teams (teams.example.com) answered 403: This connector was removed",
    );
  });

  test("what to do about a redirect, and not where it leads", async () => {
    standIn.answer(answerWith(302, "", { location: "http://169.254.169.254/latest" }));
    const { message } = await failure();
    expect(message).toContain("redirects are not followed");
    expect(message).not.toContain("169.254");
    expect(standIn.received.filter(({ host }) => host !== "teams.example.com")).toEqual([]);
  });

  test("no more than 200 characters of what was answered", async () => {
    standIn.answer(answerWith(400, "no ".repeat(10_000)));
    expect((await failure()).message.length).toBeLessThan(300);
  });

  test.each([
    ["the whole URL", url],
    ["its path", "no route for /hooks/T0PS3CRET-path here"],
    ["its query", "wrong signature qu3ry-s3cret"],
    ["the URL, encoded", encodeURIComponent(url)],
    ["the URL in base64", Buffer.from(url).toString("base64")],
    ["the URL, right where the quote ends", `${"x ".repeat(90)}${url}`],
    ["a token", `token ${["ghs", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_")} is wrong`],
    ["another address", "see https://user:hunter22@teams.example.com/hooks/0THER-s3cret"],
    ["a key", `${"x".repeat(190)} MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA`],
  ])("nothing that opens a door, though the answer repeats %s", async (_, said) => {
    standIn.answer(answerWith(400, said));
    const { message, stack, cause } = await failure();
    expect(message).toContain("Webhook teams (teams.example.com) answered 400");
    const all = `${message} ${stack} ${JSON.stringify(cause)}`;
    expect(all).not.toMatch(/T0PS|s3cret|16C7e42F|hunter22|0THER|MIIEvQ|aHR0cHM6/);
  });

  test.each([
    ["one long word", "x".repeat(65_000)],
    ["one long number", "1".repeat(65_000)],
    ["slashes", "/".repeat(65_000)],
    ["the beginnings of addresses", "://a/".repeat(13_000)],
    ["the beginnings of codes", "code".repeat(16_000)],
    ["blanks", " ".repeat(65_000)],
  ])(
    "the same at once, though the answer is made of %s",
    async (_, said) => {
      standIn.answer(answerWith(200, { error: said }));
      const { message } = await failure();
      expect(message.length).toBeLessThan(300);
    },
    5000,
  );
});
