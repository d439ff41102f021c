import { setTimeout as pause } from "node:timers/promises";
import type { RunningApp } from "../../app/start-app.ts";
import { findIssue, findRepository } from "../github/model/lookup.ts";
import type { Thread } from "../github/person.ts";
import { below, type Figure, type Section } from "./figure.ts";
import { median, quantile } from "./quantile.ts";
import { openPlace, type Place, settle, startHere } from "./stage.ts";
import { type FourWrites, timeFourWrites } from "./stock-probot.ts";

const incidents = 30;
const patienceMs = 20_000;
/** An incident comes out of the blue: the pause after earlier writes is over by then. */
const quietMs = 1_100;

/** From a person's label to a card that others can read; writes paced as in production. */
export const labelToCard: Section = {
  name: "card",
  title: "From the label to the card, as a reader of the issue sees it",
  async measure() {
    const place = await openPlace();
    try {
      const stock = await timeFourWrites(place);
      const app = await startHere(place, { paced: true });
      try {
        return figures(await declareMany(place, app), stock);
      } finally {
        await app.stop();
      }
    } finally {
      await place.clear();
    }
  },
};

interface Timed {
  readonly toCard: number;
  /** Until nothing was owed any more: announcement, labels, marker, pin. */
  readonly toDone: number;
}

async function declareMany(place: Place, app: RunningApp): Promise<readonly Timed[]> {
  const times: Timed[] = [];
  for (let count = 0; count < incidents; count += 1) times.push(await declare(place, app));
  return times;
}

async function declare(place: Place, app: RunningApp): Promise<Timed> {
  const { ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  await settle(place, app);
  await pause(quietMs);
  const started = performance.now();
  const labeled = ada.labels({ repository, number }, "incident");
  await untilCard(place, { repository, number });
  const toCard = performance.now() - started;
  await labeled;
  await settle(place, app);
  return { toCard, toDone: performance.now() - started };
}

async function untilCard({ sandbox }: Place, { repository, number }: Thread): Promise<void> {
  const issue = findIssue(findRepository(sandbox.world, repository), number);
  const started = performance.now();
  while (!issue.comments.some(({ body }) => body.includes("<!-- allclear:card "))) {
    if (performance.now() - started > patienceMs) {
      throw new Error(`${repository}#${number} has no card after ${patienceMs / 1000} s`);
    }
    await pause(1);
  }
}

function figures(times: readonly Timed[], stock: FourWrites): readonly Figure[] {
  const toCard = times.map((time) => time.toCard);
  const middle = Math.round(median(toCard));
  return [
    {
      what: "label to card, median",
      value: middle,
      unit: "ms",
      target: below(300, middle, " ms"),
      aside: `of ${incidents}; slowest ${Math.round(Math.max(...toCard))} ms, embedded database`,
    },
    { what: "label to card, p90", value: Math.round(quantile(toCard, 0.9)), unit: "ms" },
    {
      what: "label to everything done, median",
      value: Math.round(median(times.map((time) => time.toDone))),
      unit: "ms",
      aside:
        "announcement, labels, marker, pin, suspects and runbook, with the pauses GitHub asks for",
    },
    {
      what: "stock Probot, four comments",
      value: stock.comments / 1000,
      unit: "s",
      aside: "for scale: its default throttling, measured here",
    },
    {
      what: "stock Probot, a comment and three quiet writes",
      value: stock.quiet / 1000,
      unit: "s",
      aside: "likewise: a label, the issue's body, an edit",
    },
  ];
}
