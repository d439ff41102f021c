import { type DeclaredFrom, declarationText, declaredFromIn } from "../core/card/markers.ts";
import type { Asked, Command, DeclareIncident } from "../core/incident/commands.ts";
import { declareHere } from "../core/incident/decide/declare.ts";
import type { IncidentDeclared, IncidentEvent } from "../core/incident/events.ts";
import { refuseUnlessAllowed } from "../core/incident/permission.ts";
import { readStamp, type Stamp, sourceOf, stamp } from "../core/incident/stamp.ts";
import { type IncidentForm, readForm } from "../core/thread/read-form.ts";
import { authorize, type Unauthorized } from "./authorize.ts";
import { isOurs } from "./card-seen.ts";
import { declareCommand, isLabeled, withContext } from "./declaring.ts";
import { Again } from "./failure.ts";
import type { Observation } from "./observe.ts";
import { plainLabel } from "./own-labels.ts";
import type { Gesture } from "./ports.ts";
import { readOpeningPost } from "./read-comments.ts";
import { readConfirmations } from "./read-confirmations.ts";
import { readNamed } from "./read-named.ts";
import type { World } from "./world.ts";
import { actionFirstMs } from "./writer.ts";

/** What a thread without a card asks for. */
export type Declaration =
  | {
      readonly kind: "declared";
      readonly event: IncidentDeclared;
      /** What the incident form says besides. */
      readonly form: readonly IncidentEvent[];
      /** What was asked for besides: in an opening post by somebody who may, or by assigning. */
      readonly commands?: readonly Unauthorized[];
    }
  | { readonly kind: "report" }
  | { readonly kind: "answers"; readonly events: readonly IncidentEvent[] };

const nothingAsked: Declaration = { kind: "answers", events: [] };

/** So long after an issue last changed its events are taken to be complete. */
const eventsLagMs = 60_000;

/** Only a label, or a comment that a delivery named, can make a thread without a card speak. */
export async function readDeclaration(
  observation: Observation,
  world: World,
): Promise<Declaration> {
  const named = await readNamed(observation, world);
  const declared = named.find((event) => event.kind === "IncidentDeclared");
  if (declared?.kind === "IncidentDeclared") {
    return { kind: "declared", event: declared, form: [] };
  }
  if (named.length > 0) return { kind: "answers", events: named };
  return isLabeled(observation) ? readLabel(observation, world) : nothingAsked;
}

async function readLabel(observation: Observation, world: World): Promise<Declaration> {
  const { address, issue, settings } = observation;
  const { gestures } = await world.host.readGestures(address, 1);
  const label = labelGesture(gestures, observation, world);
  if (label === undefined) return byOurselves(observation, world);
  const byLabel: Unauthorized<DeclareIncident> = {
    command: declareCommand(observation),
    verb: "declare",
    by: label.by,
    stamp: stamp({ at: label.at, kind: "e", id: label.id, line: 0 }),
  };
  const candidates = [
    byLabel,
    ...(await readConfirmations(observation, { gestures, label, world })),
  ];
  const asked = await authorize(candidates, { address, settings, world });
  const valid = asked.find(
    (one) =>
      refuseUnlessAllowed(one, { cells: ["triage"] }, { config: settings.config }) === undefined,
  );
  if (valid === undefined) return { kind: "report" };
  const openingPost =
    valid.stamp === byLabel.stamp &&
    label.by.login === issue.author.login &&
    isAtOpening(label, issue);
  const declaration = declaredBy(valid, observation);
  if (declaration.kind !== "declared") return declaration;
  const joined = joinedBy(valid.stamp, gestures);
  const commands = [...joined, ...(openingPost ? readOpeningPost(observation) : [])];
  return { ...declaration, commands };
}

/** Whoever confirms a report by assigning somebody takes them on, as on any incident. */
function joinedBy(confirmed: Stamp, gestures: readonly Gesture[]): readonly Unauthorized[] {
  const { kind, id } = readStamp(confirmed);
  const gesture = gestures.find((one) => one.id === id && one.kind === "assigned");
  if (kind !== "e" || gesture?.subject === undefined) return [];
  const command: Command = { kind: "JoinResponse", login: gesture.subject };
  return [{ command, verb: "role", by: gesture.by, stamp: confirmed }];
}

function isAtOpening(label: Gesture, issue: { readonly createdAt: string }): boolean {
  return Date.parse(label.at) - Date.parse(issue.createdAt) <= 5_000;
}

/** The last time a person set the incident label; undefined when only we did. */
function labelGesture(
  gestures: readonly Gesture[],
  { settings, issue }: Observation,
  world: World,
): Gesture | undefined {
  const { config } = settings;
  const wanted = plainLabel(config.labels.incident);
  const about = gestures.filter(
    ({ kind, subject }) => kind === "labeled" && plainLabel(subject ?? "") === wanted,
  );
  const byPeople = about.filter(({ by }) => !isOurs(by.login, world.identity, config.identities));
  if (about.length > 0) return byPeople.at(-1);
  const age = world.clock.now().getTime() - Date.parse(issue.updatedAt);
  if (age < eventsLagMs)
    throw new Again("the label's event is not visible yet", { afterMs: 2_000 });
  // Old or transferred issues may have lost their events: then nobody vouches for the label.
  return { id: 0, kind: "labeled", by: issue.author, at: issue.createdAt, subject: wanted };
}

/**
 * An issue that `/incident declare <title>` made us open: the person who asked declares it. One
 * that a workflow opened is vouched for by its token, also where that is another identity of ours.
 */
async function byOurselves(observation: Observation, world: World): Promise<Declaration> {
  const { issue, address, settings } = observation;
  const from = declaredFromIn(issue.body);
  const others = from?.workflow === true ? settings.config.identities : [];
  if (from === undefined || !isOurs(issue.author.login, world.identity, others)) {
    return { kind: "report" };
  }
  if (from.workflow === true && !isProved(from, world)) return { kind: "report" };
  if (from.workflow === true) leaveToItsRun(observation, world);
  const { severity, services, startedAt, drill, by } = from;
  const command: DeclareIncident = {
    kind: "DeclareIncident",
    services,
    drill,
    ...(severity !== undefined && { severity }),
    ...(startedAt !== undefined && { startedAt }),
  };
  const request: Unauthorized<DeclareIncident> = {
    command,
    verb: "declare",
    by: { login: by, id: 0, bot: false },
    stamp: stamp({ at: issue.createdAt, kind: "i", id: issue.id, line: 0 }),
  };
  if (from.workflow === true) {
    return declaredBy({ ...request, by, authority: "triage" }, observation);
  }
  const [asked] = await authorize([request], { address, settings, world });
  return asked === undefined ? { kind: "report" } : declaredBy(asked, observation);
}

/** The run that opened it declares it at once; what it has left behind is ours a little later. */
function leaveToItsRun({ issue }: Observation, { identity, clock }: World): void {
  if (identity.writer === "action") return;
  const age = clock.now().getTime() - Date.parse(issue.createdAt);
  if (age >= actionFirstMs) return;
  throw new Again("the workflow that opened it declares it", { afterMs: actionFirstMs - age });
}

/** Any workflow writes as the same bot, perhaps what a stranger said: keys tell ours apart. */
function isProved(from: DeclaredFrom, { seal }: World): boolean {
  if (!seal.configured) return true;
  return seal.verify(declarationText(from), from.proof ?? "") === "valid";
}

function declaredBy(asked: Asked, observation: Observation): Declaration {
  const command =
    asked.command.kind === "DeclareIncident" && asked.command.title === undefined
      ? asked.command
      : declareCommand(observation);
  const [event] = declareHere({ ...asked, verb: "declare", command }, observation.settings.config);
  if (event?.kind !== "IncidentDeclared") return { kind: "report" };
  const form = formOf(observation);
  const { startedAt = form.startedAt } = event;
  const declared = { ...withContext(event, observation), ...(startedAt && { startedAt }) };
  return { kind: "declared", event: declared, form: saidInForm(form, declared) };
}

/** The form's answers, read as its author wrote them. */
function formOf({ issue, settings }: Observation): IncidentForm {
  const { timezone } = settings.config;
  return readForm(issue.body, { at: issue.createdAt, timezone, by: issue.author.login });
}

function saidInForm(form: IncidentForm, declared: IncidentDeclared): readonly IncidentEvent[] {
  const { stamp: at, by } = declared;
  const impact: IncidentEvent[] =
    form.affected === undefined
      ? []
      : [{ kind: "ImpactStated", stamp: at, by, impact: { text: form.affected } }];
  const changed: IncidentEvent[] =
    form.changed === undefined
      ? []
      : [{ kind: "NoteAdded", stamp: at, by, text: `What changed: ${form.changed}` }];
  return [...impact, ...changed];
}

/** Whether a stamp belongs to the comment or gesture that declared the incident. */
export function isDeclaring(one: Stamp, floor: Stamp): boolean {
  return sourceOf(one) === sourceOf(floor);
}
