import { addressOf } from "../address-of.ts";
import type { Thread } from "../github/person.ts";
import { atMost, type Figure, type Section } from "./figure.ts";
import { seedComments } from "./long-thread.ts";
import { type Looker, startLooker } from "./looker.ts";
import { median, quantile } from "./quantile.ts";
import { listen, openPlace, type Place } from "./stage.ts";

const short = 10;
const long = 2_000;
const rounds = 30;
/** Rounds that let the compiler warm up; not counted. */
const warmUps = 6;
const minute = 60_000;

/** Whether a command costs the same late in a long thread as early in a short one. */
export const threadLength: Section = {
  name: "thread",
  title: `The cost of one /note after ${short} and after ${long} earlier comments`,
  async measure() {
    let aheadMs = -30 * 24 * 60 * minute;
    const now = () => new Date(Date.now() + aheadMs);
    const place = await openPlace({ now, rateLimit: 1_000_000 });
    const looker = startLooker(place);
    const scene: Scene = {
      place,
      looker,
      aheadMs: () => aheadMs,
      wait: (minutes) => {
        aheadMs += minutes * minute;
      },
    };
    try {
      return await compare(scene);
    } finally {
      looker.end();
      await place.clear();
    }
  },
};

interface Scene {
  readonly place: Place;
  readonly looker: Looker;
  aheadMs(): number;
  wait(minutes: number): void;
}

interface Cost {
  readonly calls: number;
  readonly bytes: number;
  readonly cpu: number;
}

async function compare(scene: Scene): Promise<readonly Figure[]> {
  const few = await prepare(scene, short);
  const many = await prepare(scene, long);
  const costs: { few: Cost[]; many: Cost[] } = { few: [], many: [] };
  // In turn, and each first in every other round, so that what drifts touches both alike.
  for (let round = -warmUps; round < rounds; round += 1) {
    const turns = [
      { on: few, costs: costs.few },
      { on: many, costs: costs.many },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) {
      const cost = await measureNote(scene, turn.on);
      if (round >= 0) turn.costs.push(cost);
    }
  }
  return figures(costs.few, costs.many);
}

/** An incident with so many comments behind it, all of them looked at. */
async function prepare(scene: Scene, count: number): Promise<Thread> {
  const { ada, repository, sandbox } = scene.place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  const on = { repository, number };
  await ada.labels(on, "incident");
  await look(scene, on);
  scene.wait(20);
  seedComments(sandbox.world, on, { count, by: "ada" });
  await look(scene, on);
  return on;
}

/** A quarter of an hour later somebody writes a note, then another one; the second is counted. */
async function measureNote(scene: Scene, on: Thread): Promise<Cost> {
  const { place } = scene;
  scene.wait(20);
  await place.ada.comments(on, "/note this one warms token, config and permission");
  await look(scene, on);
  await place.ada.comments(on, "/note the load balancer is fine");
  const heard = listen(place);
  const cpu = await look(scene, on);
  const calls = heard.ours();
  const bytes = calls.reduce((sum, { bytesOut }) => sum + bytesOut, 0);
  return { calls: calls.length, bytes, cpu };
}

function look({ place, looker, aheadMs }: Scene, on: Thread): Promise<number> {
  return looker.look({ address: addressOf(place.sandbox.world, on), aheadMs: aheadMs() });
}

function figures(few: readonly Cost[], many: readonly Cost[]): readonly Figure[] {
  const of = (costs: readonly Cost[], what: keyof Cost) => median(costs.map((cost) => cost[what]));
  const both = (what: keyof Cost, unit: string) =>
    `${of(few, what).toLocaleString("en-US")} and ${of(many, what).toLocaleString("en-US")}${unit}`;
  const more = of(many, "calls") - of(few, "calls");
  const bytes = ratio(of(many, "bytes"), of(few, "bytes"));
  const cpu = ratio(of(many, "cpu"), of(few, "cpu"));
  const spread = (costs: readonly Cost[]) =>
    [0.1, 0.9].map((share) =>
      quantile(
        costs.map((cost) => cost.cpu / 1000),
        share,
      ).toFixed(1),
    );
  const noise = `middle 80 %: ${spread(few).join("–")} and ${spread(many).join("–")} ms`;
  return [
    {
      what: "calls more in the long thread",
      value: more,
      unit: "calls",
      target: atMost(0, more),
      aside: both("calls", ""),
    },
    {
      what: "bytes read, long to short",
      value: bytes,
      unit: "×",
      target: atMost(1.1, bytes),
      aside: both("bytes", " bytes"),
    },
    {
      what: "our CPU time, long to short",
      value: cpu,
      unit: "×",
      target: atMost(1.2, cpu),
      aside: `medians of ${rounds}: ${both("cpu", " µs")}; ${noise}`,
    },
  ];
}

function ratio(a: number, b: number): number {
  return Math.round((a / b) * 1000) / 1000;
}
