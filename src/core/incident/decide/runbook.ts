import { already, refuse, said } from "../asked-events.ts";
import type { Asked } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { FollowedRunbook, RunbookStep, StepState } from "../mitigation.ts";
import { mitigationCells } from "../mitigation-cells.ts";
import type { MarkStep, PickRunbook } from "../mitigation-commands.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider } from "./decide.ts";

export const pickRunbook: Decider<PickRunbook> = (asked, { incident, config }) => {
  const cells = mitigationCells.PickRunbook;
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  const { name: came, found } = asked.command;
  if (found?.kind !== "found") {
    return [refuse(asked, { code: "unknown-runbook", came, names: found?.names ?? [] })];
  }
  const { name } = found;
  if (incident.runbook?.name === name) return [already(asked, `the runbook ${name} is followed`)];
  return [{ kind: "RunbookRequested", ...said(asked), name }];
};

/** By word, or by ticking its box: GitHub lets only people with write permission do that. */
export const markStep: Decider<MarkStep> = (asked, { incident, config }) => {
  const { runbook } = incident;
  if (asked.gesture !== undefined) return markByTick(asked, runbook);
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  if (runbook === undefined) return [refuse(asked, { code: "no-runbook" })];
  const { step: came, to, note } = asked.command;
  const step = runbook.steps[came - 1];
  if (step === undefined) {
    return [refuse(asked, { code: "no-such-step", came, steps: runbook.steps.length })];
  }
  if (step.state === to && note === undefined) return [already(asked, `step ${came} is ${to}`)];
  return [marked(asked, step, runbook)];
};

/** A box says only that a step needs nobody any more, and only of the runbook that lies there. */
function markByTick(
  asked: Asked<MarkStep>,
  runbook: FollowedRunbook | undefined,
): readonly IncidentEvent[] {
  const { step: number, to, commentId } = asked.command;
  if (runbook === undefined || commentId !== runbook.commentId) return [];
  const step = runbook.steps[number - 1];
  if (step === undefined || showsTick(step.state) === showsTick(to)) return [];
  return [marked(asked, step, runbook)];
}

function marked(
  asked: Asked<MarkStep>,
  { text, state }: RunbookStep,
  { commentId }: FollowedRunbook,
): IncidentEvent {
  const { step, to, note } = asked.command;
  const wordGoes = state === "skipped" || state === "failed";
  return {
    kind: "RunbookStepMarked",
    ...said(asked),
    step,
    text,
    to,
    ...(note !== undefined && { note }),
    commentId,
    ticked: asked.gesture !== undefined && !wordGoes,
  };
}

/** As the box in the comment shows it. */
function showsTick(state: StepState): boolean {
  return state === "done" || state === "skipped";
}
