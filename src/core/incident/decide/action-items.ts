import { already, refuse, said } from "../asked-events.ts";
import type { AddActionItem, Asked, CompleteActionItem, DropActionItem } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { ActionItem } from "../incident.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider, Situation } from "./decide.ts";

export const addActionItem: Decider<AddActionItem> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  const { kind: _kind, ...what } = asked.command;
  const { types } = config.action;
  if (what.type !== undefined && !types.includes(what.type)) {
    const expected = `one of ${types.join(", ")}`;
    const example = `/action Alert on queue length type=${types[0] ?? "prevent"}`;
    return [refuse(asked, { code: "misread", came: `type=${what.type}`, expected, example })];
  }
  const number = Math.max(0, ...incident.actionItems.map((item) => item.number)) + 1;
  return [{ kind: "ActionItemAdded", ...said(asked), number, ...what }];
};

export const completeActionItem: Decider<CompleteActionItem> = (asked, situation) =>
  forItem(asked, situation, (item) => {
    if (item.state === "done") return already(asked, `action item ${item.number} is done`);
    const { number, link } = asked.command;
    return {
      kind: "ActionItemCompleted",
      ...said(asked),
      number,
      ...(link !== undefined && { link }),
    };
  });

export const dropActionItem: Decider<DropActionItem> = (asked, situation) =>
  forItem(asked, situation, (item) => {
    if (item.state === "dropped") return already(asked, `action item ${item.number} is dropped`);
    const { number, reason } = asked.command;
    return { kind: "ActionItemDropped", ...said(asked), number, reason };
  });

/** Its owner may, and anybody who may write. */
function forItem(
  asked: Asked<CompleteActionItem | DropActionItem>,
  { incident, config }: Situation,
  then: (item: ActionItem) => IncidentEvent,
): readonly IncidentEvent[] {
  const item = incident.actionItems.find(({ number }) => number === asked.command.number);
  const rule = { cells: ["self", "write"] as const, ...(item?.owner && { self: item.owner }) };
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  if (item !== undefined) return [then(item)];
  const numbers = incident.actionItems.map(({ number }) => number);
  return [refuse(asked, { code: "no-such-item", came: asked.command.number, numbers })];
}
