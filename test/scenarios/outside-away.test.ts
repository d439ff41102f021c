import { expect, test } from "vitest";
import { pageIn } from "../../src/core/card/markers.ts";
import { Again } from "../../src/reconcile/failure.ts";
import { InMemoryChat } from "../support/in-memory-chat.ts";
import { InMemoryPager } from "../support/in-memory-pager.ts";
import { InMemoryWebhooks } from "../support/in-memory-webhooks.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import { people } from "./story.ts";

const teams = "https://teams.example.com/hook";
const outside = "https://status.example.com/hook";

const config = `version: 1
levels:
  SEV1:
    channels: ["webhook:teams", "webhook:public"]
    escalate: default
    tell: ["octo-org/a-team-with-a-name-that-is-as-long-as-github-lets-anybody-call-one-and-then-some-more-of-it"]
webhooks: [{ name: public, url: "${outside}", external: true }]
chat: { slack: channel, from: SEV1 }
escalation: { policies: [{ name: default, levels: [{ page: [bob, "pagerduty:shop"] }] }] }
`;

interface Away {
  readonly world: IncidentWorld;
  readonly webhooks: InMemoryWebhooks;
  readonly chat: InMemoryChat;
  readonly pager: InMemoryPager;
}

async function open(more: { clock?: boolean } = {}): Promise<Away> {
  const webhooks = new InMemoryWebhooks(new Map([["teams", teams]]));
  const [chat, pager] = [new InMemoryChat(), new InMemoryPager(["shop"])];
  const world = await openIncidentWorld({
    ...{ people, config, outside: () => ({ webhooks, chat, pager }) },
    ...more,
  });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Checkout down", labels: ["incident"] }));
  return { world, webhooks, chat, pager };
}

/** Away from now on, and back after so many hours. */
function awayFor({ world, webhooks }: Away, hours: number): void {
  webhooks.setMood(teams, "down");
  world.time.schedule(() => webhooks.setMood(teams, "fine"), hours * 3_600_000);
}

test("what happened while a place was away reaches it in order, to the end", async () => {
  const away = await open();
  const { world, webhooks } = away;
  awayFor(away, 2);
  await world.step(() => world.person("alice").says("/sev 1\n/sev 3"));
  await world.step(() => world.person("alice").says("/resolve the pool was too small"));
  const held = webhooks.heldAt(teams);
  expect(held.map((text) => /^\{"text":"([^·]*) ·/.exec(text)?.[1])).toEqual(
    ["Severity set", "Raised from SEV1", "Resolved"].map((kind) =>
      kind === "Raised from SEV1" ? "Lowered from SEV1" : kind,
    ),
  );
});

test("a flood that nobody took is told in short, and leaves the incident whole", async () => {
  const away = await open();
  const { world, webhooks } = away;
  await world.step(() => world.person("alice").says("/sev 1\n/lead\n/service web"));
  webhooks.setMood(teams, "down");
  world.time.schedule(() => webhooks.setMood(teams, "fine"), 3_600_000);
  const long = "We look into it. ".repeat(100);
  await world.step(() => {
    for (let count = 1; count <= 20; count += 1) {
      const say = () => world.person("alice").says(`/update ${count} ${long}`);
      world.time.schedule(say, count * 60_000);
    }
    world.person("alice").says("/update it begins");
  });
  const { incident } = world.record() ?? {};
  expect(incident).toMatchObject({ roles: { commander: "alice" }, services: ["web"], updates: 21 });
  const late = webhooks.heldAt(teams).slice(1);
  expect(late).toHaveLength(3);
  expect(late.join("\n")).toContain("18 earlier messages did not get here");
});

test("a place that is away keeps nobody from being paged and answered", async () => {
  const away = await open();
  const { world, pager } = away;
  awayFor(away, 12);
  const alice = world.person("alice");
  await world.step(() => alice.says("/sev 1"));
  const calls = world.calls.map(({ method }) => method);
  expect(pager.open.size).toBe(1);
  expect(calls.indexOf("page")).toBeLessThan(calls.lastIndexOf("createComment"));
  expect(world.answers().some((text) => text.includes("Severity set: SEV1"))).toBe(true);
});

test("people outside read neither the impact nor who wrote, but what is meant for them", async () => {
  const { world, webhooks } = await open();
  await world.step(() => world.person("alice").says("/sev 1\n/comms @bob"));
  await world.step(() => world.person("alice").says("/impact 4,000 card numbers of ACME leaked"));
  await world.step(() => world.person("bob").says("/update We are working on it"));
  const held = webhooks.heldAt(outside).join("\n");
  expect(held).toContain("We are working on it");
  expect(held).not.toMatch(/card numbers|bob|alice|Checkout/);
});

test("long words leave the record whole, and nothing is said or paged again", async () => {
  const { world, pager } = await open({ clock: true });
  const alice = world.person("alice");
  await world.step(() => alice.says("/lead\n/service web\n/action Alert on the pool @bob"));
  await world.step(() => alice.says(`/remind 3h ${"look at the graphs ".repeat(1_900)}`));
  await world.step(() => alice.says(`/page ${"nobody can pay ".repeat(2_000)}`));
  await world.days(2 / 24);
  expect(world.record()?.incident).toMatchObject({
    roles: { commander: "alice" },
    services: ["web"],
    actionItems: [{ number: 1 }],
  });
  expect(world.comments().filter(({ body }) => pageIn(body) !== undefined)).toHaveLength(1);
  expect(pager.open.size).toBe(1);
});

test("a team with a long name is mentioned once for each reminder, and the card stays whole", async () => {
  const { world } = await open({ clock: true });
  await world.step(() => world.person("alice").says("/sev 1"));
  await world.days(1 / 24);
  expect(world.card()).not.toContain("was lost or damaged");
  const anew = world.comments().filter(({ body }) => body.includes("Nobody has acknowledged this"));
  expect(anew.length).toBeLessThanOrEqual(1);
});

test("a room hears the end although the chat was away, and is archived after it", async () => {
  const { world, chat } = await open();
  const alice = world.person("alice");
  await world.step(() => alice.says("/sev 1\n/lead"));
  chat.failWith(new Again("Slack is down", { afterMs: 1_000 }));
  world.time.schedule(() => chat.failWith(undefined), 3_600_000);
  await world.step(() =>
    alice.says("/update A fix is out\n/resolve the pool was too small\n/close-incident"),
  );
  const room = chat.see("inc-web-1");
  expect(room?.messages.map(({ title }) => title.split(" · ")[0])).toEqual([
    "Severity set",
    "Status update",
    "Resolved",
  ]);
  expect(room?.isArchived).toBe(true);
  await world.step(() => alice.says("/summary it was the pool"));
  expect(world.card()).not.toContain("GitHub refused");
});

test("what rings is told of its end, although the issue takes no comment", async () => {
  const { world, pager } = await open();
  const issue = world.issue();
  await world.step(() => {
    issue.locked = true;
    world.person("alice").labels("severity: SEV1");
  });
  expect(pager.open.size).toBe(1);
  await world.step(() => world.person("alice").closes());
  expect(pager.open.size).toBe(0);
});

test("what was said at once is told whole, and what waited comes in its order", async () => {
  const away = await open();
  const { world, webhooks } = away;
  const alice = world.person("alice");
  await world.step(() =>
    alice.says("/sev 1\n/update Known\n/mitigated rolled back\n/resolve the pool was too small"),
  );
  const kinds = () => webhooks.heldAt(teams).map((text) => /^\{"text":"([^·]*) ·/.exec(text)?.[1]);
  expect(kinds()).toEqual(["Severity set", "Status update", "Mitigated", "Resolved"]);
  expect(webhooks.heldAt(teams).join()).not.toContain("did not get here");
  awayFor(away, 6);
  await world.step(() => alice.says('/reopen-incident reason="it is back again"'));
  await world.days(5 / 24);
  await world.step(() => alice.says("/resolve for good"));
  await world.days(3 / 24);
  expect(kinds().slice(4)).toEqual(["It is back", "Resolved"]);
});
