import { answerMarker, replyMarker, withBodyMarker } from "../core/card/markers.ts";
import type { Effect } from "../core/card/record.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { readStamp } from "../core/incident/stamp.ts";
import { renderAnswer } from "../core/view/answer.ts";
import { answersFor } from "./answers.ts";
import type { Applying } from "./apply.ts";
import { Again, Stop } from "./failure.ts";
import { labelDefinition } from "./labels.ts";
import { openPull } from "./mitigations/open-pull.ts";
import { reportPlanCheck } from "./mitigations/report-plan-check.ts";
import { placeOf } from "./place-of.ts";
import type { Comment } from "./ports.ts";
import { postRunbook } from "./runbooks/post-runbook.ts";
import { writeTicks } from "./runbooks/write-ticks.ts";
import { postSuspects } from "./suspects/post-suspects.ts";
import { isDrillTitle, titleOf } from "./title.ts";

/** Bodies longer than this are left alone: the host may keep the old one without a word. */
const longestBody = 55_000;

/** GitHub takes 2,500 comments on an issue; the last hundred are left to people. */
const mostComments = 2_400;

/**
 * Carries out one owed effect; each is harmless when it is done twice, or found by its marker.
 * What GitHub answered and must be remembered comes back as events.
 */
export async function doEffect(
  effect: Effect,
  applying: Applying,
  card: Comment | undefined,
): Promise<readonly IncidentEvent[]> {
  switch (effect.kind) {
    case "pull-request":
      return openPull(effect, applying);
    case "runbook":
      return postRunbook({ effect, ...applying }, applying.world);
    default:
      await doSilently(effect, applying, card);
      return [];
  }
}

type Silent = Exclude<Effect, { kind: "pull-request" | "runbook" }>;

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
    case "marker":
      return card === undefined ? undefined : markBody(applying, card);
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
    default:
      return effect satisfies never;
  }
}

async function answer(
  effect: Extract<Effect, { kind: "answer" }>,
  applying: Applying,
): Promise<void> {
  const { observation, world, incident } = applying;
  const { settings, address, issue } = observation;
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

/** Right after a fresh read, and verified in the answer. */
async function markBody({ observation, world }: Applying, card: Comment): Promise<void> {
  const { address } = observation;
  const { body } = await world.host.readIssue(address);
  const { repository, issue } = address;
  const marked = withBodyMarker(body, { repository, issue, commentId: card.id });
  if (marked === body || marked.length > longestBody) return;
  const answered = await world.host.editIssue(address, { body: marked });
  if (answered.body.replaceAll("\r\n", "\n") !== marked.replaceAll("\r\n", "\n")) {
    throw new Again("the issue's body was changed at the same moment");
  }
}

async function markTitle({ observation, world }: Applying): Promise<void> {
  const { address, issue } = observation;
  if (isDrillTitle(issue.title)) return;
  await world.host.editIssue(address, { title: titleOf(issue.title, { drill: true }) });
}
