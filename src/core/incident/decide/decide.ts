import type { Config } from "../../config/config.ts";
import { said } from "../asked-events.ts";
import type { Asked, Command, CommandKind } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { acknowledge } from "./acknowledge.ts";
import {
  addActionItem,
  completeActionItem,
  dropActionItem,
  editActionItem,
  reopenActionItem,
} from "./action-items.ts";
import { ask, distrustEdit, misread, removeIncidentLabel, touchOwnLabel } from "./answer-only.ts";
import { changeSeverity } from "./change-severity.ts";
import { changeStatus, mitigate } from "./change-status.ts";
import {
  askForReminder,
  pageResponders,
  setWatch,
  snoozeReminders,
  unsnoozeReminders,
} from "./clock.ts";
import { declare } from "./declare.ts";
import { closeIncident, dismiss, reopen, resolve } from "./end.ts";
import { followChecks, followPullRequest, reviewHotfixPlan } from "./follow.ts";
import { followTrackedIssue } from "./follow-ups.ts";
import { giveReminders } from "./give-reminders.ts";
import { openHotfix, proposeRollback } from "./mitigations.ts";
import {
  completePostmortem,
  openPostmortem,
  ownPostmortem,
  reopenPostmortem,
  reviewPostmortem,
  schedulePostmortem,
  waivePostmortem,
} from "./postmortem.ts";
import { addLink, addNote, amendNote, stateImpact, withdrawEntry, writeSummary } from "./record.ts";
import { assignRole, handOffRole, joinResponse, leaveResponse, vacateRole } from "./roles.ts";
import { markStep, pickRunbook } from "./runbook.ts";
import { changeServices, postUpdate } from "./tell.ts";

/** What a decider may look at. Time is in the command's stamp. */
export interface Situation {
  readonly incident: Incident;
  readonly config: Config;
}

export type Decider<C extends Command> = (
  asked: Asked<C>,
  situation: Situation,
) => readonly IncidentEvent[];

/** Pure and total: whatever a user wrote becomes events; a refusal is one of them. */
export function decide(asked: Asked, situation: Situation): readonly IncidentEvent[] {
  const decider = deciders[asked.command.kind] as Decider<Command>;
  return [...decider(asked, situation), ...warningsTo(asked)];
}

function warningsTo(asked: Asked): readonly IncidentEvent[] {
  const { warnings = [], verb } = asked;
  return warnings.map((warning) => ({ kind: "WarningGiven", ...said(asked), verb, warning }));
}

const deciders: { readonly [K in CommandKind]: Decider<Extract<Command, { kind: K }>> } = {
  DeclareIncident: declare,
  AcknowledgeIncident: acknowledge,
  ChangeSeverity: changeSeverity,
  ChangeStatus: changeStatus,
  MitigateIncident: mitigate,
  ResolveIncident: resolve,
  CloseIncident: closeIncident,
  DismissIncident: dismiss,
  ReopenIncident: reopen,
  AssignRole: assignRole,
  HandOffRole: handOffRole,
  VacateRole: vacateRole,
  JoinResponse: joinResponse,
  LeaveResponse: leaveResponse,
  StateImpact: stateImpact,
  ChangeServices: changeServices,
  WriteSummary: writeSummary,
  PostUpdate: postUpdate,
  AddNote: addNote,
  AmendNote: amendNote,
  WithdrawEntry: withdrawEntry,
  AddLink: addLink,
  AddActionItem: addActionItem,
  CompleteActionItem: completeActionItem,
  DropActionItem: dropActionItem,
  ProposeRollback: proposeRollback,
  OpenHotfix: openHotfix,
  PickRunbook: pickRunbook,
  MarkStep: markStep,
  FollowPullRequest: followPullRequest,
  FollowChecks: followChecks,
  ReviewHotfixPlan: reviewHotfixPlan,
  OpenPostmortem: openPostmortem,
  WaivePostmortem: waivePostmortem,
  SchedulePostmortem: schedulePostmortem,
  OwnPostmortem: ownPostmortem,
  CompletePostmortem: completePostmortem,
  ReopenPostmortem: reopenPostmortem,
  ReviewPostmortem: reviewPostmortem,
  EditActionItem: editActionItem,
  ReopenActionItem: reopenActionItem,
  FollowTrackedIssue: followTrackedIssue,
  GiveReminders: giveReminders,
  SnoozeReminders: snoozeReminders,
  UnsnoozeReminders: unsnoozeReminders,
  AskForReminder: askForReminder,
  SetWatch: setWatch,
  PageResponders: pageResponders,
  RemoveIncidentLabel: removeIncidentLabel,
  TouchOwnLabel: touchOwnLabel,
  DistrustEdit: distrustEdit,
  Ask: ask,
  Misread: misread,
};
