import type { RunningApp } from "../../app/start-app.ts";
import { keyOf } from "../../reconcile/address.ts";
import { addressOf } from "../address-of.ts";
import type { RecordedRequest } from "../github/http/server.ts";
import type { Thread } from "../github/person.ts";
import { figureOfCalls } from "./call-figure.ts";
import type { Figure } from "./figure.ts";
import { countCalls, listen, openPlace, type Place, settle, silent, startHere } from "./stage.ts";

/** Only what is asked for falls due by itself; the worst severity pages. */
const config = `${silent}clock: { on: false }
levels: { SEV1: { escalate: payments } }
escalation:
  policies:
    - name: payments
      levels:
        - { page: [ada, "pagerduty:checkout"], wait: 5m }
        - { page: [grace, "pagerduty:leads"], wait: 5m }
`;

/** What it costs that something falls due, in a process that is warm. */
export async function countClockCalls(): Promise<readonly Figure[]> {
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const place = await openPlace({ now }, config);
  const outside = { pager: { page: async () => undefined } };
  const app = await startHere(place, { clock: { now }, outside });
  const scene: Scene = {
    place,
    app,
    wait: (minutes) => {
      aheadMs += minutes * 60_000;
    },
  };
  try {
    const first = await declare(scene);
    await countCalls(place, { app, on: first, text: "/sev 1 warms what is known of the labels" });
    return [...(await countReminder(scene)), ...(await countPages(scene))];
  } finally {
    await app.stop();
    await place.clear();
  }
}

interface Scene {
  readonly place: Place;
  readonly app: RunningApp;
  wait(minutes: number): void;
}

async function declare({ place, app }: Scene): Promise<Thread> {
  const { ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  const on = { repository, number };
  await ada.labels(on, "incident");
  await settle(place, app);
  return on;
}

/** As an alarm does it, whose own time comes by the real clock. */
async function countRing(scene: Scene, on: Thread): Promise<readonly RecordedRequest[]> {
  const { place, app } = scene;
  const heard = listen(place);
  const address = addressOf(place.sandbox.world, on);
  await app.engine.storage.queue.enqueue(keyOf(address), address);
  await settle(place, app);
  return heard.ours();
}

async function countReminder(scene: Scene): Promise<readonly Figure[]> {
  const { place, app } = scene;
  const on = await declare(scene);
  await countCalls(place, { app, on, text: "/remind 20m look at the queue again" });
  scene.wait(21);
  const due = await countRing(scene, on);
  requireComment(place, on, "allclear:reminder");
  const nothing = await countRing(scene, on);
  const aside =
    "issue, comments, card, the look for an earlier one, comment; the config, unchanged";
  return [
    figureOfCalls({ what: "an alarm when nothing is due", calls: nothing, most: 2, writes: 0 }),
    figureOfCalls({ what: "a reminder that falls due", calls: due, most: 6, writes: 2, aside }),
  ];
}

async function countPages(scene: Scene): Promise<readonly Figure[]> {
  const { place, app } = scene;
  const on = await declare(scene);
  const set = await countCalls(place, { app, on, text: "/sev 1 everybody" });
  requireComment(place, on, "allclear:page");
  scene.wait(6);
  const next = await countRing(scene, on);
  requireComment(place, on, "of **payments**", 2);
  return [
    figureOfCalls({ what: "the worst severity, which pages", calls: set, most: 9 }),
    figureOfCalls({ what: "the next level, paged", calls: next, most: 7, writes: 3 }),
  ];
}

/** What was not said cost less, and proves nothing. */
function requireComment({ sandbox }: Place, on: Thread, text: string, count = 1): void {
  const all = [...sandbox.world.comments.values()].filter(
    ({ issue, comment }) => issue.number === on.number && comment.body.includes(text),
  );
  if (all.length !== count) throw new Error(`#${on.number}: ${all.length} comments say ${text}`);
}
