import type { IncidentRecord, Owed, Shown } from "../core/card/record.ts";
import { levelOfLabel } from "../core/config/ladder.ts";
import type { Command } from "../core/incident/commands.ts";
import { isActive, isStatus } from "../core/incident/lifecycle.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { commander, holderOf } from "../core/incident/roles.ts";
import { readStamp, stamp } from "../core/incident/stamp.ts";
import type { Unauthorized } from "./authorize.ts";
import { isOurs } from "./card-seen.ts";
import type { Observation } from "./observe.ts";
import type { Gesture, Issue } from "./ports.ts";
import { plainLabel } from "./read-comments.ts";
import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

/** What differs between what GitHub shows and what we last made it show. */
export type Difference =
  | { readonly kind: "label"; readonly name: string; readonly present: boolean }
  | { readonly kind: "assignee"; readonly login: string; readonly present: boolean }
  | { readonly kind: "state"; readonly state: "open" | "closed" };

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

export function differencesOf(
  issue: Issue,
  record: IncidentRecord,
  settings: Settings,
): readonly Difference[] {
  const { shown } = record;
  const differences: Difference[] = [
    ...labelDifferences(issue, shown, settings),
    ...assigneeDifferences(issue, shown),
    ...(issue.state === shown.state ? [] : [{ kind: "state" as const, state: issue.state }]),
  ];
  return differences.filter((difference) => !record.yielded.includes(keyOfDifference(difference)));
}

export function keyOfDifference(difference: Difference): string {
  switch (difference.kind) {
    case "label":
      return `label:${difference.name}:${difference.present}`;
    case "assignee":
      return `assignee:${difference.login}:${difference.present}`;
    case "state":
      return `state:${difference.state}`;
    default:
      return difference satisfies never;
  }
}

function labelDifferences(issue: Issue, shown: Shown, settings: Settings): readonly Difference[] {
  const ours = shown.labels.map(plainLabel);
  const present = issue.labels.map(plainLabel);
  const added = issue.labels.filter(
    (label) => isManaged(label, settings) && !ours.includes(plainLabel(label)),
  );
  const removed = shown.labels.filter((label) => !present.includes(plainLabel(label)));
  return [
    ...added.map((name) => ({ kind: "label" as const, name, present: true })),
    ...removed.map((name) => ({ kind: "label" as const, name, present: false })),
  ];
}

function assigneeDifferences(issue: Issue, shown: Shown): readonly Difference[] {
  const added = issue.assignees.filter(
    (login) => !shown.assignees.some((one) => sameLogin(one, login)),
  );
  const removed = shown.assignees.filter(
    (login) => !issue.assignees.some((one) => sameLogin(one, login)),
  );
  return [
    ...added.map((login) => ({ kind: "assignee" as const, login, present: true })),
    ...removed.map((login) => ({ kind: "assignee" as const, login, present: false })),
  ];
}

/** Labels that mean something to us: the incident label, severities and statuses. */
export function isManaged(label: string, { config }: Settings): boolean {
  const plain = plainLabel(label);
  return (
    plain === plainLabel(config.labels.incident) ||
    statusOfLabel(label, { config }) !== undefined ||
    levelOfLabel(config.ladder, config.labels, label) !== undefined
  );
}

export function statusOfLabel(
  label: string,
  { config }: Pick<Settings, "config">,
): string | undefined {
  const prefix = plainLabel(config.labels.statusPrefix);
  const plain = plainLabel(label);
  if (!plain.startsWith(prefix)) return undefined;
  const word = plain.slice(prefix.length).trim();
  return isStatus(word) ? word : undefined;
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
  const { settings, issue } = observation;
  const about = history.filter((gesture) => concerns(gesture, difference));
  const isOwn = (gesture: Gesture) =>
    isOurs(gesture.by.login, world.identity, settings.config.identities);
  const owed = record.owed.find((effect) => undoes(effect, difference));
  const written = observation.card.kind === "card" ? observation.card.comment.updatedAt : "";
  const doneByUs = about.some(
    (one) => isOwn(one) && !leadsTo(one, difference) && one.at >= written,
  );
  // Still owed and never done: what stands there is older than our decision.
  if (owed !== undefined && !doneByUs) return {};
  const last = about.findLast((gesture) => leadsTo(gesture, difference));
  if (last === undefined || isOwn(last)) return owed === undefined ? {} : { done: owed };
  const request = commandFor(difference, { record, settings, issue });
  const command: Unauthorized = {
    command: request.command,
    verb: request.verb,
    by: last.by,
    stamp: stamp({ at: last.at, kind: "e", id: last.id, line: 0 }),
    gesture: keyOfDifference(difference),
  };
  return owed === undefined ? { command } : { command, done: owed };
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

interface Request {
  readonly command: Command;
  readonly verb: string;
}

function commandFor(
  difference: Difference,
  given: { record: IncidentRecord; settings: Settings; issue: Issue },
): Request {
  switch (difference.kind) {
    case "label":
      return labelCommand(difference, given.settings);
    case "assignee":
      return assigneeCommand(difference, given.record);
    case "state":
      return difference.state === "closed"
        ? { verb: "resolve", command: { kind: "ResolveIncident" } }
        : { verb: "reopen", command: { kind: "ReopenIncident" } };
    default:
      return difference satisfies never;
  }
}

function labelCommand(
  { name, present }: Extract<Difference, { kind: "label" }>,
  settings: Settings,
): Request {
  const { config } = settings;
  const status = statusOfLabel(name, settings);
  if (status !== undefined) return statusCommand(status, present);
  const level = levelOfLabel(config.ladder, config.labels, name);
  if (level === undefined && plainLabel(name) === plainLabel(config.labels.incident)) {
    return { verb: "cancel", command: { kind: "RemoveIncidentLabel" } };
  }
  if (present && level !== undefined) {
    return { verb: "sev", command: { kind: "ChangeSeverity", severity: level.name } };
  }
  return { verb: "sev", command: { kind: "TouchOwnLabel", instead: "sev" } };
}

function statusCommand(status: string, present: boolean): Request {
  if (!present) return { verb: "status", command: { kind: "TouchOwnLabel", instead: "status" } };
  if (isStatus(status) && isActive(status)) {
    return { verb: "status", command: { kind: "ChangeStatus", status } };
  }
  const verbs = new Map([
    ["resolved", "resolve"],
    ["dismissed", "cancel"],
  ]);
  const instead = verbs.get(status) ?? "close-incident";
  return { verb: "status", command: { kind: "TouchOwnLabel", instead } };
}

function assigneeCommand(
  { login, present }: Extract<Difference, { kind: "assignee" }>,
  { incident }: IncidentRecord,
): Request {
  if (present) return { verb: "role", command: { kind: "JoinResponse", login } };
  if (sameLogin(holderOf(incident, commander), login)) {
    return { verb: "role", command: { kind: "VacateRole", role: commander, login } };
  }
  return { verb: "role", command: { kind: "LeaveResponse", login } };
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
