import type { Effect, IncidentRecord, Notice, Owed, Shown } from "../core/card/record.ts";
import { schemaVersion } from "../core/card/record.ts";
import type { Asked } from "../core/incident/commands.ts";
import type { IncidentDeclared, IncidentEvent } from "../core/incident/events.ts";
import { evolve } from "../core/incident/evolve.ts";
import { type Instant, readStamp, sourceOf } from "../core/incident/stamp.ts";
import { instantOf } from "../std/instant.ts";
import { isOurs } from "./card-seen.ts";
import { heardAt } from "./clock/due-now.ts";
import { answersTo, desiredShown, effectsToShow, owe } from "./desired.ts";
import { differencesOf, keyOfDifference, keyOfYielded } from "./differences.ts";
import { effectsOfEvents } from "./effects-of-events.ts";
import { fold } from "./fold.ts";
import { type Observation, overlapMs } from "./observe.ts";
import type { Comment, Issue } from "./ports.ts";
import { secondRead } from "./postmortem/read-second.ts";
import { threadReadOf } from "./postmortem/second-thread.ts";
import { withDestinations } from "./telling/effects-of-telling.ts";
import type { World } from "./world.ts";

/** A look that has read more comments than this without a command moves `seenUntil`. */
const mostUnmarked = 50;

/** The record of an incident that was declared just now; its card is yet to be written. */
export function firstRecord(
  declared: IncidentDeclared,
  { writer }: { writer: string },
): IncidentRecord | undefined {
  const incident = evolve(undefined, declared);
  if (incident === undefined) return undefined;
  const { at } = readStamp(declared.stamp);
  return {
    schema: schemaVersion,
    generation: 0,
    writer,
    floor: declared.stamp,
    seenUntil: at,
    processed: [],
    gestures: { page: 1, lastId: 0 },
    shown: { labels: [], assignees: [], state: "open" },
    putBack: [],
    yielded: [],
    incident,
    owed: [],
    notices: [],
  };
}

/** What a look has to build the next record from. */
export interface Advance {
  readonly observation: Observation;
  readonly record: IncidentRecord;
  readonly commands: readonly Asked[];
  /** What is owed from earlier writes and not seen to be done. */
  readonly leftOver: readonly Owed[];
  readonly gestures: IncidentRecord["gestures"];
  /** Events and effects of the declaration or restoration that led here. */
  readonly beforehand?: {
    readonly events: readonly IncidentEvent[];
    readonly effects: readonly Effect[];
  };
  readonly world: World;
  /** Where reading stopped, when more was said than one look takes. */
  readonly until?: Instant;
  /** The same of the postmortem's thread. */
  readonly secondUntil?: Instant;
}

/** The next record, or undefined when nothing has to be written. */
export function nextRecord(advance: Advance): IncidentRecord | undefined {
  const { observation, record, commands, world, beforehand } = advance;
  const { settings, issue } = observation;
  const folded = fold(record, commands, settings.config);
  const events = [...(beforehand?.events ?? []), ...folded.events];
  const changed =
    events.length > 0 || folded.yielded.length > record.yielded.length || beforehand !== undefined;
  if (!changed && unmarked(observation, record, world) <= mostUnmarked) return undefined;
  const generation = record.generation + 1;
  const seenUntil = advance.until ?? newestSeen(observation, record.seenUntil);
  const shown = desiredShown(folded.incident, settings);
  const yielded = stillYielded(folded.yielded, { observation, before: record.shown, shown });
  const show = effectsToShow(folded.incident, {
    issue,
    settings,
    before: record.generation === 0 ? undefined : record.shown,
    yielded,
  });
  const { first, last } = effectsOfEvents(events, {
    config: settings.config,
    before: record.incident,
    after: folded.incident,
  });
  const effects = [
    ...first,
    ...answersTo(events, saidOn(commands)),
    ...(beforehand?.effects ?? []),
    ...show,
    ...last,
  ];
  return {
    ...writtenBy(record, world),
    generation,
    seenUntil,
    processed: processedAfter(advance, seenUntil),
    gestures: advance.gestures,
    shown,
    readAt: readAt(observation),
    ...heardSoFar(observation, record, world),
    putBack: folded.putBack,
    ...readThere(advance),
    yielded,
    incident: withDestinations(folded.incident, effects),
    owed: owe(advance.leftOver, effects, {
      since: generation,
      owedAt: instantOf(world.clock.now()),
    }),
    notices: noticesFor(record, { issue, until: seenUntil }),
  };
}

function heardSoFar(
  observation: Observation,
  record: IncidentRecord,
  world: World,
): Pick<IncidentRecord, "heardAt"> {
  const heard = heardAt(observation, record, world);
  return heard === undefined ? {} : { heardAt: heard };
}

/** The record with whose it is from this write on. */
function writtenBy({ run: _run, ...record }: IncidentRecord, { identity }: World): IncidentRecord {
  const { writer, run } = identity;
  return { ...record, writer, ...(run !== undefined && { run }) };
}

/** Which comments and gestures were made on another issue than the incident's own. */
function saidOn(commands: readonly Asked[]): ReadonlyMap<string, number> {
  return new Map(
    commands.flatMap(({ stamp, on }) => (on === undefined ? [] : [[sourceOf(stamp), on] as const])),
  );
}

function readThere({
  observation,
  record,
  commands,
  secondUntil,
}: Advance): Pick<IncidentRecord, "postmortemRead"> {
  const { second } = observation;
  if (second === undefined) return {};
  const until = secondUntil === undefined ? {} : { until: secondUntil };
  return { postmortemRead: secondRead(record, second, { commands, ...until }) };
}

/** From so many comments on the card says that the thread is nearly full (2,500 is the end). */
const manyComments = 2_000;

/** So long the card says that it was restored. */
const restoredFreshMs = 60 * 60_000;

function noticesFor(
  record: IncidentRecord,
  { issue, until }: { issue: Issue; until: Instant },
): IncidentRecord["notices"] {
  const isOver = (notice: Notice) =>
    notice.code === "thread-nearly-full" ||
    (notice.code === "restored" && Date.parse(until) - Date.parse(notice.at) > restoredFreshMs);
  const others = record.notices.filter((notice) => !isOver(notice));
  if (issue.comments < manyComments) return others;
  return [...others, { code: "thread-nearly-full", comments: issue.comments }];
}

/** A thing is yielded only as long as it differs, and only until we ourselves change it. */
function stillYielded(
  yielded: readonly string[],
  { observation, before, shown }: { observation: Observation; before: Shown; shown: Shown },
): readonly string[] {
  const { issue, settings } = observation;
  const keysOf = (what: Shown) =>
    differencesOf(issue, { shown: what }, settings).map(keyOfDifference);
  const [were, are] = [keysOf(before), keysOf(shown)];
  return yielded.filter((one) => {
    const key = keyOfYielded(one);
    return were.includes(key) && are.includes(key);
  });
}

/** The newest time of GitHub's that this look has seen. */
function readAt({ issue, comments, card }: Observation): Instant {
  const cards = card.kind === "card" ? [card.comment.updatedAt] : [];
  return [...comments.map(({ createdAt }) => createdAt), ...cards].reduce(
    (newest, at) => (Date.parse(at) > Date.parse(newest) ? at : newest),
    issue.updatedAt,
  );
}

function newestSeen({ comments }: Observation, before: Instant): Instant {
  return comments.reduce(
    (newest, { createdAt }) => (Date.parse(createdAt) > Date.parse(newest) ? createdAt : newest),
    before,
  );
}

function processedAfter(
  { record, commands }: Advance,
  seenUntil: Instant,
): IncidentRecord["processed"] {
  const now = commands.flatMap(({ stamp, on }): [number, Instant][] => {
    const { kind, id, at } = readStamp(stamp);
    return kind === "c" && on === undefined ? [[id, at]] : [];
  });
  const all = new Map([...record.processed, ...now]);
  const horizon = Date.parse(seenUntil) - overlapMs;
  return [...all].filter(([, at]) => Date.parse(at) >= horizon).sort(([a], [b]) => a - b);
}

/** Comments of people, on the incident and its postmortem, that no write has covered yet. */
function unmarked(
  { comments, second, settings }: Observation,
  record: IncidentRecord,
  world: World,
): number {
  const newerThan = (seenUntil: Instant) => (comment: Comment) =>
    Date.parse(comment.createdAt) > Date.parse(seenUntil) &&
    !isOurs(comment.author.login, world.identity, settings.config.identities);
  const there = second?.comments.filter(newerThan(threadReadOf(record, second).seenUntil)) ?? [];
  return comments.filter(newerThan(record.seenUntil)).length + there.length;
}
