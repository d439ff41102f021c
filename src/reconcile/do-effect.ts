import { answerMarker, replyMarker } from "../core/card/markers.ts";
import type { Effect, Owed } from "../core/card/record.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { readStamp } from "../core/incident/stamp.ts";
import { renderAnswer } from "../core/view/answer.ts";
import { answersFor } from "./answers.ts";
import type { Applying } from "./apply.ts";
import { followPage } from "./clock/follow-page.ts";
import { givePage } from "./clock/give-page.ts";
import { giveReminder } from "./clock/give-reminder.ts";
import { Stop } from "./failure.ts";
import { labelDefinition } from "./labels.ts";
import { markBody } from "./mark-body.ts";
import { openPull } from "./mitigations/open-pull.ts";
import { reportPlanCheck } from "./mitigations/report-plan-check.ts";
import type { Observation } from "./observe.ts";
import { placeOf } from "./place-of.ts";
import type { Comment } from "./ports.ts";
import { openPostmortem } from "./postmortem/open-postmortem.ts";
import { openTracked } from "./postmortem/open-tracked.ts";
import { setPostmortemOwner } from "./postmortem/set-postmortem-owner.ts";
import { setPostmortemState } from "./postmortem/set-postmortem-state.ts";
import { setTrackedState } from "./postmortem/set-tracked-state.ts";
import { tellKnown } from "./postmortem/tell-known.ts";
import { writeChecklist } from "./postmortem/write-checklist.ts";
import { writeReview } from "./postmortem/write-review.ts";
import { postRunbook } from "./runbooks/post-runbook.ts";
import { writeTicks } from "./runbooks/write-ticks.ts";
import { postSuspects } from "./suspects/post-suspects.ts";
import { patiently } from "./telling/patiently.ts";
import { showRoom } from "./telling/show-room.ts";
import { tellDestination } from "./telling/tell-destination.ts";
import { isDrillTitle, titleOf } from "./title.ts";

/** GitHub takes 2,500 comments on an issue; the last hundred are left to people. */
const mostComments = 2_400;

/**
 * Carries out one owed effect; each is harmless when it is done twice, or found by its marker.
 * What GitHub answered and must be remembered comes back as events.
 */
export async function doEffect(
  effect: Owed,
  applying: Applying,
  card: Comment | undefined,
): Promise<readonly IncidentEvent[]> {
  switch (effect.kind) {
    case "pull-request":
      return openPull(effect, applying);
    case "runbook":
      return postRunbook({ effect, ...applying }, applying.world);
    case "page":
      return givePage(effect, applying);
    case "page-state":
      return patiently(effect, applying, () => followPage(effect, applying));
    case "tell":
      return patiently(effect, applying, () => tellDestination(effect, applying));
    case "room":
      return patiently(effect, applying, () => showRoom(effect, applying));
    case "postmortem":
      return openPostmortem(effect, applying);
    case "tracked":
      return openTracked(effect, applying);
    case "tracked-state":
      return setTrackedState(effect, applying);
    default:
      await doSilently(effect, applying, card);
      return [];
  }
}

type Silent = Exclude<
  Owed,
  {
    kind:
      | "pull-request"
      | "runbook"
      | "page"
      | "page-state"
      | "tell"
      | "room"
      | "postmortem"
      | "tracked"
      | "tracked-state";
  }
>;

async function doSilently(
  effect: Silent,
  applying: Applying,
  card: Comment | undefined,
): Promise<void> {
  const { world, observation } = applying;
  const { address } = observation;
  switch (effect.kind) {
    case "answer":
      await answer(effect, applying);
      return;
    case "react":
      return world.host.react(address, effect.commentId);
    case "label":
      return setLabel(effect, applying);
    case "assignee":
      return setAssignee(effect, applying);
    case "state":
      await world.host.editIssue(address, { state: effect.state, stateReason: effect.reason });
      return;
    case "marker": {
      const { incident } = applying;
      if (card === undefined || incident === undefined) return;
      return markBody(observation, { card, incident }, world);
    }
    case "drill-title":
      return markTitle(applying);
    case "pin":
      return card === undefined ? undefined : world.host.pin(address, card.id);
    case "suspects":
      return postSuspects(effect, applying);
    case "ticks":
      return writeTicks(effect.commentId, applying.incident, applying);
    case "plan-check":
      return reportPlanCheck(effect, applying);
    case "known":
      return tellKnown(effect, applying);
    case "checklist":
      return writeChecklist(applying);
    case "postmortem-state":
      return setPostmortemState(effect, applying);
    case "postmortem-owner":
      return setPostmortemOwner(effect, applying);
    case "review":
      return writeReview(applying);
    case "reminder":
      return giveReminder(effect, applying);
    default:
      return effect satisfies never;
  }
}

async function answer(
  effect: Extract<Effect, { kind: "answer" }>,
  applying: Applying,
): Promise<void> {
  const { observation, world, incident } = applying;
  const { settings } = observation;
  const { address, issue } = threadOf(effect.on, observation);
  if (issue.comments >= mostComments) {
    throw new Stop("refused", `the issue has ${issue.comments} comments: the card alone answers`);
  }
  const text = renderAnswer(effect.events, {
    incident,
    config: settings.config,
    templates: settings.templates,
    place: placeOf(observation, world),
    answers: await answersFor(effect.events, applying),
  });
  const marker =
    incident === undefined
      ? replyMarker(effect.to)
      : answerMarker(effect.to, linesCarriedOut(effect.events));
  await world.host.createComment(address, `${text}\n\n${marker}`);
}

/** The issue an answer goes to: the incident's, or its postmortem. */
function threadOf(
  on: number | undefined,
  { address, issue, second }: Observation,
): Pick<Observation, "address" | "issue"> {
  if (on === undefined || on === address.issue) return { address, issue };
  if (second?.issue.number === on) return second;
  // It cannot be read just now: how full it is shows when something is written.
  return { address: { ...address, issue: on }, issue: { ...issue, comments: 0 } };
}

/** The verdicts that a restoration from the thread goes by. */
function linesCarriedOut(events: readonly IncidentEvent[]): readonly number[] {
  const done = events.filter(
    ({ kind }) =>
      kind !== "CommandRefused" && kind !== "NothingChanged" && kind !== "QuestionAsked",
  );
  return [...new Set(done.map(({ stamp }) => readStamp(stamp).line))];
}

/** GitHub leaves out people without access, and says so only by whom it answers with. */
async function setAssignee(
  effect: Extract<Effect, { kind: "assignee" }>,
  { observation, world }: Applying,
): Promise<void> {
  const { address } = observation;
  if (!effect.present) {
    await world.host.unassign(address, [effect.login]);
    return;
  }
  const assigned = await world.host.assign(address, [effect.login]);
  if (!assigned.some((login) => sameLogin(login, effect.login))) {
    throw new Stop("refused", `${effect.login} cannot be assigned here: no access`);
  }
}

async function setLabel(
  effect: Extract<Effect, { kind: "label" }>,
  { observation, world }: Applying,
): Promise<void> {
  const { address, settings } = observation;
  if (!effect.present) return world.host.removeLabel(address, effect.name);
  await world.host.ensureLabel(address, labelDefinition(effect.name, settings));
  await world.host.addLabels(address, [effect.name]);
}

async function markTitle({ observation, world }: Applying): Promise<void> {
  const { address, issue } = observation;
  if (isDrillTitle(issue.title)) return;
  await world.host.editIssue(address, { title: titleOf(issue.title, { drill: true }) });
}
