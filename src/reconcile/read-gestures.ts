import type { IncidentRecord, Owed } from "../core/card/record.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { type Instant, readStamp, stamp } from "../core/incident/stamp.ts";
import type { Unauthorized } from "./authorize.ts";
import { isOurs } from "./card-seen.ts";
import { type Difference, differencesOf, keyOfDifference, yieldedTo } from "./differences.ts";
import { Again } from "./failure.ts";
import { commandFor } from "./gesture-command.ts";
import type { Observation } from "./observe.ts";
import { plainLabel } from "./own-labels.ts";
import type { Gesture } from "./ports.ts";
import type { World } from "./world.ts";

export interface GesturesRead {
  readonly commands: readonly Unauthorized[];
  /** Owed effects that were carried out before somebody changed the thing by hand. */
  readonly done: readonly Owed[];
  readonly gestures: IncidentRecord["gestures"];
}

/** Reads the issue's events only when something differs; the net difference counts. */
export async function readGestures(
  observation: Observation,
  record: IncidentRecord,
  world: World,
): Promise<GesturesRead> {
  const { issue, settings, address } = observation;
  const differences = differencesOf(issue, record, settings);
  if (differences.length === 0) return { commands: [], done: [], gestures: record.gestures };
  const page = await world.host.readGestures(address, record.gestures.page);
  const history = page.gestures.filter((gesture) => isSince(gesture, record));
  const found = differences.map((difference) =>
    explain(difference, { history, observation, record, world }),
  );
  const lastId = Math.max(record.gestures.lastId, ...history.map(({ id }) => id));
  return {
    commands: withoutReplaced(found.flatMap(({ command }) => command ?? [])),
    done: found.flatMap(({ done }) => done ?? []),
    gestures: { page: page.page, lastId },
  };
}

interface Case {
  readonly history: readonly Gesture[];
  readonly observation: Observation;
  readonly record: IncidentRecord;
  readonly world: World;
}

/** Who did it: the last human event that leads to what is there now, after our own last doing. */
function explain(
  difference: Difference,
  { history, observation, record, world }: Case,
): { command?: Unauthorized; done?: Owed } {
  const { settings } = observation;
  const about = history.filter((gesture) => concerns(gesture, difference));
  const isOwn = (gesture: Gesture) =>
    isOurs(gesture.by.login, world.identity, settings.config.identities);
  const owed = record.owed.find((effect) => undoes(effect, difference));
  const written = committedAt(observation, record);
  const doneByUs = about.some(
    (one) => isOwn(one) && !leadsTo(one, difference) && one.at >= written,
  );
  // Still owed and never done: what stands there is older than our decision.
  if (owed !== undefined && !doneByUs) return {};
  const last = about.findLast((gesture) => leadsTo(gesture, difference));
  const yielded = yieldedTo(record.yielded, keyOfDifference(difference));
  if (last !== undefined && yielded !== undefined && last.id <= yielded) return {};
  const isOld = last === undefined || last.id <= record.gestures.lastId;
  if (isOld && owed === undefined && yielded === undefined) waitForEvents(observation, world);
  if (last === undefined || isOwn(last)) return owed === undefined ? {} : { done: owed };
  const request = commandFor(difference, { record, settings });
  const command: Unauthorized = {
    command: request.command,
    verb: request.verb,
    by: last.by,
    stamp: stamp({ at: last.at, kind: "e", id: last.id, line: 0 }),
    gesture: keyOfDifference(difference),
  };
  return owed === undefined ? { command } : { command, done: owed };
}

/** So long after a delivery the issue's events may still lack what the issue already shows. */
const eventsLagMs = 10_000;

/** What nobody seems to have done was done a moment ago: undoing it would lose a gesture. */
function waitForEvents({ address }: Observation, world: World): void {
  const { toldAt } = address.seen;
  if (toldAt === undefined) return;
  if (world.clock.now().getTime() - Date.parse(toldAt) < eventsLagMs) {
    throw new Again("the event of a gesture is not visible yet", { afterMs: 2_000 });
  }
}

/** Our effects come after this, by GitHub's clock; older cards tell only when they were edited. */
function committedAt({ card }: Observation, { readAt }: IncidentRecord): Instant {
  return readAt ?? (card.kind === "card" ? card.comment.updatedAt : "");
}

function isSince(gesture: Gesture, record: IncidentRecord): boolean {
  return Date.parse(gesture.at) >= Date.parse(readStamp(record.floor).at);
}

function concerns(gesture: Gesture, difference: Difference): boolean {
  const subject = plainLabel(gesture.subject ?? "");
  switch (difference.kind) {
    case "label":
      return gesture.kind.endsWith("labeled") && subject === plainLabel(difference.name);
    case "assignee":
      return gesture.kind.endsWith("assigned") && subject === difference.login.toLowerCase();
    case "state":
      return gesture.kind === "closed" || gesture.kind === "reopened";
    default:
      return difference satisfies never;
  }
}

function leadsTo(gesture: Gesture, difference: Difference): boolean {
  if (difference.kind === "state") {
    return gesture.kind === (difference.state === "closed" ? "closed" : "reopened");
  }
  return !gesture.kind.startsWith("un") === difference.present;
}

function undoes(owed: Owed, difference: Difference): boolean {
  if (owed.kind === "label" && difference.kind === "label") {
    return (
      plainLabel(owed.name) === plainLabel(difference.name) && owed.present !== difference.present
    );
  }
  if (owed.kind === "assignee" && difference.kind === "assignee") {
    return sameLogin(owed.login, difference.login) && owed.present !== difference.present;
  }
  return owed.kind === "state" && difference.kind === "state" && owed.state !== difference.state;
}

/** Replacing one severity or status label by another is one request, not a removal as well. */
function withoutReplaced(commands: readonly Unauthorized[]): readonly Unauthorized[] {
  const replaced = (kind: string) => commands.some(({ command }) => command.kind === kind);
  return commands.filter(({ command }) => {
    if (command.kind !== "TouchOwnLabel") return true;
    if (command.instead === "sev") return !replaced("ChangeSeverity");
    return command.instead !== "status" || !replaced("ChangeStatus");
  });
}
