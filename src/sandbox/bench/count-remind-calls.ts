import type { RunningApp } from "../../app/start-app.ts";
import type { Thread } from "../github/person.ts";
import { figureOfCalls } from "./call-figure.ts";
import type { Figure } from "./figure.ts";
import { runBundle } from "./run-bundle.ts";
import { openPlace, type Place, settle, silent, startHere } from "./stage.ts";

const incidents = 50;
const due = 5;
/** A workflow's token has a thousand calls an hour, and the schedule runs every quarter of one. */
const most = 1_000 / 4;
/** The bundle runs by the real clock, so what is due by now was asked for an hour ago. */
const agoMs = 60 * 60_000;
/** So many at a time, and then a pause: GitHub takes only so many comments a minute. */
const batch = 10;
const pauseMs = 2 * 60_000;

/** Only what is asked for falls due by itself, and App and Action believe each other's cards. */
const config = `${silent}clock: { on: false }
identities: ["allclear[bot]", "github-actions[bot]"]
`;

/** The Action's scheduled run over many incidents of which few have something due. */
export async function countRemindCalls(): Promise<Figure> {
  let aheadMs = -agoMs;
  const now = () => new Date(Date.now() + aheadMs);
  const place = await openPlace({ now, rateLimit: 1_000_000 }, config);
  try {
    // A database would ring alarms by its own clock, which is ahead of this one.
    const app = await startHere(place, { clock: { now }, inMemory: true });
    try {
      await declareMany(place, app, () => {
        aheadMs += pauseMs;
      });
    } finally {
      await app.stop();
    }
    aheadMs = 0;
    const { requests } = place.sandbox.github;
    requests.length = 0;
    const token = place.sandbox.actionsToken(place.repository);
    const event = { name: "schedule", payload: {} };
    const seconds = await runBundle(place, { mode: "remind", token, event });
    requireReminders(place);
    const calls = [...requests];
    const free = calls.filter(({ status }) => status === 304).length;
    const aside = `${free} answered 304, which GitHub does not count; ${seconds.toFixed(1)} s of CPU`;
    const what = `the Action's remind: ${incidents} incidents, ${due} with something due`;
    return figureOfCalls({ what, calls, most, aside });
  } finally {
    await place.clear();
  }
}

async function declareMany(place: Place, app: RunningApp, rest: () => void): Promise<void> {
  const { ada, repository } = place;
  const threads: Thread[] = [];
  for (let count = 0; count < incidents; count += 1) {
    const { number } = await ada.opens(repository, { title: "Checkout is down", body: "So." });
    await ada.labels({ repository, number }, "incident");
    threads.push({ repository, number });
    if (threads.length % batch > 0) continue;
    await settle(place, app);
    rest();
  }
  for (const on of threads.slice(0, due)) await ada.comments(on, "/remind 10m look again");
  await settle(place, app);
}

function requireReminders({ sandbox }: Place): void {
  const said = [...sandbox.world.comments.values()].filter(({ comment }) =>
    comment.body.includes("<!-- allclear:reminder "),
  );
  if (said.length !== due) throw new Error(`${said.length} reminders were given, not ${due}`);
}
