import { refuse, said } from "../asked-events.ts";
import type { PermissionCell } from "../authority.ts";
import type {
  Ask,
  DistrustEdit,
  Misread,
  RemoveIncidentLabel,
  Topic,
  TouchOwnLabel,
} from "../commands.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider } from "./decide.ts";

/** Help is for everybody; what tells of incidents is for those who may triage. */
export const ask: Decider<Ask> = (asked, { incident, config }) => {
  const { kind: _kind, ...question } = asked.command;
  const refused = refuseUnlessAllowed(
    asked,
    { cells: [cellOf(question.topic)] },
    { incident, config },
  );
  return [refused ?? { kind: "QuestionAsked", ...said(asked), ...question }];
};

function cellOf(topic: Topic): PermissionCell {
  if (topic === "help") return "any";
  // A preview may write a scratch branch for as long as it tries a merge.
  return topic === "rollback-preview" ? "write" : "triage";
}

export const misread: Decider<Misread> = (asked) => {
  const { came, expected, example } = asked.command;
  return [refuse(asked, { code: "misread", came, expected, example })];
};

/** An incident ends by a word, not by losing its label. */
export const removeIncidentLabel: Decider<RemoveIncidentLabel> = (asked) => [
  refuse(asked, { code: "cancel-instead" }),
];

export const touchOwnLabel: Decider<TouchOwnLabel> = (asked) => [
  refuse(asked, { code: "verb-instead", verb: asked.command.instead }),
];

/** Only its author's words are a person's command. */
export const distrustEdit: Decider<DistrustEdit> = (asked) => {
  const { editor } = asked.command;
  return [
    refuse(asked, { code: "edited-by-somebody-else", ...(editor !== undefined && { editor }) }),
  ];
};
