import type { Effect, IncidentRecord, Owed } from "../core/card/record.ts";
import type { Asked, Command } from "../core/incident/commands.ts";
import { evolveAll } from "../core/incident/evolve.ts";
import { compareStamps, type Instant, readStamp, sourceOf } from "../core/incident/stamp.ts";
import { authorize, type Unauthorized } from "./authorize.ts";
import { type CardSeen, readCard } from "./card-seen.ts";
import { dueReminders } from "./clock/due-reminders.ts";
import { enquire, needsEnquiry } from "./enquire.ts";
import { fold } from "./fold.ts";
import { isAnswered, leftOver } from "./left-over.ts";
import { followPulls } from "./mitigations/follow-pulls.ts";
import { firstRecord, nextRecord } from "./next-record.ts";
import type { Observation } from "./observe.ts";
import { nothing, type Plan, type Step } from "./plan.ts";
import { followPostmortem, withReview } from "./postmortem/follow-postmortem.ts";
import { followTracked } from "./postmortem/follow-tracked.ts";
import { readSecondCommands } from "./postmortem/read-second.ts";
import { isThere } from "./postmortem/second-thread.ts";
import { mayBeKnown } from "./postmortem/tell-known.ts";
import { wishes } from "./postmortem/wishes.ts";
import { readAmendments, readDeletions, readNewComments } from "./read-comments.ts";
import { type Declaration, isDeclaring } from "./read-declaration.ts";
import { readGestures } from "./read-gestures.ts";
import { readTicks } from "./runbooks/read-ticks.ts";
import type { World } from "./world.ts";
import { leftToTheApp, standBackFor } from "./writer.ts";

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
  const undone = (next?.owed ?? stillOwed).filter(
    (effect) =>
      // An answer may stand there: an older card, put back, makes us read its comment again.
      !(effect.kind === "answer" && isAnswered(effect, observation, world)) &&
      !(observation.secondHidden === true && known.has(effect) && isThere(effect)),
  );
  const effects = urgentFirst(undone, known).map(
    (effect): Step => ({ kind: "effect", effect, leftOver: known.has(effect) }),
  );
  const write: Step[] =
    next === undefined ? [] : [{ kind: "write-card", commentId: comment.id, record: next }];
  const steps = [...write, ...effects, ...pointers(observation, world), ...lookAgain(read)];
  if (steps.length === 0) return nothing;
  const why = leftToTheApp(observation, { commands: read.commands, owed: stillOwed }, world);
  if (why !== undefined) return { steps: [{ kind: "leave", why }] };
  standBackFor(observation, world);
  return { steps };
}

/** Somebody is to be woken before anything else; what lies outside keeps nobody waiting. */
function urgentFirst(owed: readonly Owed[], leftOver: ReadonlySet<Owed>): readonly Owed[] {
  const rank = (one: Owed) => {
    if (one.kind === "page") return leftOver.has(one) ? 2 : 0;
    return outside.has(one.kind) ? 2 : 1;
  };
  return owed.toSorted((a, b) => rank(a) - rank(b));
}

const outside: ReadonlySet<Owed["kind"]> = new Set(["page-state", "tell", "room"] as const);

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
  const [read, known] = await Promise.all([
    authorized(observation, { record, more, world }),
    // Looked up before it is owed: what is owed and leaves no trace would be looked up again.
    mayBeKnown({ observation, incident, world }),
  ]);
  const to = sourceOf(declaration.event.stamp);
  const beforehand = {
    events: [declaration.event],
    effects: [
      ...firstEffects(declaration.event.drill),
      ...(known ? [{ kind: "known" as const, to }] : []),
    ],
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
  const effects = urgentFirst(next.owed, new Set()).map(
    (effect): Step => ({ kind: "effect", effect, leftOver: false }),
  );
  return { steps: [{ kind: "write-card", record: next }, ...effects, ...lookAgain(read)] };
}

function firstEffects(drill: boolean): readonly Effect[] {
  const title: Effect[] = drill ? [{ kind: "drill-title" }] : [];
  return [{ kind: "marker" }, { kind: "pin" }, ...title];
}

interface Authorized {
  readonly commands: readonly Asked[];
  readonly until?: Instant;
  readonly secondUntil?: Instant;
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
  const there = await readSecondCommands(observation, record, world);
  const requests = [
    ...fresh,
    ...there.asked,
    ...(await readTicks(observation, record, world)),
    ...(await readAmendments(observation, record, world)),
    ...(await readDeletions(observation, record, world)),
    ...more,
  ];
  const spoken = withoutEcho(await authorize(requests, { address, settings, world }));
  const always = spoken.some(needsEnquiry);
  const following = { observation, record, world };
  const { followed, late } = await followPulls(observation, record, { world, always });
  const tracked = await followTracked(following);
  const asked = [
    ...spoken.map((one) => withReview(one, following)),
    ...followed,
    ...tracked.followed,
    ...(await followPostmortem(following)),
    ...wishes(following),
  ].sort((a, b) => compareStamps(a.stamp, b.stamp));
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
  return {
    commands: [...enquired, ...dueReminders(enquired, following)],
    late: late || tracked.late,
    ...(until !== undefined && { until }),
    ...(there.until !== undefined && { secondUntil: there.until }),
  };
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

function lookAgain({ until, secondUntil, late }: Authorized): readonly Step[] {
  if ((until ?? secondUntil) !== undefined) return [{ kind: "look-again", afterMs: 100 }];
  return late ? [{ kind: "look-again", afterMs: laterMs }] : [];
}
