import type { Config } from "../../../../src/core/config/config.ts";
import { readConfig } from "../../../../src/core/config/read-config.ts";
import type { IncidentEscalated } from "../../../../src/core/incident/clock-events.ts";
import { targetText } from "../../../../src/core/incident/clock-texts.ts";
import type { Asked, Command, DeclareIncident } from "../../../../src/core/incident/commands.ts";
import { type Due, deadlinesDue } from "../../../../src/core/incident/deadlines.ts";
import { decide } from "../../../../src/core/incident/decide/decide.ts";
import { declareHere } from "../../../../src/core/incident/decide/declare.ts";
import type { IncidentEvent } from "../../../../src/core/incident/events.ts";
import { evolveAll } from "../../../../src/core/incident/evolve.ts";
import type { Incident } from "../../../../src/core/incident/incident.ts";
import { isSilent, type Reminder } from "../../../../src/core/incident/reminder.ts";
import { type StampKind, stamp } from "../../../../src/core/incident/stamp.ts";
import { instantOf } from "../../../../src/std/instant.ts";

export const minuteMs = 60_000;

/** What somebody asks for, so many minutes after the declaration. */
export interface Move {
  readonly minute: number;
  readonly command: Command;
  /** alice unless somebody else. */
  readonly by?: string;
}

/** What a look said, and whom it paged. */
export interface Spoken extends Reminder {
  readonly nowMs: number;
  readonly page?: IncidentEscalated;
}

/** The thread of one incident whose people may do anything, and the looks at it. */
export class Thread {
  readonly config: Config;
  readonly startMs: number;
  incident: Incident;
  /** The events of the last command. */
  events: readonly IncidentEvent[];
  readonly spoken: Spoken[] = [];
  #heardAt: string | undefined;
  #count = 0;

  constructor(config: Config, { start = noon, by = "alice", ...declaration }: Declaration = {}) {
    this.config = config;
    this.startMs = Date.parse(start);
    const command = { ...declaring, ...declaration };
    this.events = declareHere({ ...this.#asked(this.startMs, command, by), command }, config);
    const incident = evolveAll(undefined, this.events);
    if (incident === undefined) throw new Error("the declaration was refused");
    this.incident = incident;
  }

  says(atMs: number, command: Command, by = "alice"): readonly IncidentEvent[] {
    this.#heardAt = instantOf(new Date(atMs));
    return this.#decide(this.#asked(atMs, command, by));
  }

  /** Talk that is no command, as far as a look still reads it; undefined: it reads none. */
  hears(atMs: number | undefined): void {
    this.#heardAt = atMs === undefined ? undefined : instantOf(new Date(atMs));
  }

  /** A look as the loop does it: what is due is said and remembered. */
  looks(nowMs: number): { readonly said: readonly Spoken[]; readonly nextMs: number } {
    const { due } = this.#due(nowMs);
    const said = due.map((reminder) => ({ ...reminder, nowMs }));
    const at = due.reduce((newest, one) => (one.at > newest ? one.at : newest), "");
    const command = { kind: "GiveReminders", reminders: due } as const;
    const events =
      due.length === 0 ? [] : this.#decide(this.#asked(Date.parse(at), command, "bot", "t"));
    const spoken = said.map((one) => {
      const page = pageOf(one, events);
      return page === undefined ? one : { ...one, page };
    });
    this.spoken.push(...spoken);
    const { due: again, nextAt } = this.#due(nowMs);
    if (again.length > 0) throw new Error(`said and due again: ${JSON.stringify(again)}`);
    return { said: spoken, nextMs: nextAt === undefined ? Infinity : Date.parse(nextAt) };
  }

  #due(nowMs: number): Due {
    const { config } = this;
    const now = instantOf(new Date(nowMs));
    return deadlinesDue(this.incident, { config, now, heardAt: this.#heardAt });
  }

  #decide(asked: Asked): readonly IncidentEvent[] {
    this.events = decide(asked, { incident: this.incident, config: this.config });
    this.incident = evolveAll(this.incident, this.events) ?? this.incident;
    return this.events;
  }

  #asked(atMs: number, command: Command, by: string, kind: StampKind = "c"): Asked {
    this.#count += 1;
    const at = instantOf(new Date(atMs));
    const id = 1_000 + this.#count;
    return {
      ...{ command, by, verb: command.kind, authority: "maintain" },
      stamp: stamp({ at, kind, id, line: kind === "c" ? 1 : 0 }),
    };
  }
}

/** A page follows the step that it belongs to. */
function pageOf(
  { subject }: Reminder,
  events: readonly IncidentEvent[],
): IncidentEscalated | undefined {
  const given = events.findIndex(
    (event) => event.kind === "ReminderGiven" && event.reminder.subject === subject,
  );
  const next = given < 0 ? undefined : events[given + 1];
  return next?.kind === "IncidentEscalated" ? next : undefined;
}

interface Declaration extends Partial<Omit<DeclareIncident, "kind">> {
  /** The instant it is declared at. */
  readonly start?: string;
  /** Who declares it; alice unless somebody else. */
  readonly by?: string;
}

const noon = "2026-08-03T12:00:00Z";
const declaring = { kind: "DeclareIncident", services: [], drill: false } as const;

/** Lets people act and looks whenever it is time to, as the app does; until that minute. */
export function play(thread: Thread, moves: readonly Move[], until: number): readonly Spoken[] {
  const { startMs, spoken } = thread;
  const waiting = [...moves];
  let nextMs = startMs;
  while (Math.min(nextMs, actMsOf(waiting, startMs)) <= startMs + until * minuteMs) {
    const nowMs = Math.min(nextMs, actMsOf(waiting, startMs));
    while (actMsOf(waiting, startMs) <= nowMs) {
      const move = waiting.shift();
      if (move !== undefined) thread.says(nowMs, move.command, move.by);
    }
    nextMs = thread.looks(nowMs).nextMs;
    if (nextMs <= nowMs) throw new Error(`${new Date(nowMs).toISOString()}: looks again at once`);
  }
  return spoken;
}

function actMsOf([move]: readonly Move[], startMs: number): number {
  return move === undefined ? Infinity : startMs + move.minute * minuteMs;
}

/** The config that this file of a repository makes. */
export function configOf(yaml: string): Config {
  const { config, problems } = readConfig(`version: 1\n${yaml}`);
  if (config === undefined) throw new Error(JSON.stringify(problems));
  return config;
}

/** One line for each thing that was said: minute, subject, step and to whom. */
export function lines({ spoken, startMs }: Thread, ...subjects: readonly string[]) {
  const wanted = spoken.filter(({ subject }) =>
    subjects.length === 0 ? !isSilent(subject) : subjects.includes(subject.split(":")[0] ?? ""),
  );
  return wanted.map(({ nowMs, subject, step, to }) =>
    [(nowMs - startMs) / minuteMs, subject, step, ...to].join(" "),
  );
}

/** One line for each page: minute, policy, how many levels this call has paged by now, and whom. */
export function pages({ spoken, startMs }: Thread): readonly string[] {
  return spoken.flatMap(({ page, nowMs }) =>
    page === undefined
      ? []
      : [
          [
            (nowMs - startMs) / minuteMs,
            page.policy,
            page.turn,
            page.targets.map(targetText).join(", "),
          ].join(" "),
        ],
  );
}

export const acknowledge: Command = { kind: "AcknowledgeIncident" };
export const reopen: Command = { kind: "ReopenIncident" };
export const resolve: Command = { kind: "ResolveIncident", force: "over" };
export const mitigate: Command = { kind: "MitigateIncident", how: "rolled back" };
export const unsnooze: Command = { kind: "UnsnoozeReminders" };
export const setSeverity = (severity: string): Command => ({ kind: "ChangeSeverity", severity });
export const take = (role: string): Command => ({ kind: "AssignRole", role });
export const update = (text: string, nextAt?: string): Command => ({
  kind: "PostUpdate",
  text,
  ...(nextAt !== undefined && { nextAt }),
});
/** Instants of the day on which stories begin at noon unless they say otherwise. */
export const atMinute = (minute: number): string =>
  instantOf(new Date(Date.parse(noon) + minute * minuteMs));
export const snooze = (until: number): Command => ({
  kind: "SnoozeReminders",
  until: atMinute(until),
});
