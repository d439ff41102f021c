import { verdictIn } from "../core/card/markers.ts";
import type { IncidentRecord } from "../core/card/record.ts";
import type { Config } from "../core/config/config.ts";
import type { Asked } from "../core/incident/commands.ts";
import type { IncidentDeclared } from "../core/incident/events.ts";
import type { Incident } from "../core/incident/incident.ts";
import { commander, holderOf } from "../core/incident/roles.ts";
import { readStamp, type Stamp, sourceOf, stamp } from "../core/incident/stamp.ts";
import { instantOf } from "../std/instant.ts";
import { authorityOf } from "./authorize.ts";
import { isOurs } from "./card-seen.ts";
import { coverDue } from "./clock/cover-due.ts";
import { fold } from "./fold.ts";
import { firstRecord } from "./next-record.ts";
import type { Observation } from "./observe.ts";
import { hasLabel, isManaged, plainLabel, severityShown, statusShown } from "./own-labels.ts";
import { nothing, type Plan } from "./plan.ts";
import type { Comment, Gesture } from "./ports.ts";
import { relinkPostmortem } from "./postmortem/relink.ts";
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
  const judged = await judgedCommands({ ...observation, comments }, first, world);
  const { incident } = fold(first, judged.commands, settings.config);
  const since = (observation.known?.generation ?? 0) + 1;
  const record: IncidentRecord = {
    ...first,
    generation: since,
    incident: coverDue(
      await relinkPostmortem(asShown(incident, observation), observation, world),
      observation,
      world,
    ),
    processed: judged.processed,
    shown: shownNow(observation),
    owed: [
      { kind: "marker", since },
      { kind: "pin", since },
    ],
    notices: [{ code: "restored", from: "thread", at: instantOf(world.clock.now()) }],
  };
  const target = commentId === undefined ? {} : { commentId };
  return {
    steps: [
      { kind: "write-card", record, ...target },
      { kind: "look-again", afterMs: 100 },
    ],
  };
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

interface Judged {
  readonly commands: readonly Asked[];
  readonly processed: IncidentRecord["processed"];
}

async function judgedCommands(
  observation: Observation,
  first: IncidentRecord,
  world: World,
): Promise<Judged> {
  const { comments, settings } = observation;
  const ours = (comment: Comment) =>
    isOurs(comment.author.login, world.identity, settings.config.identities);
  const verdicts = new Map(
    comments.filter(ours).flatMap(({ body, createdAt }) => {
      const verdict = verdictIn(body);
      return verdict === undefined ? [] : [[verdict.to, { ...verdict, at: createdAt }] as const];
    }),
  );
  const since = Date.parse(readStamp(first.floor).at);
  const commands: Asked[] = [];
  const judged: Comment[] = [];
  for (const comment of comments) {
    const verdict = verdicts.get(`c${comment.id}`);
    // What was written after the verdict was never judged.
    const isAsJudged = verdict !== undefined && comment.updatedAt <= verdict.at;
    const lines = isAsJudged ? verdict.doneLines : undefined;
    const isJudged = verdict !== undefined || comment.rockets > 0;
    if (ours(comment) || !isJudged || Date.parse(comment.createdAt) < since) continue;
    judged.push(comment);
    commands.push(...(await commandsOf(comment, lines, { observation, world })));
  }
  const spurious = refusedNow(first, commands, settings.config);
  return {
    commands: commands.filter((one) => !spurious.has(sourceOf(one.stamp))),
    processed: judged
      .filter(({ id }) => !spurious.has(`c${id}`))
      .map(({ id, createdAt }) => [id, createdAt]),
  };
}

/**
 * An answer names its lines and is ours; whose a rocket is cannot be told, so the author counts.
 */
async function commandsOf(
  comment: Comment,
  lines: readonly number[] | undefined,
  { observation, world }: { observation: Observation; world: World },
): Promise<readonly Asked[]> {
  const { address, settings } = observation;
  const read = await readOne(comment, observation, world);
  const done = read.filter(
    ({ command, stamp: said }) =>
      command.kind !== "DeclareIncident" && (lines?.includes(readStamp(said).line) ?? true),
  );
  if (done.length === 0) return [];
  const authority =
    lines === undefined
      ? await authorityOf(comment.author, { address, settings, world })
      : ("admin" as const);
  return done.map((one): Asked => ({ ...one, by: one.by.login, authority }));
}

/** Comments whose author may not do what they say: the next look reads and refuses them. */
function refusedNow(
  first: IncidentRecord,
  commands: readonly Asked[],
  config: Config,
): ReadonlySet<string> {
  const refused = fold(first, commands, config).events.filter(
    (event) => event.kind === "CommandRefused" && event.refusal.code === "not-allowed",
  );
  return new Set(refused.map((event) => sourceOf(event.stamp)));
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
