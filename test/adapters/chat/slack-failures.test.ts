import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSlack } from "../../../src/adapters/chat/slack.ts";
import type { Chat, ChatStep } from "../../../src/reconcile/chat-port.ts";
import type { Fault, SlackAnswer } from "../../support/slack-proxy.ts";
import {
  botToken,
  openSlackWorkspace,
  type SlackWorkspace,
} from "../../support/slack-workspace.ts";

const message = { title: "News", text: "", url: "https://github.com/octo-org/shop/issues/12" };
const announce: ChatStep = { kind: "announce", channel: "incidents", key: "a", message };
const open: ChatStep = { kind: "open-channel", name: "incident-12", topic: "SEV1" };

describe("a call of Slack that fails", () => {
  let workspace: SlackWorkspace;
  let chat: Chat;
  beforeEach(async () => {
    workspace = await openSlackWorkspace();
    chat = createSlack({ token: botToken, apiUrl: workspace.proxy.url });
    await workspace.makeChannel("incidents");
  });
  afterEach(async () => {
    await workspace.close();
  });

  /** Lets every call of the method fail so, tries the step once and says how it ended. */
  async function failureOf(step: ChatStep, method: string, fault: Fault): Promise<unknown> {
    workspace.proxy.meddle((call) => (call.method === method ? fault : undefined));
    const failure: unknown = await chat.carryOut(step).catch((error: unknown) => error);
    workspace.proxy.meddle(() => undefined);
    expect(failure).toBeInstanceOf(Error);
    return failure;
  }
  const callsOf = (method: string) =>
    workspace.proxy.calls.filter((call) => call.method === method).length;
  const titles = async () => (await workspace.see("incidents"))?.messages.map(({ title }) => title);

  const again: readonly [string, Fault][] = [
    ["the line is cut before it is done", "refused"],
    ["the answer is lost", "lost"],
    ["the answer breaks off", "half an answer"],
    ["500", { status: 500, body: { ok: false } }],
    ["503 as HTML", { status: 503, body: "<html>Slack is down</html>" }],
    ["408", { status: 408, body: "" }],
    ["200 as HTML", { body: "<html><body>Maintenance</body></html>" }],
    ["200 and nothing", { body: "" }],
    ["200 and null", { headers: { "content-type": "application/json" }, body: "null" }],
    ["an error without a name", { body: { ok: false } }],
    ["an answer without what it should tell", { body: { ok: true } }],
    ["internal_error", no("internal_error")],
    ["fatal_error", no("fatal_error")],
    ["service_unavailable", no("service_unavailable")],
    ["request_timeout", no("request_timeout")],
  ];

  test.each(again)("is tried again, once: %s", async (_, fault) => {
    expect(await failureOf(announce, "chat.postMessage", fault)).toMatchObject({
      name: "Again",
      lost: true,
      afterMs: undefined,
    });
    expect(callsOf("chat.postMessage")).toBe(1);
    await chat.carryOut(announce);
    expect(await titles()).toEqual(["News"]);
  });

  test.each<[string, SlackAnswer, number | undefined]>([
    ["429", { status: 429, headers: { "retry-after": "30" }, body: "" }, 30_000],
    ["429 at once", { status: 429, headers: { "retry-after": "0" }, body: "" }, 1000],
    ["429 for a day", { status: 429, headers: { "retry-after": "86400" }, body: "" }, 3_600_000],
    ["429 without a time", { status: 429, body: no("ratelimited").body }, undefined],
    ["200", { headers: { "retry-after": "7" }, body: no("ratelimited").body }, 7000],
    ["200 without a time", no("ratelimited"), undefined],
  ])("waits as long as Slack asks: %s", async (_, fault, afterMs) => {
    const failure = await failureOf(announce, "chat.postMessage", fault);
    expect(failure).toMatchObject({ name: "Again", afterMs });
    expect(callsOf("chat.postMessage")).toBe(1);
  });

  test.each<[string, string, RegExp]>([
    ["invalid_auth", "forbidden", /new bot token/],
    ["not_authed", "forbidden", /new bot token/],
    ["account_inactive", "forbidden", /new bot token/],
    ["token_revoked", "forbidden", /new bot token/],
    ["restricted_action", "forbidden", /ask an admin of Slack/],
    ["not_in_channel", "forbidden", /invite/i],
    ["channel_not_found", "gone", /Create the channel/],
    ["is_archived", "gone", /unarchive/],
    ["msg_too_long", "refused", /Shorten/],
    ["something_new", "refused", /Slack's page/],
  ])("stops with a way out: %s", async (code, reason, advice) => {
    const failure = await failureOf(announce, "chat.postMessage", no(code));
    expect(failure).toMatchObject({ name: "Stop", reason });
    expect(String(failure)).toMatch(advice);
    expect(String(failure)).toContain(`${code} to chat.postMessage`);
  });

  test.each([
    [404, /address of the API/],
    [403, /address of the API/],
  ])("stops at a status that Slack does not use: %d", async (status, advice) => {
    const failure = await failureOf(announce, "chat.postMessage", { status, body: "<html>" });
    expect(failure).toMatchObject({ name: "Stop", message: expect.stringMatching(advice) });
  });

  test("says who can help when a private channel has the name", async () => {
    await workspace.asPerson("conversations.create", { name: "incident-12", is_private: "true" });
    const failure = await chat.carryOut(open).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "Stop", reason: "refused" });
    expect(String(failure)).toMatch(/name_taken.*cannot see.*invite the app/);
  });

  test("says who can help when Slack lets no bot open an archived channel", async () => {
    await chat.carryOut({ kind: "archive", room: await chat.carryOut(open) });
    const failure = await failureOf(open, "conversations.unarchive", no("not_allowed_token_type"));
    expect(failure).toMatchObject({ name: "Stop" });
    expect(String(failure)).toMatch(/somebody has to unarchive #incident-12/);
  });

  test("never tells the token, whoever repeats it", async () => {
    const echo = `<html>Authorization: Bearer ${botToken}</html>`;
    const faults: readonly Fault[] = [
      { body: echo },
      { status: 500, body: echo },
      { status: 418, headers: { "x-echo": botToken }, body: echo },
      { body: { ok: false, error: botToken } },
      { body: { ok: false, error: "missing_scope", needed: botToken } },
    ];
    for (const fault of faults) {
      const failure = await failureOf(announce, "chat.postMessage", fault);
      expect(everythingIn(failure)).not.toContain(botToken);
    }
    const secret = "xoxb-123\n-secret";
    expect(() => createSlack({ token: secret })).toThrow(/line break/);
    expect(() => createSlack({ token: secret })).not.toThrow(/secret/);
  });

  test("gives up a connection that stays silent", async () => {
    let deadline: AbortSignal | undefined;
    const silent = createSlack({
      token: botToken,
      fetchLike: async (_, init) => {
        deadline = init?.signal;
        throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
      },
    });
    await expect(silent.carryOut(open)).rejects.toMatchObject({
      name: "Again",
      message: "Slack: no answer to conversations.create (TimeoutError)",
    });
    expect(deadline).toBeInstanceOf(AbortSignal);
  });

  test("is tried again when nobody listens", async () => {
    await workspace.proxy.close();
    await expect(chat.carryOut(open)).rejects.toMatchObject({
      name: "Again",
      message: "Slack: no answer to conversations.create (ECONNREFUSED)",
    });
    workspace = await openSlackWorkspace();
  });
});

function no(error: string): SlackAnswer & { body: object } {
  return { body: { ok: false, error } };
}

function everythingIn(failure: unknown): string {
  const parts: string[] = [];
  for (let next = failure; next instanceof Error; next = next.cause) {
    parts.push(String(next), next.stack ?? "", JSON.stringify(next));
  }
  return parts.join("\n");
}
