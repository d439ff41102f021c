import type { ActionItemAdded, ActionItemCompleted, ActionItemDropped } from "./events.ts";
import type { ActionItem, Incident } from "./incident.ts";
import type {
  ActionItemEdited,
  ActionItemReopened,
  ActionItemTracked,
  TrackedIssueFollowed,
} from "./postmortem-events.ts";
import { put } from "./set-by.ts";

type ItemEvent =
  | ActionItemAdded
  | ActionItemCompleted
  | ActionItemDropped
  | ActionItemEdited
  | ActionItemReopened
  | ActionItemTracked
  | TrackedIssueFollowed;

/** What becomes of the promises. */
export function evolveActionItems(incident: Incident, event: ItemEvent): Incident {
  switch (event.kind) {
    case "ActionItemAdded":
      return add(incident, event);
    case "ActionItemCompleted":
      return end(incident, event, { state: "done", note: event.link });
    case "ActionItemDropped":
      return end(incident, event, { state: "dropped", note: event.reason });
    case "ActionItemReopened":
      return end(incident, event, { state: "open", note: undefined });
    case "ActionItemEdited":
      return edit(incident, event);
    case "ActionItemTracked": {
      const { number, tracked } = event;
      return { ...incident, actionItems: changed(incident, number, { tracked }) };
    }
    case "TrackedIssueFollowed":
      return follow(incident, event);
    default:
      return event satisfies never;
  }
}

function add(incident: Incident, event: ActionItemAdded): Incident {
  const { kind: _kind, by: _by, ...rest } = event;
  const items: ActionItem[] = [...incident.actionItems, { ...rest, state: "open" }];
  return { ...incident, actionItems: items.sort((a, b) => a.number - b.number) };
}

function end(
  incident: Incident,
  { number, stamp }: ItemEvent,
  change: { state: ActionItem["state"]; note: string | undefined },
): Incident {
  const { state, note } = change;
  const actionItems = incident.actionItems.map((item) => {
    if (item.number !== number) return item;
    const { note: _before, ...rest } = item;
    return { ...rest, state, ...(note !== undefined && { note }) };
  });
  return put(incident, `item:${number}`, stamp, { actionItems });
}

/** What the line no longer names is gone. */
function edit(incident: Incident, event: ActionItemEdited): Incident {
  const { kind: _kind, by: _by, stamp, number, ...said } = event;
  const actionItems = incident.actionItems.map((item) => {
    if (item.number !== number) return item;
    const { owner: _owner, due: _due, type: _type, verified: _verified, ...rest } = item;
    return { ...rest, ...said };
  });
  return put(incident, `item-text:${number}`, stamp, { actionItems });
}

function follow(incident: Incident, { number, state }: TrackedIssueFollowed): Incident {
  const tracked = incident.actionItems.find((item) => item.number === number)?.tracked;
  if (tracked === undefined) return incident;
  return {
    ...incident,
    actionItems: changed(incident, number, { tracked: { ...tracked, state } }),
  };
}

function changed(
  { actionItems }: Incident,
  number: number,
  what: Partial<ActionItem>,
): readonly ActionItem[] {
  return actionItems.map((item) => (item.number === number ? { ...item, ...what } : item));
}
