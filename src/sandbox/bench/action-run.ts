import { stat } from "node:fs/promises";
import { atMost, type Figure, type Section } from "./figure.ts";
import { quantile } from "./quantile.ts";
import { bundle, runBundle } from "./run-bundle.ts";
import { openPlace, type Place, silent } from "./stage.ts";

const runs = 7;
const largest = 1.5;
const mostSeconds = 0.4;

/** What the Action costs: how much a runner downloads, and a run that finds nothing to do. */
export const actionRun: Section = {
  name: "action",
  title: "The Action without an App",
  async measure() {
    const megabytes = (await stat(bundle)).size / 1_000_000;
    const place = await openPlace({}, silent);
    try {
      return [sizeFigure(megabytes), cpuFigure(await measureRuns(place))];
    } finally {
      await place.clear();
    }
  },
};

function sizeFigure(value: number): Figure {
  const aside = "action/dist/index.js";
  return { what: "bundle", value, unit: "MB", target: atMost(largest, value, " MB"), aside };
}

function cpuFigure(seconds: readonly number[]): Figure {
  const value = quantile(seconds, 0.5);
  return {
    what: "CPU of a respond run with nothing to do",
    value,
    unit: "s",
    target: atMost(mostSeconds, value, " s"),
    aside: `median of ${runs}, user and system, from the start of Node on`,
  };
}

async function measureRuns(place: Place): Promise<readonly number[]> {
  const { sandbox, ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  await ada.labels({ repository, number }, "incident");
  const token = sandbox.actionsToken(repository);
  const issue = await ada.readsIssue({ repository, number });
  const event = { name: "issues", payload: { action: "labeled", issue } };
  const given = { mode: "respond", token, event };
  // The first one declares the incident; what it does is not measured.
  await runBundle(place, given);
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) seconds.push(await runBundle(place, given));
  return seconds;
}
