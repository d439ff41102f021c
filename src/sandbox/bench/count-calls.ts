import type { RunningApp } from "../../app/start-app.ts";
import type { RecordedRequest } from "../github/http/server.ts";
import type { Thread } from "../github/person.ts";
import { figureOfCalls } from "./call-figure.ts";
import type { Figure, Section } from "./figure.ts";
import { listen, openPlace, type Place, settle, silent, startHere } from "./stage.ts";

/** How many calls each kind of event costs, counted where they reach GitHub. */
export const countCalls: Section = {
  name: "calls",
  title: "Calls to GitHub for one event, at the HTTP boundary",
  async measure() {
    const place = await openPlace({}, silent);
    try {
      const warm = await measureWarm(place);
      const cold = await measureCold(place);
      return deeds.map((deed, at) => figureOf(deed, warm[at] ?? [], cold[at] ?? []));
    } finally {
      await place.clear();
    }
  },
};

interface Deed {
  readonly what: string;
  /** Absent: for scale. */
  readonly calls?: number;
  readonly writes?: number;
  /** Where it happens; on an incident unless said otherwise. */
  readonly on?: "an incident with a severity" | "an issue" | "an issue that is no incident";
  readonly act: (place: Place, on: Thread) => Promise<unknown>;
}

const says = (text: string) => (place: Place, on: Thread) => place.ada.comments(on, text);
const label = (place: Place, on: Thread) => place.ada.labels(on, "incident");

const deeds: readonly Deed[] = [
  { what: "nothing new (a delivery comes twice)", calls: 2, writes: 0, act: redeliver },
  { what: "a plain comment", calls: 2, writes: 0, act: says("Looking at the logs now.") },
  { what: "/note", calls: 4, act: says("/note the load balancer is fine") },
  { what: "/sev, the first", calls: 6, act: says("/sev 2 many users") },
  {
    what: "/sev, a change",
    calls: 6,
    on: "an incident with a severity",
    act: says("/sev 1 everybody"),
  },
  { what: "declare by the label, no suspects or runbook", calls: 8, on: "an issue", act: label },
  {
    what: "a comment where no incident is",
    calls: 0,
    on: "an issue that is no incident",
    act: says("Me too."),
  },
];

/** One process that has handled an incident of the repository already. */
async function measureWarm(place: Place): Promise<readonly (readonly RecordedRequest[])[]> {
  const app = await startHere(place);
  try {
    await fillCaches(place, app);
    const counted = [];
    for (const deed of deeds) {
      const on = await prepare(place, deed, app);
      counted.push(await count(place, { deed, on, app }));
    }
    return counted;
  } finally {
    await app.stop();
  }
}

/** An earlier incident: its labels, config, token and people are known from then on. */
async function fillCaches(place: Place, app: RunningApp): Promise<void> {
  const on = await prepare(place, { on: "an incident with a severity" }, app);
  for (const level of [2, 1]) {
    await place.ada.comments(on, `/sev ${level}`);
    await settle(place, app);
  }
}

/** A process of its own memory for each deed: nothing cached, no token, an empty database. */
async function measureCold(place: Place): Promise<readonly (readonly RecordedRequest[])[]> {
  const counted = [];
  for (const deed of deeds) {
    const before = await startHere(place, { inMemory: true });
    const on = await prepare(place, deed, before).finally(() => before.stop());
    const app = await startHere(place, { inMemory: true });
    counted.push(await count(place, { deed, on, app }).finally(() => app.stop()));
  }
  return counted;
}

async function prepare(place: Place, deed: Pick<Deed, "on">, app: RunningApp): Promise<Thread> {
  const { ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  const on = { repository, number };
  if (deed.on === undefined || deed.on === "an incident with a severity") await label(place, on);
  await settle(place, app);
  if (deed.on === "an incident with a severity") await ada.comments(on, "/sev 3 some users");
  await settle(place, app);
  return on;
}

async function count(
  place: Place,
  { deed, on, app }: { deed: Deed; on: Thread; app: RunningApp },
): Promise<readonly RecordedRequest[]> {
  const heard = listen(place);
  await deed.act(place, on);
  await settle(place, app);
  return heard.ours();
}

async function redeliver({ sandbox }: Place, on: Thread): Promise<void> {
  const last = sandbox.webhooks
    .records()
    .findLast(({ delivery }) => delivery.action === "labeled" && isAbout(delivery.payload, on));
  if (last === undefined) throw new Error(`no delivery for ${on.repository}#${on.number}`);
  sandbox.webhooks.redeliver(last.delivery.id);
}

function isAbout(payload: Readonly<Record<string, unknown>>, { number }: Thread): boolean {
  const issue = payload.issue as { number?: unknown } | undefined;
  const sender = payload.sender as { type?: unknown } | undefined;
  return issue?.number === number && sender?.type === "User";
}

function figureOf(
  { what, calls, writes }: Deed,
  warm: readonly RecordedRequest[],
  cold: readonly RecordedRequest[],
): Figure {
  return figureOfCalls({ what, calls: warm, most: calls, writes, aside: `cold ${cold.length}` });
}
