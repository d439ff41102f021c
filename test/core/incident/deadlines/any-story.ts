import fc from "fast-check";
import type { Command } from "../../../../src/core/incident/commands.ts";
import { instantOf } from "../../../../src/std/instant.ts";
import {
  acknowledge,
  configOf,
  type Move,
  minuteMs,
  mitigate,
  reopen,
  resolve,
  setSeverity,
  Thread,
  take,
  unsnooze,
  update,
} from "./thread.ts";

/** An incident of some hours at some place, and what its people do, by the minute. */
export interface AnyStory {
  /** Which of a few configs it has. */
  readonly config: number;
  readonly start: string;
  /** The place of its severity in the ladder. */
  readonly severity: number | undefined;
  readonly moves: readonly Move[];
}

const policies = `
escalation:
  policies:
    - name: default
      repeat: 1
      levels:
        - { page: [bob], wait: 7m, hours: 08:00-02:30 }
        - { page: [octo-org/leads, "pagerduty:shop"], wait: 20m, days: [sat, sun, mon] }
    - { name: data, levels: [{ page: ["webhook:data"] }] }
`;

const configs = [
  "",
  `timezone: Europe/Berlin\nlevels: { SEV1: { escalate: default, tell: [boss] } }${policies}`,
  "timezone: Australia/Lord_Howe\nreminders: { quietHours: 22:00-02:15 }\n" +
    `ladder: p0-p3\nlevels: { P2: { escalate: data } }${policies}`,
  "timezone: Europe/Berlin\nreminders: { quietHours: 02:30-09:00 }\n" +
    "clock: { draft: none, raise: 1m, watch: 20m }\nnags: { every: 1m, most: 5, silent: 5m }",
  `reminders: { quietHours: none }\nclock: { on: false }\nladder: p1-p4${policies}`,
].map(configOf);

/** Clocks are put forward, back, or left alone within the hours that follow. */
const starts = [
  "2026-03-28T22:10:00Z",
  "2026-10-24T22:50:30Z",
  "2026-10-03T13:00:00Z",
  "2026-04-04T12:00:01Z",
  "2026-08-03T12:00:00Z",
  "2026-08-03T19:00:00Z",
];

const lastMinute = 14 * 60;
const minute = fc.integer({ min: 0, max: lastMinute });

const plain = fc.constantFrom<Command>(
  ...[acknowledge, mitigate, reopen, resolve, unsnooze],
  ...["critical", "major", "minor"].map(setSeverity),
  ...["lead", "comms", "scribe"].map(take),
  { kind: "PageResponders", policy: "data" },
  { kind: "PageResponders" },
  { kind: "ChangeStatus", status: "investigating" },
  { kind: "AddNote", text: "looking" },
  { kind: "PostUpdate", text: "", draft: true },
  update("no change"),
);

/** What names a time in the next hours. */
function timed(start: string): fc.Arbitrary<Move> {
  return fc
    .tuple(minute, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 3 }))
    .map(([at, ahead, kind]) => {
      const until = instantOf(new Date(Date.parse(start) + (at + ahead) * minuteMs));
      const commands: readonly Command[] = [
        { kind: "SnoozeReminders", until },
        { kind: "SetWatch", until },
        { kind: "AskForReminder", at: until },
        update("later", until),
      ];
      return { minute: at, command: commands[kind] ?? acknowledge };
    });
}

export const anyStory: fc.Arbitrary<AnyStory> = fc
  .tuple(fc.nat(configs.length - 1), fc.constantFrom(...starts))
  .chain(([config, start]) => {
    const people = fc.constantFrom("alice", "bob", "carl");
    const move = fc.record<Move>({ minute, command: plain, by: people });
    const moves = fc.array(fc.oneof(move, timed(start)), { maxLength: 12 });
    return fc.record({
      config: fc.constant(config),
      start: fc.constant(start),
      severity: fc.constantFrom(undefined, 0, 1, 2, 3),
      moves: moves.map((all) => all.toSorted((a, b) => a.minute - b.minute)),
    });
  });

export function open({ config: index, start, severity }: AnyStory): Thread {
  const config = configs[index];
  if (config === undefined) throw new Error(`there is no config ${index}`);
  const level = config.ladder.levels[severity ?? -1];
  return new Thread(config, { start, ...(level !== undefined && { severity: level.name }) });
}

/** Times at which somebody may look as well, in minutes. */
export const anyLooks = fc.array(
  fc.double({ min: 0, max: 30 * 60, noNaN: true }).map((at) => Math.floor(at * 60) / 60),
  { maxLength: 25 },
);
