import { said } from "../asked-events.ts";
import type {
  AddLink,
  AddNote,
  AmendNote,
  StateImpact,
  WithdrawEntry,
  WriteSummary,
} from "../commands.ts";
import type { Impact } from "../incident.ts";
import { refuseUnlessAllowed, sameLogin } from "../permission.ts";
import { sourceOf } from "../stamp.ts";
import { entryText } from "../timeline.ts";
import type { Decider } from "./decide.ts";

export const addNote: Decider<AddNote> = (asked, { incident, config }) => {
  const cells = config.notes.open ? (["any"] as const) : (["triage"] as const);
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  const { text, at } = asked.command;
  return [{ kind: "NoteAdded", ...said(asked), text, ...(at !== undefined && { at }) }];
};

/** Only the note's own author amends it, and only while it stands. A text too long is kept cut. */
export const amendNote: Decider<AmendNote> = (asked, { incident }) => {
  const { entry, text, at } = asked.command;
  const note = incident.timeline.find((one) => one.stamp === entry && one.kind === "NoteAdded");
  if (note === undefined || note.withdrawn === true) return [];
  if (!sameLogin(note.by, asked.by)) return [];
  if (note.text === entryText(text) && note.at === at) return [];
  return [{ kind: "NoteAmended", ...said(asked), entry, text, ...(at !== undefined && { at }) }];
};

export const withdrawEntry: Decider<WithdrawEntry> = (asked, { incident }) => {
  const { commentId } = asked.command;
  const stands = incident.timeline.some(
    (entry) => sourceOf(entry.stamp) === `c${commentId}` && entry.withdrawn !== true,
  );
  return stands ? [{ kind: "EntryWithdrawn", ...said(asked), commentId }] : [];
};

export const writeSummary: Decider<WriteSummary> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  const before = incident.summary;
  return [
    {
      kind: "SummaryWritten",
      ...said(asked),
      text: asked.command.text,
      ...(before !== undefined && { before }),
    },
  ];
};

export const stateImpact: Decider<StateImpact> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  const { text, users, regions, spreading } = asked.command;
  const impact: Impact = {
    ...(text !== undefined && { text }),
    ...(users !== undefined && { users }),
    ...(regions !== undefined && { regions }),
    ...(spreading !== undefined && { spreading }),
  };
  return [{ kind: "ImpactStated", ...said(asked), impact }];
};

export const addLink: Decider<AddLink> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  const { relation, target, text } = asked.command;
  return [
    { kind: "LinkAdded", ...said(asked), relation, target, ...(text !== undefined && { text }) },
  ];
};
