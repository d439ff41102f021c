import type { Effect, IncidentRecord } from "../core/card/record.ts";
import type { Asked, Command } from "../core/incident/commands.ts";
import { evolveAll } from "../core/incident/evolve.ts";
import { compareStamps, type Instant, readStamp } from "../core/incident/stamp.ts";
import { authorize, type Unauthorized } from "./authorize.ts";
import { type CardSeen, readCard } from "./card-seen.ts";
import { enquire, needsEnquiry } from "./enquire.ts";
import { Again } from "./failure.ts";
import { fold } from "./fold.ts";
import { isAnswered, leftOver } from "./left-over.ts";
import { followPulls } from "./mitigations/follow-pulls.ts";
import { firstRecord, nextRecord } from "./next-record.ts";
import type { Observation } from "./observe.ts";
import { nothing, type Plan, type Step } from "./plan.ts";
import { readAmendments, readDeletions, readNewComments } from "./read-comments.ts";
import { type Declaration, isDeclaring } from "./read-declaration.ts";
import { readGestures } from "./read-gestures.ts";
import { readTicks } from "./runbooks/read-ticks.ts";
import type { World } from "./world.ts";

/** An observation that holds a believed card. */
export type WithCard = Observation & { readonly card: Extract<CardSeen, { kind: "card" }> };

/** Commands since the last look, decided and folded; one card write if anything came of them. */
export async function planIncident(observation: WithCard, world: World): Promise<Plan> {
  const { record, comment } = observation.card;
  const gestures = await readGestures(observation, record, world);
  const read = await authorized(observation, { record, more: gestures.commands, world });
  const open = await leftOver(observation, record, world);
  const stillOwed = open.filter((owed) => !gestures.done.includes(owed));
  const next = nextRecord({
    observation,
    record,
    ...read,
    leftOver: stillOwed,
    gestures: gestures.gestures,
    world,
  });
  const known = new Set(stillOwed);
  // An answer may stand there already: an older card, put back, makes us read its comment again.
  const undone = (next?.owed ?? stillOwed).filter(
    (effect) => effect.kind !== "answer" || !isAnswered(effect.to, observation, world),
  );
  const effects = undone.map(
    (effect): Step => ({ kind: "effect", effect, leftOver: known.has(effect) }),
  );
  const write: Step[] =
    next === undefined ? [] : [{ kind: "write-card", commentId: comment.id, record: next }];
  const steps = [...write, ...effects, ...pointers(observation, world), ...lookAgain(read)];
  if (steps.length > 0) standBackFor(observation, world);
  return { steps };
}

/** So long the App leaves an incident to the Action after a write of the Action. */
const actionFirstMs = 2 * 60_000;

/** One writer per incident: the App takes its name back two minutes after the Action wrote. */
function standBackFor({ card }: Observation, world: World): void {
  if (card.kind !== "card") return;
  const other = card.record.writer === "action" && world.identity.writer !== "action";
  const age = world.clock.now().getTime() - Date.parse(card.comment.updatedAt);
  if (other && age < actionFirstMs) {
    throw new Again("the Action is writing this incident", { afterMs: actionFirstMs - age });
  }
}

/** Of two cards the lower id wins; each other one becomes a pointer to it. */
function pointers(observation: WithCard, world: World): readonly Step[] {
  const { card, comments, address, known, settings } = observation;
  const { identities } = settings.config;
  return comments
    .filter((comment) => comment.id > card.comment.id)
    .filter((comment) => readCard(comment, address, { world, known, identities }).kind === "card")
    .map(({ id }) => ({ kind: "pointer", commentId: id, to: card.comment.id }));
}

/** The first card of an incident, with whatever was said since it was declared. */
export async function planDeclared(
  observation: Observation,
  declaration: Extract<Declaration, { kind: "declared" }>,
  world: World,
): Promise<Plan> {
  const bare = firstRecord(declaration.event, world.identity);
  if (bare === undefined) return nothing;
  const incident = evolveAll(bare.incident, declaration.form) ?? bare.incident;
  const record: IncidentRecord = { ...bare, incident };
  const { commands: more = [] } = declaration;
  const read = await authorized(observation, { record, more, world });
  const beforehand = {
    events: [declaration.event],
    effects: firstEffects(declaration.event.drill),
  };
  const { gestures } = record;
  const next = nextRecord({
    observation,
    record,
    ...read,
    leftOver: [],
    gestures,
    beforehand,
    world,
  });
  if (next === undefined) return nothing;
  const effects = next.owed.map((effect): Step => ({ kind: "effect", effect, leftOver: false }));
  return { steps: [{ kind: "write-card", record: next }, ...effects, ...lookAgain(read)] };
}

function firstEffects(drill: boolean): readonly Effect[] {
  const title: Effect[] = drill ? [{ kind: "drill-title" }] : [];
  return [{ kind: "marker" }, { kind: "pin" }, ...title];
}

interface Authorized {
  readonly commands: readonly Asked[];
  readonly until?: Instant;
  /** Something of its pull requests could not be read. */
  readonly late: boolean;
}

async function authorized(
  observation: Observation,
  given: { record: IncidentRecord; more: readonly Unauthorized[]; world: World },
): Promise<Authorized> {
  const { record, more, world } = given;
  const { address, settings } = observation;
  const { asked: fresh, until } = await readNewComments(observation, record, world);
  const requests = [
    ...fresh,
    ...(await readTicks(observation, record, world)),
    ...(await readAmendments(observation, record, world)),
    ...(await readDeletions(observation, record, world)),
    ...more,
  ];
  const spoken = withoutEcho(await authorize(requests, { address, settings, world }));
  const always = spoken.some(needsEnquiry);
  const { followed, late } = await followPulls(observation, record, { world, always });
  const asked = [...spoken, ...followed].sort((a, b) => compareStamps(a.stamp, b.stamp));
  // The command that declared the incident has been carried out by declaring it.
  const commands = asked.filter(
    ({ command, stamp }) =>
      !(
        command.kind === "DeclareIncident" &&
        command.title === undefined &&
        isDeclaring(stamp, record.floor)
      ),
  );
  if (always) standBackFor(observation, world);
  // What became of earlier pull requests counts for what is asked of them now.
  const { incident } = fold(record, followed, settings.config);
  const enquired = await enquire(commands, { observation, incident, world });
  return { commands: enquired, late, ...(until !== undefined && { until }) };
}

const ending: readonly Command["kind"][] = ["ResolveIncident", "DismissIncident", "CloseIncident"];
/** "Close with comment" closes the issue and comments within so long of each other. */
const sameBreathMs = 5_000;

/** The closing that comes with a comment which ends the incident is no request of its own. */
function withoutEcho(commands: readonly Asked[]): readonly Asked[] {
  const spoken = commands.filter(
    ({ command, gesture }) => gesture === undefined && ending.includes(command.kind),
  );
  return commands.filter(
    (one) => one.gesture !== "state:closed" || !spoken.some((other) => isEcho(one, other)),
  );
}

function isEcho(gesture: Asked, spoken: Asked): boolean {
  const apart = Date.parse(readStamp(gesture.stamp).at) - Date.parse(readStamp(spoken.stamp).at);
  return gesture.by === spoken.by && Math.abs(apart) <= sameBreathMs;
}

/** What GitHub could not say just now is asked for again after so long. */
const laterMs = 60_000;

function lookAgain({ until, late }: Authorized): readonly Step[] {
  if (until !== undefined) return [{ kind: "look-again", afterMs: 100 }];
  return late ? [{ kind: "look-again", afterMs: laterMs }] : [];
}
