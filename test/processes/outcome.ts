import { setTimeout as delay } from "node:timers/promises";
import { answeredBy } from "../../src/core/card/markers.ts";
import { differences } from "../crash/disturbed.ts";
import { finalState } from "../support/final-state.ts";
import { bot } from "../support/in-memory-place.ts";
import { brokenPromises } from "../support/invariants.ts";
import type { PlaceReader } from "../support/place-reader.ts";
import { expectedEnd, type Line, script } from "./script.ts";
import { rest, type Stage } from "./stage.ts";

/** What is left on GitHub, without ids and times, to be compared with another run. */
export function outcomeOf(place: PlaceReader): unknown {
  const text = JSON.stringify(finalState(place))
    .replaceAll(/(Time to \w+: )[\w ]+/g, "$1some time ")
    .replaceAll(/127\.0\.0\.1:\d+/g, "host")
    .replaceAll(/\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?/g, "day")
    .replaceAll(/\b\d\d:\d\d\b/g, "time");
  return JSON.parse(text);
}

/** What of the script has not come true exactly once; empty when all of it has. */
export function missing(
  place: PlaceReader,
  said: readonly (readonly Line[])[] = script,
): readonly string[] {
  const cards = place.cardComments().length;
  return [
    ...(cards === 1 ? [] : [`${cards} cards`]),
    ...brokenPromises(place),
    ...said.flat().flatMap((line) => wronglyAnswered(place, line)),
    ...doubledEntries(place),
  ];
}

/** The whole script was carried out: what its last commands lead to. */
export function missingAtEnd(place: PlaceReader): readonly string[] {
  const end = { state: place.issue().state, labels: place.labels() };
  return [...missing(place), ...differences(end, expectedEnd)];
}

function wronglyAnswered(place: PlaceReader, { who, says, answer }: Line): readonly string[] {
  const comments = place.comments();
  const comment = comments.find(({ author, body }) => author.login === who && body === says);
  if (comment === undefined) return [`${who} never said ${says}`];
  const rockets = comment.reactions.filter(
    ({ content, user }) => content === "rocket" && user.login === bot,
  ).length;
  const replies = comments.filter(
    ({ author, body }) => author.login === bot && answeredBy(body) === `c${comment.id}`,
  ).length;
  const came = `${rockets} rockets and ${replies} replies`;
  const due = `${answer === "rocket" ? 1 : 0} rockets and ${answer === "reply" ? 1 : 0} replies`;
  return came === due ? [] : [`"${says}" has ${came}, not ${due}`];
}

function doubledEntries(place: PlaceReader): readonly string[] {
  const entries = place.record()?.incident.timeline.map(({ kind, stamp }) => `${kind} ${stamp}`);
  const doubled = entries?.filter((entry, index) => entries.indexOf(entry) !== index) ?? [];
  return doubled.map((entry) => `the timeline has twice: ${entry}`);
}

/** Waits until nothing is missing, then until all rests; says what is missing even then. */
export async function settle(
  stage: Stage,
  wrong: () => readonly string[],
  limitMs = 170_000,
): Promise<readonly string[]> {
  const end = Date.now() + limitMs;
  while (wrong().length > 0 && Date.now() < end) await delay(50);
  if (wrong().length === 0) await rest(stage);
  return wrong();
}
