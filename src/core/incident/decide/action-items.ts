import type { Config } from "../../config/config.ts";
import type { AddActionItem, CompleteActionItem, DropActionItem } from "../action-item-commands.ts";
import { already, refuse, said } from "../asked-events.ts";
import type { Asked } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { ActionItem, ActionItemType } from "../incident.ts";
import { refuseUnlessAllowed, sameLogin } from "../permission.ts";
import type { EditActionItem, ReopenActionItem } from "../postmortem-commands.ts";
import { holderOf, scribe } from "../roles.ts";
import type { Decider, Situation } from "./decide.ts";

/** A line that begins with `TODO:` means nothing unless the scribe wrote it. */
export const addActionItem: Decider<AddActionItem> = (asked, { incident, config }) => {
  const { kind: _kind, todo, done, ...what } = asked.command;
  if (todo === true && !sameLogin(holderOf(incident, scribe), asked.by)) return [];
  const rule =
    todo === true
      ? ({ cells: ["triage", "holder"], holderOf: scribe } as const)
      : ({ cells: ["triage"] } as const);
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  const wrongType = refuseType(asked, config);
  // By word it can be said again; a row that somebody wrote is taken over without its type.
  if (wrongType !== undefined && asked.gesture === undefined) return [wrongType];
  const { type, ...others } = what;
  const kept = { ...others, ...(wrongType === undefined && type !== undefined && { type }) };
  const number = Math.max(0, ...incident.actionItems.map((item) => item.number)) + 1;
  return [
    ...(wrongType === undefined ? [] : [wrongType]),
    { kind: "ActionItemAdded", ...said(asked), number, ...kept },
    ...(done === true ? [{ kind: "ActionItemCompleted" as const, ...said(asked), number }] : []),
  ];
};

export const completeActionItem: Decider<CompleteActionItem> = (asked, situation) =>
  forItem(asked, situation, (item) => {
    if (item.state === "done") return isSo(asked, `action item ${item.number} is done`);
    const { number, link } = asked.command;
    return [
      { kind: "ActionItemCompleted", ...said(asked), number, ...(link !== undefined && { link }) },
    ];
  });

export const dropActionItem: Decider<DropActionItem> = (asked, situation) =>
  forItem(asked, situation, (item) => {
    if (item.state === "dropped") return isSo(asked, `action item ${item.number} is dropped`);
    const { number, reason } = asked.command;
    return [{ kind: "ActionItemDropped", ...said(asked), number, reason }];
  });

/** A line that reads as before says nothing. */
export const editActionItem: Decider<EditActionItem> = (asked, situation) =>
  forItem(asked, situation, (item) => {
    const { kind: _kind, ...what } = asked.command;
    if (readsAs(item, asked.command)) return [];
    const refused = item.type === what.type ? undefined : refuseType(asked, situation.config);
    if (refused === undefined) return [{ kind: "ActionItemEdited", ...said(asked), ...what }];
    // Only the type is refused: what else somebody wrote is not to be lost.
    const { type: _type, ...others } = what;
    const kept = { ...others, ...(item.type !== undefined && { type: item.type }) };
    const isSame = readsAs(item, { kind: "EditActionItem", ...kept });
    return [
      refused,
      ...(isSame ? [] : [{ kind: "ActionItemEdited" as const, ...said(asked), ...kept }]),
    ];
  });

export const reopenActionItem: Decider<ReopenActionItem> = (asked, situation) =>
  forItem(asked, situation, ({ number, state }) =>
    state === "open" ? [] : [{ kind: "ActionItemReopened", ...said(asked), number }],
  );

/** A word is answered; a tick that says what is known is not. */
function isSo(asked: Asked, what: string): readonly IncidentEvent[] {
  return asked.gesture === undefined ? [already(asked, what)] : [];
}

function readsAs(item: ActionItem, said: EditActionItem): boolean {
  const parts = ["text", "owner", "due", "type", "verified"] as const;
  return parts.every((part) => item[part] === said[part]);
}

function refuseType(
  asked: Asked<AddActionItem | EditActionItem>,
  { action: { types } }: Config,
): IncidentEvent | undefined {
  const { type } = asked.command;
  if (type === undefined || types.some((one: ActionItemType) => one === type)) return undefined;
  const expected = `one of ${types.join(", ")}`;
  const example = `/action Alert on queue length type=${types[0] ?? "prevent"}`;
  return refuse(asked, { code: "misread", came: `type=${type}`, expected, example });
}

type ItemCommand = CompleteActionItem | DropActionItem | EditActionItem | ReopenActionItem;

/** Its owner may, and anybody who may write. */
function forItem(
  asked: Asked<ItemCommand>,
  { incident, config }: Situation,
  then: (item: ActionItem) => readonly IncidentEvent[],
): readonly IncidentEvent[] {
  const item = incident.actionItems.find(({ number }) => number === asked.command.number);
  const rule = { cells: ["self", "write"] as const, ...(item?.owner && { self: item.owner }) };
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  if (item !== undefined) return then(item);
  const numbers = incident.actionItems.map(({ number }) => number);
  return [refuse(asked, { code: "no-such-item", came: asked.command.number, numbers })];
}
