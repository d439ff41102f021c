import {
  actionItemIn,
  answeredBy,
  isReport,
  knownIn,
  pageIn,
  postmortemOf,
  reminderIn,
  suspectsMarkerIn,
  timelineIn,
} from "../../src/core/card/markers.ts";
import type { IncidentRecord } from "../../src/core/card/record.ts";
import { reviewIn } from "../../src/core/postmortem/lint/review-marker.ts";
import { runbookMarkerIn } from "../../src/core/runbook/marker.ts";
import { pullsOf } from "../../src/sandbox/github/model/pulls/pull-request.ts";
import { bot } from "./in-memory-place.ts";
import type { IncidentWorld } from "./in-memory-world.ts";
import type { PlaceReader } from "./place-reader.ts";

/** Which of the promises that hold at any rest do not hold here; empty when all do. */
export function brokenPromises(world: PlaceReader): readonly string[] {
  return [...world.repository.issues.keys()]
    .flatMap((number) => [...doubles(world, number), ...stepsBack(world, number)])
    .concat(doublePulls(world), doublePostmortems(world), scratchLeft(world));
}

/** I2: at most one card, one report, and one answer for each comment or gesture. */
function doubles(world: PlaceReader, number: number): readonly string[] {
  const ours = world.comments(number).filter(({ author }) => author.login === bot);
  const made = ours.flatMap(({ body }) => {
    if (world.recordIn(body, number) !== undefined) return "card";
    if (isReport(body)) return "report";
    const followUp = suspectsMarkerIn(body) ?? runbookMarkerIn(body)?.to;
    if (followUp !== undefined)
      return `${suspectsMarkerIn(body) ? "suspects" : "runbook"} ${followUp}`;
    const reminder = reminderIn(body);
    if (reminder !== undefined) return `reminder ${reminder}`;
    const page = pageIn(body);
    if (page !== undefined) return `page ${page}`;
    if (knownIn(body) !== undefined) return "known";
    if (reviewIn(body) !== undefined) return "review";
    const rows = timelineIn(body);
    if (rows !== undefined) return `timeline ${rows}`;
    const answered = answeredBy(body);
    return answered === undefined ? [] : `answer to ${answered}`;
  });
  const twice = made.filter((what, index) => made.indexOf(what) !== index);
  return twice.map((what) => `#${number} has two of: ${what}`);
}

/** I2: at most one open pull request of ours for each incident and target. */
function doublePulls({ repository }: PlaceReader): readonly string[] {
  const open = pullsOf(repository).filter(
    ({ state, author }) => state === "open" && author.login === bot,
  );
  const targets = open.map(({ pull }) => pull.head.ref.replace(/-\d{1,2}$/, ""));
  const twice = targets.filter((target, index) => targets.indexOf(target) !== index);
  return twice.map((target) => `two open pull requests for ${target}`);
}

/** I2: at most one postmortem for each incident, and one issue for each action item. */
function doublePostmortems({ repository }: PlaceReader): readonly string[] {
  const made = [...repository.issues.values()].flatMap(({ author, body }) => {
    if (author.login !== bot) return [];
    const of = postmortemOf(body ?? "");
    if (of !== undefined) return `postmortem of #${of.issue}`;
    const item = actionItemIn(body ?? "");
    return item === undefined ? [] : `action item ${item.number} of #${item.issue}`;
  });
  const twice = made.filter((what, index) => made.indexOf(what) !== index);
  return twice.map((what) => `two issues are the ${what}`);
}

/** What a trial merge needed is gone again. */
function scratchLeft(world: PlaceReader): readonly string[] {
  const left = world.branches().filter((name) => name.startsWith("allclear/scratch/"));
  return left.map((name) => `the branch ${name} was left behind`);
}

/** I6: generation, floor and `seenUntil` never go back, no timeline entry disappears. */
function stepsBack(world: PlaceReader, number: number): readonly string[] {
  return world.cardComments(number).flatMap(({ body, revisions }) => {
    const bodies = [...revisions.map((revision) => revision.body), body];
    const records = bodies.flatMap((text) => world.recordIn(text, number) ?? []);
    return records.slice(1).flatMap((record, index) => {
      const before = records[index];
      return before === undefined ? [] : lost(before, record).map((what) => `#${number}: ${what}`);
    });
  });
}

function lost(before: IncidentRecord, after: IncidentRecord): readonly string[] {
  const kept = new Set(after.incident.timeline.map(({ stamp, kind }) => `${kind} ${stamp}`));
  const gone = before.incident.timeline.filter(({ stamp, kind }) => !kept.has(`${kind} ${stamp}`));
  return [
    ...(after.generation < before.generation ? ["the generation went back"] : []),
    ...(after.floor < before.floor ? ["the floor went back"] : []),
    ...(Date.parse(after.seenUntil) < Date.parse(before.seenUntil) ? ["seenUntil went back"] : []),
    ...gone.map(({ kind, stamp }) => `the timeline lost ${kind} ${stamp}`),
  ];
}

/** I4: one more look at everything writes nothing. */
export async function writesAtRest(world: IncidentWorld): Promise<readonly string[]> {
  const before = world.calls.length;
  for (const number of world.repository.issues.keys()) world.look(number);
  await world.settle();
  const more = world.calls.slice(before).filter(({ isWrite }) => isWrite);
  return more.map(({ method, args }) => `at rest: ${method} ${JSON.stringify(args.slice(1))}`);
}
