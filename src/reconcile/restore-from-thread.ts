import { verdictIn } from "../core/card/markers.ts";
import type { IncidentRecord } from "../core/card/record.ts";
import type { Asked } from "../core/incident/commands.ts";
import type { IncidentDeclared } from "../core/incident/events.ts";
import type { Incident } from "../core/incident/incident.ts";
import { commander, holderOf } from "../core/incident/roles.ts";
import { readStamp, type Stamp, stamp } from "../core/incident/stamp.ts";
import { instantOf } from "../std/instant.ts";
import { isOurs } from "./card-seen.ts";
import { fold } from "./fold.ts";
import { firstRecord } from "./next-record.ts";
import type { Observation } from "./observe.ts";
import { hasLabel, isManaged, plainLabel, severityShown, statusShown } from "./own-labels.ts";
import { nothing, type Plan } from "./plan.ts";
import type { Comment, Gesture } from "./ports.ts";
import { readOne } from "./read-comments.ts";

import type { World } from "./world.ts";

/**
 * The last resort. Our own rockets and answers are the verdicts that were recorded; the labels and
 * assignees that stand there now win. It tells nobody and opens nothing: it only writes the card,
 * and the comments without a verdict are read by the look after it.
 */
export async function restoreFromThread(
  observation: Observation,
  world: World,
  commentId: number | undefined,
): Promise<Plan> {
  const { address, settings } = observation;
  const comments = await world.host.readComments(address);
  const { gestures } = await world.host.readGestures(address, 1);
  const first = firstRecord(declarationIn(observation, gestures, world), world.identity);
  if (first === undefined) return nothing;
  const judged = await judgedCommands({ ...observation, comments }, first.floor, world);
  const { incident } = fold(first, judged.commands, settings.config);
  const since = 1;
  const record: IncidentRecord = {
    ...first,
    generation: since,
    incident: asShown(incident, observation),
    processed: judged.processed,
    shown: shownNow(observation),
    owed: [
      { kind: "marker", since },
      { kind: "pin", since },
    ],
    notices: [{ code: "restored", from: "thread", at: instantOf(world.clock.now()) }],
  };
  const target = commentId === undefined ? {} : { commentId };
  return { steps: [{ kind: "write-card", record, ...target }] };
}

/** Whoever set the label first; a thread that lost even that counts from its opening. */
function declarationIn(
  { issue, settings }: Observation,
  gestures: readonly Gesture[],
  world: World,
): IncidentDeclared {
  const { config } = settings;
  const wanted = plainLabel(config.labels.incident);
  const labeled = gestures.filter(
    ({ kind, subject }) => kind === "labeled" && plainLabel(subject ?? "") === wanted,
  );
  const byPeople = labeled.filter(({ by }) => !isOurs(by.login, world.identity, config.identities));
  const label = byPeople[0] ?? labeled[0];
  const floor: Stamp =
    label === undefined
      ? stamp({ at: issue.createdAt, kind: "i", id: issue.id, line: 0 })
      : stamp({ at: label.at, kind: "e", id: label.id, line: 0 });
  const drill = hasLabel(issue, config.labels.drill);
  const by = label?.by.login ?? issue.author.login;
  return { kind: "IncidentDeclared", stamp: floor, by, services: [], drill };
}

async function judgedCommands(
  observation: Observation,
  floor: Stamp,
  world: World,
): Promise<{ commands: readonly Asked[]; processed: IncidentRecord["processed"] }> {
  const { comments, settings } = observation;
  const ours = (comment: Comment) =>
    isOurs(comment.author.login, world.identity, settings.config.identities);
  const verdicts = new Map(
    comments.filter(ours).flatMap(({ body }) => {
      const verdict = verdictIn(body);
      return verdict === undefined ? [] : [[verdict.to, verdict.doneLines] as const];
    }),
  );
  const commands: Asked[] = [];
  const processed: [number, string][] = [];
  const { at: since } = readStamp(floor);
  for (const comment of comments) {
    const lines = verdicts.get(`c${comment.id}`);
    const judged = lines !== undefined || comment.rockets > 0;
    if (ours(comment) || !judged || Date.parse(comment.createdAt) < Date.parse(since)) continue;
    processed.push([comment.id, comment.createdAt]);
    const read = await readOne(comment, observation, world);
    const done = read.filter((one) => lines?.includes(readStamp(one.stamp).line) ?? true);
    commands.push(
      ...done.map((one): Asked => ({ ...one, by: one.by.login, authority: "admin" as const })),
    );
  }
  return {
    commands: commands.filter(({ command }) => command.kind !== "DeclareIncident"),
    processed,
  };
}

/** Labels, assignees and state as they stand are what people last saw and did. */
function asShown(incident: Incident, { issue, settings }: Observation): Incident {
  const level = severityShown(issue, settings);
  const status = statusShown(issue, settings);
  const [first, ...others] = issue.assignees;
  const lead = holderOf(incident, commander) ?? first;
  const assigned = lead !== undefined && issue.assignees.includes(lead);
  return {
    ...incident,
    ...(level !== undefined && { severity: level.name }),
    ...(status !== undefined && { status }),
    roles: { ...incident.roles, ...(assigned && { [commander]: lead }) },
    responders: lead === first ? others : issue.assignees.filter((login) => login !== lead),
  };
}

function shownNow({ issue, settings }: Observation): IncidentRecord["shown"] {
  return {
    labels: issue.labels.filter((label) => isManaged(label, settings)),
    assignees: issue.assignees,
    state: issue.state,
  };
}
