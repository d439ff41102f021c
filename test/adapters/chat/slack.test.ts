import { afterEach, expect, test } from "vitest";
import { slackScopes } from "../../../src/adapters/chat/methods.ts";
import { createSlack } from "../../../src/adapters/chat/slack.ts";
import type { Chat, ChatStep } from "../../../src/reconcile/chat-port.ts";
import { chatContract } from "../../contracts/chat.ts";
import { InMemoryChat } from "../../support/in-memory-chat.ts";
import {
  botToken,
  openSlackWorkspace,
  type SlackWorkspace,
} from "../../support/slack-workspace.ts";

const opened: SlackWorkspace[] = [];
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
});

type Seed = Parameters<typeof openSlackWorkspace>[0];

const message = { title: "News", text: "", url: "https://github.com/octo-org/shop/issues/12" };
const announce: ChatStep = { kind: "announce", channel: "incidents", key: "a", message };

chatContract("Slack, as emulate plays it", async () => {
  const workspace = await openSlackWorkspace();
  return { ...workspace, chat: chatOf(workspace) };
});

chatContract("the memory of a test", async () => {
  const chat = new InMemoryChat();
  return {
    chat,
    see: async (name) => chat.see(name),
    makeChannel: async (name) => chat.makeChannel(name),
    loseAnswers: (lose) => chat.loseAnswers(lose),
    close: async () => {},
  };
});

test("a mention is seen where there is one, so a test would see it", async () => {
  const workspace = await openSlack();
  const channel = await workspace.makeChannel("incidents");
  const text = "<!channel> <https://evil.example|log in>";
  await workspace.asPerson("chat.postMessage", { channel, text });
  const seen = (await workspace.see("incidents"))?.messages[0];
  expect(seen?.mentions).toEqual(["!channel", "https://evil.example"]);
});

test.each(slackScopes)("a missing scope is named: %s", async (scope) => {
  const scopes = slackScopes.filter((other) => other !== scope);
  const workspace = await openSlack({ scopes });
  const { chat } = workspace;
  await workspace.makeChannel("incidents");
  const refusals = [
    await chat.carryOut(announce).catch(String),
    await chat.carryOut({ kind: "open-channel", name: "incident-12", topic: "" }).catch(String),
  ];
  expect(refusals.join("\n")).toContain(`Add the scope ${scope} to the Slack app`);
});

test("a channel on a later page of the list is found, and the list is asked for once", async () => {
  const channels = Array.from({ length: 1100 }, (_, index) => `team-${index}`);
  const workspace = await openSlack({ channels: [...channels, "incidents"] });
  await workspace.chat.carryOut(announce);
  await workspace.chat.carryOut({ ...announce, key: "b" });
  expect((await workspace.see("incidents"))?.messages).toHaveLength(2);
  const asked = workspace.proxy.calls.map(({ method }) => method);
  expect(asked.filter((method) => method === "conversations.list")).toHaveLength(2);
});

test("a channel that was renamed is looked for again", async () => {
  const workspace = await openSlack();
  const id = await workspace.makeChannel("incidents");
  await workspace.chat.carryOut(announce);
  await workspace.asPerson("conversations.rename", { channel: id, name: "incidents-old" });
  await workspace.makeChannel("incidents");
  await workspace.chat.carryOut(announce);
  expect((await workspace.see("incidents"))?.messages).toHaveLength(1);
});

test("a bot that was removed from a channel comes back to post", async () => {
  const workspace = await openSlack();
  const id = await workspace.makeChannel("incidents");
  const room = { channel: id, url: "https://octo.slack.com/" };
  await workspace.chat.carryOut({ kind: "post", room, key: "a", message });
  expect((await workspace.see("incidents"))?.messages).toHaveLength(1);
});

test("a topic that stands already is not told again", async () => {
  const workspace = await openSlack();
  const step: ChatStep = { kind: "open-channel", name: "incident-12", topic: "R&D < 5" };
  const room = await workspace.chat.carryOut(step);
  await workspace.chat.carryOut({ kind: "set-topic", room, topic: "R&D  < 5" });
  const asked = workspace.proxy.calls.map(({ method }) => method);
  expect(asked.filter((method) => method === "conversations.setTopic")).toHaveLength(1);
});

test("a reply far down a long thread is found again", async () => {
  const workspace = await openSlack();
  const { chat } = workspace;
  const channel = await workspace.makeChannel("incidents");
  const room = await chat.carryOut({ ...announce, kind: "open-thread" });
  for (let count = 0; count < 250; count += 1) {
    const reply = { channel, thread_ts: room.thread ?? "", text: `${count}` };
    await workspace.asPerson("chat.postMessage", reply);
  }
  for (const key of ["b", "b"]) await chat.carryOut({ kind: "post", room, key, message });
  expect((await workspace.see("incidents"))?.messages[0]?.thread).toHaveLength(251);
});

test("a link to a thread is Slack's own, and one to a channel in the workspace", async () => {
  const workspace = await openSlack();
  const id = await workspace.makeChannel("incidents");
  const thread = await workspace.chat.carryOut(announce);
  expect(thread.url).toContain(`/archives/${id}/p${thread.thread?.replace(".", "")}`);
  const open: ChatStep = { kind: "open-channel", name: "incident-12", topic: "" };
  const room = await workspace.chat.carryOut(open);
  expect(room.url).toBe(`https://emulate.slack.com/archives/${room.channel}`);
});

test("a channel that somebody archived is left as it is", async () => {
  const workspace = await openSlack();
  const channel = await workspace.makeChannel("incident-12");
  await workspace.asPerson("conversations.archive", { channel });
  const room = { channel, url: "https://octo.slack.com/" };
  expect(await workspace.chat.carryOut({ kind: "archive", room })).toEqual(room);
  expect(await workspace.see("incident-12")).toMatchObject({ isArchived: true });
});

async function openSlack(seed: Seed = {}) {
  const workspace = await openSlackWorkspace(seed);
  opened.push(workspace);
  return { ...workspace, chat: chatOf(workspace) };
}

function chatOf({ proxy }: SlackWorkspace): Chat {
  return createSlack({ token: botToken, apiUrl: proxy.url });
}
