import { setTimeout as pause } from "node:timers/promises";
import type { RunningApp } from "../../app/start-app.ts";
import { findIssue, findRepository } from "../github/model/lookup.ts";
import type { Thread } from "../github/person.ts";
import type { Figure } from "./figure.ts";
import { median } from "./quantile.ts";
import { listen, openPlace, type Place, settle, silent, startHere } from "./stage.ts";

const incidents = 20;
/** The first falls due once the app has started anew, the others one after the other. */
const firstSeconds = 15;
const everySeconds = 2;
const patienceMs = 15_000;
/** Of an alarm: how often the queue looks whether one is over. */
const mostSeconds = 2;

/** By the real clock: from the time that somebody named to the comment that reminds them. */
export async function measureLateness(): Promise<readonly Figure[]> {
  const place = await openPlace({}, silent);
  try {
    const asked = await askForReminders(place);
    // Alarms survive that the app ends; from here on it leaves the pauses that GitHub asks for.
    const app = await startHere(place, { paced: true });
    const heard = listen(place);
    try {
      for (const one of asked) await untilReminded(place, one);
    } finally {
      await app.stop();
    }
    const looks = heard.ours().filter(({ route }) => route === issueRoute);
    return figures(asked.map((one) => timedOf(place, one, looks)));
  } finally {
    await place.clear();
  }
}

const issueRoute = "/repos/{owner}/{repo}/issues/{issue_number}";

interface AskedFor {
  readonly on: Thread;
  readonly dueMs: number;
}

async function askForReminders(place: Place): Promise<readonly AskedFor[]> {
  const { ada, repository } = place;
  const app = await startHere(place);
  try {
    const threads = await declareMany(place, app);
    const asked: AskedFor[] = [];
    for (const [at, on] of threads.entries()) {
      const seconds = firstSeconds + at * everySeconds;
      const { created_at } = await ada.comments(on, `/remind ${seconds}s look again`);
      asked.push({ on, dueMs: Date.parse(created_at) + seconds * 1_000 });
    }
    await settle(place, app);
    if (Date.now() > (asked[0]?.dueMs ?? 0)) throw new Error(`too slow: ${repository} is late`);
    return asked;
  } finally {
    await app.stop();
  }
}

async function declareMany(place: Place, app: RunningApp): Promise<readonly Thread[]> {
  const { ada, repository } = place;
  const threads: Thread[] = [];
  for (let count = 0; count < incidents; count += 1) {
    const { number } = await ada.opens(repository, { title: "Checkout is down", body: "So." });
    await ada.labels({ repository, number }, "incident");
    threads.push({ repository, number });
  }
  await settle(place, app);
  return threads;
}

function reminderOn({ sandbox }: Place, { repository, number }: Thread): number | undefined {
  const { comments } = findIssue(findRepository(sandbox.world, repository), number);
  return comments.find(({ body }) => body.includes("<!-- allclear:reminder "))?.arrivedAt;
}

async function untilReminded(place: Place, { on, dueMs }: AskedFor): Promise<void> {
  while (reminderOn(place, on) === undefined) {
    if (Date.now() > dueMs + patienceMs) throw new Error(`#${on.number} was not reminded`);
    await pause(20);
  }
}

/** In seconds after the due time. */
interface Timed {
  readonly look: number;
  readonly comment: number;
}

function timedOf(
  place: Place,
  { on, dueMs }: AskedFor,
  looks: readonly { readonly at: number; readonly path: string }[],
): Timed {
  const look = looks.find(({ at, path }) => path.endsWith(`/${on.number}`) && at >= dueMs);
  if (look === undefined) throw new Error(`#${on.number} was not looked at when it was due`);
  const seconds = (at: number) => (at - dueMs) / 1_000;
  return { look: seconds(look.at), comment: seconds(reminderOn(place, on) ?? Number.NaN) };
}

function figures(times: readonly Timed[]): readonly Figure[] {
  const slowest = Math.max(...times.map(({ comment }) => comment));
  const latestLook = Math.max(...times.map(({ look }) => look));
  const ofLook = median(times.map(({ look, comment }) => comment - look));
  return [
    {
      what: "due time to the reminder, median",
      value: median(times.map(({ comment }) => comment)),
      unit: "s",
      aside: `of ${incidents}, one every ${everySeconds} s, embedded database, writes paced`,
    },
    {
      what: "due time to the reminder, slowest",
      value: slowest,
      unit: "s",
      target: { says: `≤ ${mostSeconds} s + look`, met: latestLook <= mostSeconds },
      aside: `the look began after ${latestLook.toFixed(2)} s at most and took ${ofLook.toFixed(2)} s`,
    },
  ];
}
