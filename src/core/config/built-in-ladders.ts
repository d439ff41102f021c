import type { Ladder, Level } from "./ladder.ts";

/** Names a config may give to `ladder`. */
export const builtInLadderNames = ["sev1-sev4", "p1-p4", "p0-p4", "p0-p3"] as const;

export type BuiltInLadderName = (typeof builtInLadderNames)[number];

const minute = 60_000;
const hour = 60 * minute;
const nextBusinessDay = "next business day";

// Numbers and criteria come from the published incident playbooks the ladders were taken from;
// what those leave open and this project filled in is marked "ours".

const sev1ToSev4 = ladder("sev1-sev4", [
  {
    name: "SEV1",
    criteria: "complete outage, data loss or breach",
    respondMs: 5 * minute,
    updateMs: 15 * minute,
    audience: "on-call chain and management",
  },
  {
    name: "SEV2",
    criteria: "major feature broken, many users",
    respondMs: 15 * minute,
    updateMs: 30 * minute,
    audience: "on-call, backup and team lead",
  },
  {
    name: "SEV3",
    criteria: "degraded, some users, workaround",
    respondMs: hour,
    updateMs: undefined,
    audience: "on-call",
  },
  {
    name: "SEV4",
    criteria: "minor", // ours
    respondMs: nextBusinessDay, // ours
    updateMs: undefined,
    audience: "ticket", // ours
  },
]);

// Two playbooks share these names; the second one's audience follows the semicolon.
const p1ToP4 = ladder("p1-p4", [
  {
    name: "P1",
    criteria: "service down, all users",
    respondMs: 0, // "immediately"
    updateMs: 15 * minute,
    audience: "VP and on-call chain; or all hands",
  },
  {
    name: "P2",
    criteria: "major degradation, many users",
    respondMs: 15 * minute,
    updateMs: 30 * minute,
    audience: "manager and team lead; or on-call and backup",
  },
  {
    name: "P3",
    criteria: "partial, some users",
    respondMs: hour,
    updateMs: undefined, // ours
    audience: "team lead; or on-call",
  },
  {
    name: "P4",
    criteria: "minor, workaround",
    respondMs: nextBusinessDay,
    updateMs: undefined, // ours
    audience: "ticket; or normal priority",
  },
]);

// Response times and audiences as in sev1-sev4, position by position (ours).
const p0ToP4 = ladder("p0-p4", [
  {
    name: "P0",
    criteria: "complete outage, data loss",
    respondMs: 5 * minute,
    updateMs: 15 * minute,
    audience: "on-call chain and management",
  },
  {
    name: "P1",
    criteria: "major feature broken, revenue impact",
    respondMs: 15 * minute,
    updateMs: 30 * minute,
    audience: "on-call, backup and team lead",
  },
  {
    name: "P2",
    criteria: "degraded, workaround",
    respondMs: hour,
    updateMs: undefined, // ours
    audience: "on-call",
  },
  {
    name: "P3",
    criteria: "minor, cosmetic",
    respondMs: nextBusinessDay,
    updateMs: undefined, // ours
    audience: "ticket",
  },
  {
    name: "P4",
    criteria: "informational, enhancement",
    respondMs: undefined, // ours
    updateMs: undefined, // ours
    audience: "", // ours
  },
]);

// Audiences as in sev1-sev4 (ours).
const p0ToP3 = ladder("p0-p3", [
  {
    name: "P0",
    criteria: "complete outage, data loss, security breach",
    respondMs: 5 * minute, // "less than"
    updateMs: 15 * minute,
    audience: "on-call chain and management",
  },
  {
    name: "P1",
    criteria: "major feature broken, significant user impact",
    respondMs: 30 * minute, // "less than"
    updateMs: 15 * minute,
    audience: "on-call, backup and team lead",
  },
  {
    name: "P2",
    criteria: "degraded, partial loss",
    respondMs: 4 * hour, // "less than"
    updateMs: undefined,
    audience: "on-call",
  },
  {
    name: "P3",
    criteria: "minor, workaround",
    respondMs: nextBusinessDay,
    updateMs: undefined,
    audience: "ticket",
  },
]);

export const builtInLadders: Readonly<Record<BuiltInLadderName, Ladder>> = {
  "sev1-sev4": sev1ToSev4,
  "p1-p4": p1ToP4,
  "p0-p4": p0ToP4,
  "p0-p3": p0ToP3,
};

/** The label color of the level at this position: red for the worst, then paler, at last grey. */
export function colorAt(position: number): string {
  return ["b60205", "d93f0b", "fbca04", "c5def5"][position] ?? "ededed"; // ours
}

type BuiltInLevel = Omit<Level, "tell" | "color" | "words">;

function ladder(name: BuiltInLadderName, levels: readonly BuiltInLevel[]): Ladder {
  return {
    name,
    levels: levels.map((level, position) => ({
      ...level,
      tell: [],
      color: colorAt(position),
      words: [],
    })),
  };
}
