import type { Config } from "../config/config.ts";
import type { ActionItem, Incident } from "../incident/incident.ts";
import type { Reminder } from "../incident/reminder.ts";
import { when } from "./instants.ts";
import { linkTo } from "./link-to.ts";
import { mentions, person } from "./people.ts";
import type { Place } from "./place.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import type { Templates } from "./templates.ts";

export interface ReminderGiven {
  readonly incident: Incident;
  readonly config: Pick<Config, "timezone">;
  readonly templates: Templates;
  readonly place: Place;
}

/** One comment for everything that came due together: what, since when, and what to do next. */
export function renderReminder(reminders: readonly Reminder[], given: ReminderGiven): string {
  return fill(given.templates.reminder, reminderView(reminders, given));
}

export function reminderView(reminders: readonly Reminder[], given: ReminderGiven): View {
  const urgentFirst = reminders.toSorted((a, b) => urgency[b.step] - urgency[a.step]);
  const rows = urgentFirst.map((reminder) => rowOf(reminder, given));
  const more = (left: number) => `- and ${left} more: the card lists them`;
  const told = new Set(reminders.flatMap(({ to }) => to));
  return {
    heading: headingOf(urgentFirst[0]?.step ?? "due"),
    incident: linkTo(`#${given.place.issue}`, given.place),
    list: rowsWithin(rows, { characters: 30_000, more }).join("\n"),
    mentions: given.incident.drill ? "" : mentions([...told]),
  };
}

const urgency: Readonly<Record<Reminder["step"], number>> = { soon: 0, due: 1, overdue: 2 };

function headingOf(step: Reminder["step"]): string {
  const words = { soon: "Due soon", due: "Due", overdue: "Overdue" } as const;
  return words[step];
}

function rowOf(reminder: Reminder, given: ReminderGiven): string {
  const { subject } = reminder;
  if (subject === "postmortem") return postmortemRow(reminder, given);
  const number = Number(subject.slice("item:".length));
  const item = given.incident.actionItems.find((one) => one.number === number);
  return itemRow(item, { number, reminder, given });
}

function postmortemRow(reminder: Reminder, { incident, config, place }: ReminderGiven): string {
  const issue = incident.postmortem?.issue;
  const what =
    issue === undefined ? "Postmortem" : `Postmortem ${linkTo(`#${issue.number}`, place)}`;
  const due = dueWords(reminder, when(reminder.due, config.timezone));
  const where = issue === undefined ? "" : ` in ${linkTo(`#${issue.number}`, place)}`;
  return (
    `- **${what}** ${due}.\n  Next: fill in what is empty, then say ${code("/postmortem ready", 30)}` +
    `${where}. More time: ${code("/postmortem due <date>", 40)}`
  );
}

function itemRow(
  item: ActionItem | undefined,
  { number, reminder, given }: { number: number; reminder: Reminder; given: ReminderGiven },
): string {
  const what = item === undefined ? "" : `: ${line(item.text, 200)}`;
  const owner = item?.owner === undefined ? "" : ` Owner: ${person(item.owner, given.place)}.`;
  const tracked =
    item?.tracked && linkTo(`${item.tracked.repository}#${item.tracked.number}`, given.place);
  const done =
    tracked === undefined ? `tick it, or say ${code(`/done ${number}`, 30)}` : `close ${tracked}`;
  return (
    `- **Action item ${number}**${what}\n  It ${dueWords(reminder, line(reminder.due, 40))}.${owner}` +
    ` Next: when it is done, ${done}; not worth it any more: ${code(`/wontdo ${number} reason="…"`, 60)}`
  );
}

/** True whenever it is read, also where the run that says it is hours late. */
function dueWords({ step }: Reminder, due: string): string {
  switch (step) {
    case "soon":
      return `is due soon: ${due}`;
    case "due":
      return `was due ${due}`;
    case "overdue":
      return `is overdue: it was due ${due}`;
    default:
      return step satisfies never;
  }
}
