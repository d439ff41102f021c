import { lengthOf } from "../../std/duration.ts";
import type { Config } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import type { Reminder } from "../incident/reminder.ts";
import { commander } from "../incident/roles.ts";
import { when } from "./instants.ts";
import { mentions } from "./people.ts";
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
    heading: first === undefined ? "" : headingOf(first),
    list: urgentFirst.map((reminder) => rowOf(reminder, given)).join("\n\n"),
    mentions: drill ? "" : mentions([...told.values()]),
    hint: reminders.some(isNag) ? `${code("/snooze 30m", 20)} silences reminders here.` : "",
  };
}

function isNag({ subject }: Reminder): boolean {
  return subject !== "acknowledge" && !subject.startsWith("asked:");
}

function urgencyOf({ subject, step }: Reminder): number {
  if (subject === "acknowledge") return 4;
  if (subject.startsWith("asked:")) return 3;
  if (subject === "update") return step === "soon" ? 1 : 2;
  return 0;
}

function headingOf({ subject, step }: Reminder): string {
  if (subject === "acknowledge") return "Nobody has acknowledged this";
  if (subject.startsWith("asked:")) return "Reminder";
  switch (subject) {
    case "update":
      return step === "soon" ? "A status update is due soon" : "The status update is late";
    case "severity":
      return "How bad is it?";
    case "silence":
      return "Still working on it?";
    case "watch":
      return "It held: resolve it?";
    default:
      return `Who is ${line(subject.replace("role:", ""), 60)}?`;
  }
}

function rowOf(reminder: Reminder, given: ClockGiven): string {
  const { subject, due, text } = reminder;
  const at = when(due, given.config.timezone);
  if (subject.startsWith("asked:")) {
    return `**Reminder** You asked to be reminded now${text === undefined ? "." : `: ${line(text, 600)}`}`;
  }
  if (subject.startsWith("role:")) return roleRow(subject.slice("role:".length), given);
  switch (subject) {
    case "update":
      return updateRow(reminder, at, given);
    case "acknowledge":
      return acknowledgeRow(at, given);
    case "severity":
      return `**Severity** Nobody has said how bad it is:\n\n${levelRows(given.config)}`;
    case "silence":
      return (
        "**Silence** Nobody has written here for a while. " +
        `What is the state? ${code("/note <text>", 20)} or ${code("/update <text>", 20)}.`
      );
    case "watch":
      return (
        `**Watch** It was watched until ${at}, and nothing came back. ` +
        `${code("/resolve <what fixed it>", 40)} ends it, ${code("/watch 1h", 20)} goes on watching.`
      );
    default:
      return "";
  }
}

function updateRow({ step, text }: Reminder, at: string, { incident }: ClockGiven): string {
  const [own, draft, same] = ["/update <text>", "/update draft", "/update no change"].map((way) => {
    return code(way, 20);
  });
  const ways = `${own}, ${draft} or just ${same}`;
  if (step !== "soon") {
    const missed = incident.updates === 0 ? "The first one" : "It";
    const offered = text === undefined ? "" : ` The timeline has:\n\n${draftLine(text)}`;
    const moves = `${code("next=30m", 20)} moves it`;
    return `**Status update** ${missed} was due ${at}. Send one now: ${ways}; ${moves}.${offered}`;
  }
  const offered = text === undefined ? "" : ` This is what the timeline has:\n\n${draftLine(text)}`;
  return `**Status update** It is due ${at}.${offered}\n\nCopy it, or: ${ways}.`;
}

/** On a line of its own, to be copied on a phone. */
function draftLine(text: string): string {
  return code(`/update ${text}`, 700);
}

function acknowledgeRow(at: string, { incident, config }: ClockGiven): string {
  const level = levelOf(config, incident.severity);
  const within =
    typeof level?.respondMs !== "number" || level.respondMs === 0
      ? "at once"
      : `within ${lengthOf(level.respondMs)}`;
  const name = level === undefined ? "It" : line(level.name, 50);
  return (
    `**Acknowledgement** ${name} asks for somebody ${within}; that was ${at}. ` +
    `Whoever is on it: ${code("/ack", 20)}, or assign yourself.`
  );
}

function roleRow(role: string, { config }: ClockGiven): string {
  const duties = config.roles.find(({ name }) => name === role)?.duties ?? [];
  const what =
    duties.length === 0 ? "" : ` Who ${duties.map((duty) => line(duty, 200)).join(", ")}?`;
  const way = role === commander ? ", or assign yourself" : "";
  return `**Role** Nobody is ${line(role, 60)}.${what} ${takeCommand(role)}${way}.`;
}
