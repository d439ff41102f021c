import { refuse, said } from "../asked-events.ts";
import type { PermissionCell } from "../authority.ts";
import type {
  Ask,
  DistrustEdit,
  Misread,
  RemoveIncidentLabel,
  TouchOwnLabel,
} from "../commands.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider } from "./decide.ts";

/** Help is for everybody; what tells of incidents is for those who may triage. */
export const ask: Decider<Ask> = (asked, { incident, config }) => {
  const cells: PermissionCell[] = asked.command.topic === "help" ? ["any"] : ["triage"];
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  const { topic, about } = asked.command;
  return [{ kind: "QuestionAsked", ...said(asked), topic, ...(about !== undefined && { about }) }];
};

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
