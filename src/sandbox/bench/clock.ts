import { deadlinesDue } from "../../core/incident/deadlines.ts";
import type { Incident } from "../../core/incident/incident.ts";
import { sampleConfig, sampleIncident, sampleInstant, sampleStamp } from "../sample-incident.ts";
import { measureLateness } from "./alarm-lateness.ts";
import { countClockCalls } from "./count-clock-calls.ts";
import { countRemindCalls } from "./count-remind-calls.ts";
import { atMost, type Figure, type Section } from "./figure.ts";
import { median } from "./quantile.ts";

/** What it costs that things fall due, and how late they come. */
export const clock: Section = {
  name: "clock",
  title: "The clock of an incident: how late it is, and what it costs",
  async measure() {
    return [
      ...(await measureLateness()),
      timeDeadlines(),
      ...(await countClockCalls()),
      await countRemindCalls(),
    ];
  },
};

const entries = 300;
const reminders = 20;
const rounds = 40;
/** Rounds that let the compiler warm up; not counted. */
const warmUps = 10;
const runsPerRound = 50;
const mostMicroseconds = 1_000;

/** Every look works it out at least twice, whether or not something is due. */
function timeDeadlines(): Figure {
  const given = { config: sampleConfig, now: sampleInstant(1_000) };
  const incident = longIncident();
  if (deadlinesDue(incident, given).due.length === 0) throw new Error("nothing is due");
  const microseconds = Array.from({ length: warmUps + rounds }, () => {
    const started = performance.now();
    for (let run = 0; run < runsPerRound; run += 1) deadlinesDue(incident, given);
    return ((performance.now() - started) / runsPerRound) * 1_000;
  });
  const value = Math.round(median(microseconds.slice(warmUps)));
  return {
    what: "working out what is due",
    value,
    unit: "µs",
    target: atMost(mostMicroseconds, value, " µs"),
    aside: `${entries} entries in the timeline, ${reminders} asked for; median of ${rounds}`,
  };
}

/** It goes on, nobody has answered a page, and half of what was asked for has come. */
function longIncident(): Incident {
  const incident = sampleIncident();
  const [entry] = incident.timeline;
  if (entry === undefined) throw new Error("the sample has no timeline");
  return {
    ...incident,
    timeline: Array.from({ length: entries }, (_, at) => ({ ...entry, stamp: sampleStamp(at) })),
    remindersAskedFor: Array.from({ length: reminders }, (_, at) => ({
      ...{ id: `${at}/1`, by: "ada", text: "look at the queue again" },
      at: sampleInstant(at % 2 === 0 ? at : 1_000 + at),
    })),
  };
}
