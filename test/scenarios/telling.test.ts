import { expect, test } from "vitest";
import { Again } from "../../src/reconcile/failure.ts";
import { InMemoryChat } from "../support/in-memory-chat.ts";
import { InMemoryWebhooks } from "../support/in-memory-webhooks.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import { people } from "./story.ts";

const teams = "https://teams.example.com/hook";
const publicPage = "https://status.example.com/hook";

const config = `version: 1
levels:
  SEV1: { channels: ["slack:incidents", "webhook:teams", "webhook:public"] }
  SEV2: { channels: ["slack:incidents"] }
webhooks:
  - { name: teams, payload: { text: "{{title}} | {{text}}", n: 1 } }
  - { name: public, url: "${publicPage}", external: true }
`;

interface Told {
  readonly world: IncidentWorld;
  readonly chat: InMemoryChat;
  readonly webhooks: InMemoryWebhooks;
}

async function openTold(more = "", options: { action?: boolean } = {}): Promise<Told> {
  const chat = new InMemoryChat();
  chat.makeChannel("incidents");
  const webhooks = new InMemoryWebhooks(new Map([["teams", teams]]));
  const outside = () => ({ chat, webhooks });
  const world = await openIncidentWorld({ people, outside, config: config + more, ...options });
  return { world, chat, webhooks };
}

const titles = (chat: InMemoryChat, channel: string) =>
  (chat.see(channel)?.messages ?? []).map(({ title }) => title);

async function declare({ world }: Told, severity: number): Promise<void> {
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  await world.step(() => alice.says(`/sev ${severity}\n/lead`));
}

test("an update is told where the severity says, once, and in full", async () => {
  const told = await openTold();
  await declare(told, 2);
  await told.world.step(() => told.world.person("alice").says("/update A fix is out eta=30m"));
  expect(titles(told.chat, "incidents")).toEqual([
    "Severity set · SEV2 · investigating: Checkout down",
    "Status update · SEV2 · investigating: Checkout down",
  ]);
  const text = told.chat.see("incidents")?.messages[1]?.text;
  expect(text).toContain("A fix is out\nExpected to be fixed: 2026-11-22");
  expect(told.webhooks.heldAt(teams)).toEqual([]);
});

test("a change of severity reaches every place that was told before", async () => {
  const told = await openTold();
  const { world, chat } = told;
  await declare(told, 2);
  await world.step(() => world.person("alice").says("/sev 3"));
  await world.step(() => world.person("alice").says("/update Still slow"));
  expect(titles(chat, "incidents").slice(1)).toEqual([
    "Lowered from SEV2 · SEV3 · investigating: Checkout down",
    "Status update · SEV3 · investigating: Checkout down",
  ]);
});

test("people outside hear from the communications lead only, and never the issue's title", async () => {
  const told = await openTold("external: { by: [dora] }\n");
  const { world, webhooks } = told;
  await declare(told, 1);
  await world.step(() => world.person("alice").says("/update the password is in the log"));
  expect(world.answers().at(-1)).toContain("**Not told:** `webhook:public`");
  await world.step(() => world.person("alice").says("/comms @bob"));
  await world.step(() => world.person("bob").says("/update We are working on it @everyone"));
  const held = webhooks.heldAt(publicPage);
  expect(held.join("\n")).not.toContain("password");
  expect(held.join("\n")).not.toContain("Checkout down");
  expect(held.at(-1)).toContain("We are working on it @\u200beveryone");
  expect(JSON.parse(webhooks.heldAt(teams).at(-1) ?? "")).toEqual({
    text: expect.stringMatching(/^Status update · SEV1 · investigating: Checkout down \| We are/),
    n: 1,
  });
});

test("a place that is down for half a day is caught up, and the incident goes on meanwhile", async () => {
  const told = await openTold();
  const { world, webhooks } = told;
  webhooks.setMood(teams, "down");
  world.time.schedule(() => webhooks.setMood(teams, "fine"), 12 * 3_600_000);
  await declare(told, 1);
  expect(world.labels()).toContain("severity: SEV1");
  expect(webhooks.heldAt(teams)).toHaveLength(1);
  expect(world.time.now().toISOString() > "2026-11-22T14:30").toBe(true);
  expect(world.reports).toEqual([]);
});

test("a place that is down for days is given up aloud", async () => {
  const told = await openTold();
  const { world, webhooks } = told;
  webhooks.setMood(teams, "down");
  await declare(told, 1);
  expect(webhooks.heldAt(teams)).toEqual([]);
  expect(world.card()).toContain("given up after a day");
});

const room = "chat: { slack: channel, from: SEV2 }\n";

test("an incident that is bad enough has a channel, from its first word to its end", async () => {
  const told = await openTold(room);
  const { world, chat } = told;
  const alice = world.person("alice");
  await declare(told, 2);
  expect(world.card()).toContain("**Chat** [channel](https://");
  await world.step(() => alice.says("/update A fix is out"));
  expect(titles(chat, "inc-web-1")).toContain(
    "Status update · SEV2 · investigating: Checkout down",
  );
  await world.step(() => alice.says("/mitigated"));
  expect(chat.see("inc-web-1")?.topic).toContain("SEV2 · monitoring · commander alice");
  await world.step(() => alice.says("/resolve the pool was too small\n/close-incident"));
  expect(chat.see("inc-web-1")?.isArchived).toBe(true);
});

test("a mild incident and a drill have none", async () => {
  const told = await openTold(room);
  const { world, chat } = told;
  await declare(told, 3);
  await world.step(() => world.person("alice").says("/update slow"));
  expect(chat.see("inc-web-1")).toBeUndefined();
  const drill = await openTold(room);
  const alice = drill.world.person("alice");
  await drill.world.step(() => alice.opens({ title: "Practice", labels: ["incident", "drill"] }));
  await drill.world.step(() => alice.says("/sev 1\n/update nothing real"));
  expect(drill.chat.see("inc-web-1")).toBeUndefined();
  expect(titles(drill.chat, "incidents")).toEqual([]);
});

test("a thread in a common channel serves as well", async () => {
  const told = await openTold("chat: { slack: thread, channel: incidents }\n");
  await declare(told, 1);
  await told.world.step(() => told.world.person("alice").says("/update A fix is out"));
  const messages = told.chat.see("incidents")?.messages ?? [];
  const root = messages.find(({ title }) => title === "Checkout down");
  expect(root?.thread.map(({ title }) => title)).toContain(
    "Status update · SEV1 · investigating: Checkout down",
  );
});

test("without the chat everything else works", async () => {
  const told = await openTold(room);
  told.chat.failWith(new Again("Slack is down", { afterMs: 1_000 }));
  told.world.time.schedule(() => told.chat.failWith(undefined), 3_600_000);
  await declare(told, 1);
  expect(told.world.labels()).toContain("severity: SEV1");
  expect(titles(told.chat, "incidents")).toHaveLength(1);
});

test("each place hears each thing once, also from runs that remember nothing", async () => {
  const told = await openTold(room, { action: true });
  const { world, chat, webhooks } = told;
  await declare(told, 1);
  await world.step(() => world.person("alice").says("/update A fix is out"));
  world.look(1);
  await world.settle();
  expect(titles(chat, "incidents")).toHaveLength(2);
  expect(titles(chat, "inc-web-1")).toHaveLength(2);
  expect(webhooks.heldAt(teams)).toHaveLength(2);
});
