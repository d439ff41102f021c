import type { Command } from "../../../../src/core/incident/commands.ts";
import { instantOf } from "../../../../src/std/instant.ts";
import type { Random } from "../../../support/random.ts";
import {
  acknowledge,
  configOf,
  type Move,
  minuteMs,
  mitigate,
  reopen,
  resolve,
  setSeverity,
  take,
  unsnooze,
  update,
} from "../deadlines/thread.ts";

const yearMinutes = 365 * 24 * 60;
const yearStart = Date.parse("2026-01-01T00:00:00Z");
const zones = ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Asia/Kolkata"];
const ladders = ["sev1-sev4", "p1-p4", "p0-p4", "p0-p3"] as const;
const firstLevels = { "sev1-sev4": ["SEV1", "SEV2"], "p1-p4": ["P1", "P2"] } as const;

/** An incident of that year: where, when, how bad, and what random people do in ten hours. */
export function randomIncident(random: Random) {
  const config = configOf(randomFile(random));
  const startMs = yearStart + random.below(yearMinutes) * minuteMs;
  const names = config.ladder.levels.map(({ name }) => name);
  const severity = random.pick([undefined, ...names]);
  const minutes = Array.from({ length: random.below(16) }, () => random.below(600));
  const moves = minutes
    .sort((a, b) => a - b)
    .map((minute): Move => {
      const command = randomCommand(random, { names, nowMs: startMs + minute * minuteMs });
      return { minute, command, by: random.pick(["alice", "bob", "carl", "dora"]) ?? "alice" };
    });
  const by = random.pick(["alice", "alerts[bot]"]);
  return { config, start: instantOf(new Date(startMs)), severity, by, moves };
}

export type RandomIncident = ReturnType<typeof randomIncident>;

function randomFile(random: Random): string {
  const ladder = random.pick(ladders) ?? "sev1-sev4";
  const [first, second] = firstLevels[ladder as keyof typeof firstLevels] ?? ["P0", "P1"];
  const quiet = random.pick(["none", "20:00-08:00", "22:30-06:00", "12:00-13:30", "00:00-09:00"]);
  const minutes = (most: number) => `${1 + random.below(most)}m`;
  const hours = random.pick(["", ", hours: 09:00-17:00", ", hours: 17:00-09:00"]);
  const days = random.pick(["", ", days: [mon, tue, wed, thu, fri]", ", days: [sat, sun]"]);
  const draft = random.pick(["draft: none, ", "draft: 1m, ", ""]);
  const on = random.below(10) > 0;
  return `
timezone: ${random.pick(zones)}
ladder: ${ladder}
levels: { ${first}: { escalate: main, tell: [boss] }, ${second}: { escalate: side } }
reminders: { quietHours: ${quiet} }
clock: { on: ${on}, ${draft}raise: ${minutes(8)}, watch: ${5 + random.below(90)}m }
nags: { every: ${minutes(30)}, most: ${random.below(6)}, silent: ${5 + random.below(60)}m }
escalation:
  policies:
    - name: main
      repeat: ${random.below(3)}
      levels:
        - { page: [bob], wait: ${minutes(15)}${hours}${days} }
        - { page: [octo-org/leads, "pagerduty:shop"], wait: ${minutes(30)} }
    - { name: side, levels: [{ page: [dana]${days} }, { page: ["webhook:noc"]${hours} }] }
`;
}

interface CommandGiven {
  readonly names: readonly string[];
  readonly nowMs: number;
}

function randomCommand(random: Random, { names, nowMs }: CommandGiven): Command {
  const until = instantOf(new Date(nowMs + (1 + random.below(180)) * minuteMs));
  const commands: readonly Command[] = [
    ...[acknowledge, mitigate, reopen, resolve, unsnooze, update("no change"), update("We look.")],
    ...["lead", "comms", "scribe"].map(take),
    ...names.map(setSeverity),
    update("later", until),
    { kind: "PostUpdate", text: "", draft: true },
    { kind: "SnoozeReminders", until },
    { kind: "SnoozeReminders", until },
    { kind: "SetWatch", until },
    { kind: "AskForReminder", at: until, text: "graphs" },
    ...["side", "main"].map((policy): Command => ({ kind: "PageResponders", policy })),
    { kind: "PageResponders" },
    { kind: "ChangeStatus", status: random.pick(["investigating", "monitoring"]) ?? "identified" },
    { kind: "VacateRole", role: "commander", login: random.pick(["alice", "bob"]) ?? "carl" },
    { kind: "AddNote", text: "looking" },
  ];
  return random.pick(commands) ?? acknowledge;
}
