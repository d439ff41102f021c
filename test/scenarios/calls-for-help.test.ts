import { expect, test } from "vitest";
import { pageIn } from "../../src/core/card/markers.ts";
import { Again } from "../../src/reconcile/failure.ts";
import type { Page } from "../../src/reconcile/pager-port.ts";
import { InMemoryPager } from "../support/in-memory-pager.ts";
import { openIncidentWorld } from "../support/in-memory-world.ts";
import { people } from "./story.ts";

const config = `version: 1
levels: { SEV1: { escalate: default } }
nags: { silent: 60m }
reminders: { quietHours: none }
escalation:
  fallback: [carol]
  policies:
    - { name: default, levels: [{ page: [bob, "pagerduty:shop"], wait: 2h }] }
    - { name: both, levels: [{ page: ["pagerduty:shop", "pagerduty:noc"] }] }
    - { name: data, levels: [{ page: [dana, "pagerduty:noc"], wait: 2h }] }
`;
const minuteMs = 60_000;

/** Shop alone is away. */
class HalfAway extends InMemoryPager {
  away = false;
  override async page(page: Page): Promise<void> {
    if (this.away && page.target.name === "shop") throw new Again("shop is away");
    return super.page(page);
  }
}

async function opened(own: InMemoryPager) {
  const world = await openIncidentWorld({
    people,
    clock: true,
    config,
    outside: () => ({ pager: own }),
  });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Nobody can pay", labels: ["incident"] }));
  const pages = () => world.comments().flatMap(({ body }) => (pageIn(body) ? [body] : []));
  return { world, alice, pages };
}

test.each(["/sev 1\n/page data the queue is full", "/page\n/page data the queue is full"])(
  "two calls in one comment both mention their people: %j",
  async (text) => {
    const { world, alice, pages } = await opened(new InMemoryPager(["shop", "noc"]));
    await world.step(() => alice.says(text));
    expect(pages().join("\n")).toContain("@bob");
    expect(pages().join("\n")).toContain("@dana");
  },
);

test("of two pages of one look, the one whose pager is away is not forgotten", async () => {
  const own = new HalfAway(["shop", "noc"]);
  const { world, alice } = await opened(own);
  own.away = true;
  world.time.schedule(() => {
    own.away = false;
  }, 8 * minuteMs);
  await world.step(() => alice.says("/sev 1\n/page data"));
  await world.days(60 / (24 * 60));
  expect([...own.open.keys()].map((key) => key.split(" ")[0]).sort()).toEqual(["noc", "shop"]);
});

test("the page of the severity does not say that somebody asks for help", async () => {
  const { world, alice, pages } = await opened(new InMemoryPager(["shop", "noc"]));
  await world.step(() => alice.says("/sev 1\n/page data the queue is full"));
  expect(pages().find((body) => body.includes("**default**"))).not.toContain("asks for help");
});

test("talk of twenty minutes ago is no silence of an hour", async () => {
  const { world, alice } = await opened(new InMemoryPager(["shop", "noc"]));
  await world.step(() => alice.says("/sev 3\n/lead\n/remind 70m\n/remind 73m\n/remind 76m"));
  await world.days(50 / (24 * 60));
  await world.step(() => world.person("bob").says("I am copying the tables, that takes hours"));
  await world.days(25 / (24 * 60));
  expect(world.record()?.incident.reminded?.silence).toBeUndefined();
});

test.each(["/sev 1", "/page data"])(
  "restored from its thread an incident waits for nobody: %s",
  async (text) => {
    const { world, alice } = await opened(new InMemoryPager(["shop", "noc"]));
    await world.step(() => alice.says(text));
    await world.memory.forgetEverything();
    await world.step(() => alice.deletes(world.cardComments()[0]?.id ?? 0));
    expect(world.record()?.incident.response).toBeUndefined();
    expect(world.record()?.incident.calls ?? []).toEqual([]);
  },
);

test("of two pagers only the one that is away is asked again, and less and less often", async () => {
  const own = new HalfAway(["shop", "noc"]);
  const asked: string[] = [];
  const page = own.page.bind(own);
  own.page = async (one) => {
    asked.push(`${one.action} ${one.target.name}`);
    return page(one);
  };
  const { world, alice } = await opened(own);
  own.away = true;
  world.time.schedule(
    () => {
      own.away = false;
    },
    6 * 60 * minuteMs,
  );
  await world.step(() => alice.says("/page both"));
  expect(asked.filter((one) => one === "trigger noc")).toHaveLength(1);
  const tries = asked.filter((one) => one === "trigger shop").length;
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThan(60);
  expect(own.open.size).toBe(2);
});

test("a pager that is away keeps no other from hearing that somebody came", async () => {
  const own = new HalfAway(["shop", "noc"]);
  const { world, alice } = await opened(own);
  await world.step(() => alice.says("/page both"));
  own.away = true;
  world.time.schedule(() => {
    own.away = false;
  }, 60 * minuteMs);
  const states = () => [...own.open].map(([key, { state }]) => `${key.split(" ")[0]} ${state}`);
  world.time.schedule(() => {
    expect(states()).toContain("noc acknowledged");
  }, 10 * minuteMs);
  await world.step(() => alice.says("/ack"));
  expect(states()).toEqual(["shop acknowledged", "noc acknowledged"]);
});

test("whoever leads may ask for help and write an update: the help still comes", async () => {
  const { world, alice, pages } = await opened(new InMemoryPager(["shop", "noc"]));
  await world.step(() => alice.says("/sev 1\n/lead"));
  await world.step(() =>
    alice.says("/page data the queue is full\n/update We asked the data team"),
  );
  expect(pages().join("\n")).toContain("@dana");
});
