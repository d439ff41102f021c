import { lengthOf } from "../../std/duration.ts";
import type { Config } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import type { Reminder } from "../incident/reminder.ts";
import { commander } from "../incident/roles.ts";
import { when } from "./instants.ts";
import { mentions, person } from "./people.ts";
import type { Place } from "./place.ts";
import { levelOf, levelRows } from "./promises.ts";
import { code, line } from "./quoting.ts";
import { fill, type View } from "./render.ts";
import { takeCommand } from "./role-commands.ts";
import type { Templates } from "./templates.ts";

export interface ClockGiven {
  readonly incident: Incident;
  readonly config: Config;
  readonly templates: Templates;
  readonly place: Place;
}

/** One comment for everything that came due together while an incident goes on. */
export function renderClock(reminders: readonly Reminder[], given: ClockGiven): string {
  return fill(given.templates.clock, clockView(reminders, given));
}

export function clockView(reminders: readonly Reminder[], given: ClockGiven): View {
  const urgentFirst = reminders.toSorted((a, b) => urgencyOf(b) - urgencyOf(a));
  const [first] = urgentFirst;
  const told = new Map(reminders.flatMap(({ to }) => to).map((name) => [name.toLowerCase(), name]));
  const { drill } = given.incident;
  return {
    drill: drill ? "DRILL" : "",
    heading: first === undefined ? "" : headingOf(first, given.incident),
    list: urgentFirst.map((reminder) => rowOf(reminder, given)).join("\n\n"),
    mentions: drill ? "" : mentions([...told.values()]),
    hint: reminders.some(canBeSnoozed) ? `${code("/snooze 30m", 20)} silences reminders here.` : "",
  };
}

/** Where it may go on: one word about a draft or the end of a watch needs no silence. */
function canBeSnoozed({ subject, step }: Reminder): boolean {
  if (subject === "acknowledge" || subject === "watch") return false;
  return step !== "soon" && !subject.startsWith("asked:");
}

function urgencyOf({ subject, step }: Reminder): number {
  if (subject === "acknowledge") return 4;
  if (subject.startsWith("asked:")) return 3;
  if (subject === "update") return step === "soon" ? 1 : 2;
  return 0;
}

function headingOf({ subject, step }: Reminder, { milestones }: Incident): string {
  if (subject === "acknowledge") {
    const again = milestones.acknowledgedAt === undefined ? "" : " anew";
    return `Nobody has acknowledged this${again}`;
  }
  if (subject.startsWith("asked:")) return "Reminder";
  switch (subject) {
    case "update":
      return step === "soon" ? "A status update is due soon" : "The status update is late";
    case "severity":
      return "How bad is it?";
    case "silence":
      return "Still working on it?";
    case "watch":
      return "The watch is over: resolve it?";
    default:
      return `Who is ${line(subject.replace("role:", ""), 60)}?`;
  }
}

function rowOf(reminder: Reminder, given: ClockGiven): string {
  const { subject, due } = reminder;
  const at = when(due, given.config.timezone);
  if (subject.startsWith("asked:")) return askedRow(reminder, given);
  if (subject.startsWith("role:")) return roleRow(subject.slice("role:".length), given);
  switch (subject) {
    case "update":
      return updateRow(reminder, at, given);
    case "acknowledge":
      return acknowledgeRow(at, given);
    case "severity":
      return `**Severity:** Nobody has said how bad it is:\n\n${levelRows(given.config)}`;
    case "silence":
      return (
        "**Silence:** Nobody has written here for a while. " +
        `What is the state? ${code("/note <text>", 20)} or ${code("/update <text>", 20)}.`
      );
    case "watch":
      return (
        `**Watch:** It was watched until ${at}, and nobody said that it came back. ` +
        `If it is well: ${code("/resolve <what fixed it>", 40)}. If not: ` +
        `${code("/status investigating", 40)}, or ${code("/watch 1h", 20)} to go on watching.`
      );
    default:
      return "";
  }
}

function askedRow({ to, text }: Reminder, { place }: ClockGiven): string {
  const whose = to.map((login) => ` for ${person(login, place)}`).join("");
  return `**Reminder${whose}:** ${text === undefined ? "It is time." : line(text, 600)}`;
}

function updateRow(reminder: Reminder, at: string, { incident }: ClockGiven): string {
  const { step, text, last } = reminder;
  const isFirst = incident.updates === 0;
  const was = step === "soon" ? "is" : "was";
  const draft = text === undefined ? " " : ` Draft:\n\n${code(`/update ${text}`, 700)}\n\n`;
  const same = isFirst ? "" : `, or ${code("/update no change next=30m", 30)} to put it off`;
  const sends = `${code("/update draft", 20)} sends it. Or ${code("/update <text>", 20)}${same}.`;
  const end = last === true ? " This was the last reminder of it." : "";
  return `**Status update:** ${isFirst ? "The first one" : "It"} ${was} due ${at}.${draft}${sends}${end}`;
}

function acknowledgeRow(at: string, { incident, config }: ClockGiven): string {
  const level = levelOf(config, incident.severity);
  const within =
    typeof level?.respondMs !== "number" || level.respondMs === 0
      ? "at once"
      : `within ${lengthOf(level.respondMs)}`;
  const name = level === undefined ? "It" : line(level.name, 50);
  const again = incident.milestones.acknowledgedAt === undefined ? "" : ", since it got worse,";
  return (
    `**Acknowledgement:** ${name} asks${again} for somebody ${within}; that was ${at}. ` +
    `Whoever is on it: ${code("/ack", 20)}, or assign yourself.`
  );
}

function roleRow(role: string, { config }: ClockGiven): string {
  const duties = config.roles.find(({ name }) => name === role)?.duties ?? [];
  const what = duties.length === 0 ? "" : `: ${duties.map((duty) => line(duty, 200)).join(", ")}`;
  const way = role === commander ? ", or assign yourself" : "";
  return `**Role:** Nobody is ${line(role, 60)}${what}. ${takeCommand(role)} takes it${way}.`;
}
