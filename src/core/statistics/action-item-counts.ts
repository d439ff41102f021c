import type { ActionItem, Incident } from "../incident/incident.ts";
import { type Instant, readStamp, type Stamp } from "../incident/stamp.ts";
import { dayIn } from "./calendar.ts";
import type { ActionItemCounts } from "./incident-summary.ts";

/** What became of the promises, and which of them were kept by their date. */
export function actionItemCountsOf(incident: Incident, timezone: string): ActionItemCounts {
  const { actionItems } = incident;
  const done = actionItems.filter(({ state }) => state === "done");
  const verdicts = done.map((item) => verdictOn(item, incident, timezone));
  const open = actionItems.filter(({ state }) => state === "open");
  return {
    total: actionItems.length,
    done: done.length,
    dropped: actionItems.length - done.length - open.length,
    inTime: verdicts.filter((verdict) => verdict === "in time").length,
    late: verdicts.filter((verdict) => verdict === "late").length,
    openDue: open.flatMap((item) => dueDateOf(item) ?? []).sort(),
  };
}

function verdictOn(item: ActionItem, incident: Incident, timezone: string) {
  const due = dueDateOf(item);
  const doneAt = doneAtOf(item, incident);
  const day = doneAt === undefined ? undefined : dayIn(timezone, doneAt);
  if (due === undefined || day === undefined) return "unknown";
  return day <= due ? "in time" : "late";
}

/** Dates of this form are in order as text. */
function dueDateOf({ due }: ActionItem): string | undefined {
  return due !== undefined && /^\d{4}-\d\d-\d\d$/.test(due) ? due : undefined;
}

/** A shortened entry no longer says which item it is of; then only who set the item last tells. */
function doneAtOf({ number }: ActionItem, { timeline, setBy }: Incident): Instant | undefined {
  const lastSet: Stamp | undefined = Object.hasOwn(setBy, `item:${number}`)
    ? setBy[`item:${number}`]
    : undefined;
  const entry = timeline
    .filter(({ kind }) => kind === "ActionItemCompleted")
    .findLast(({ stamp, text }) =>
      text === undefined ? stamp === lastSet : numberIn(text) === number,
    );
  return entry === undefined ? undefined : readStamp(entry.stamp).at;
}

function numberIn(text: string): number | undefined {
  const number = /^action item (\d{1,15}) done(?::|$)/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}
