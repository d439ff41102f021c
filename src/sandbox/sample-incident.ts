import { type Config, defaultConfig } from "../core/config/config.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { evolveAll } from "../core/incident/evolve.ts";
import type { Incident } from "../core/incident/incident.ts";
import type { Place } from "../core/view/place.ts";

export const samplePlace: Place = {
  repository: "octo-org/shop",
  issue: 12,
  issueUrl: "https://github.com/octo-org/shop/issues/12",
  webUrl: "https://github.com",
};

/** A team in Berlin that tells two addresses of its worst level. */
export const sampleConfig: Config = {
  ...defaultConfig,
  timezone: "Europe/Berlin",
  ladder: {
    ...defaultConfig.ladder,
    levels: defaultConfig.ladder.levels.map((level, position) =>
      position === 0 ? { ...level, tell: ["octo-org/on-call", "grace"] } : level,
    ),
  },
};

export function sampleStamp(minutes: number, id = 1000 + minutes, line = 1): string {
  const at = new Date(Date.UTC(2026, 10, 22, 2, 35) + minutes * 60_000);
  return `${at.toISOString().replace(/\.\d{3}Z$/, "Z")}/c/${id}/${line}`;
}

export function sampleInstant(minutes: number): string {
  return sampleStamp(minutes).slice(0, 20);
}

/** The story of one night: a checkout that failed after a deployment. */
export const sampleEvents: readonly IncidentEvent[] = [
  {
    kind: "IncidentDeclared",
    stamp: sampleStamp(0),
    by: "ada",
    severity: "SEV2",
    services: ["checkout-api", "web"],
    startedAt: sampleInstant(-20),
    drill: false,
  },
  { kind: "IncidentAcknowledged", stamp: sampleStamp(3), by: "ada" },
  {
    kind: "StatusChanged",
    stamp: sampleStamp(3),
    by: "ada",
    from: "triage",
    to: "investigating",
    regression: false,
  },
  { kind: "RoleAssigned", stamp: sampleStamp(3), by: "ada", role: "commander", login: "ada" },
  {
    kind: "RoleAssigned",
    stamp: sampleStamp(5),
    by: "ada",
    role: "communications lead",
    login: "grace",
  },
  { kind: "ResponderJoined", stamp: sampleStamp(6), by: "linus", login: "linus" },
  {
    kind: "ImpactStated",
    stamp: sampleStamp(7),
    by: "ada",
    impact: {
      text: "Nobody can pay by card",
      users: "20%",
      regions: ["eu", "us"],
      spreading: true,
    },
  },
  {
    kind: "SeverityChanged",
    stamp: sampleStamp(8),
    by: "ada",
    from: "SEV2",
    to: "SEV1",
    direction: "worse",
    reason: "all card payments fail",
  },
  { kind: "NoteAdded", stamp: sampleStamp(10), by: "linus", text: "Queue is filling up" },
  {
    kind: "NoteAdded",
    stamp: sampleStamp(12),
    by: "linus",
    text: "Deployment 4.3 went out",
    at: sampleInstant(-25),
  },
  { kind: "NoteAdded", stamp: sampleStamp(13), by: "linus", text: "It is the database" },
  { kind: "EntryWithdrawn", stamp: sampleStamp(14), by: "linus", commentId: 1013 },
  {
    kind: "LinkAdded",
    stamp: sampleStamp(15),
    by: "linus",
    relation: "link",
    target: "https://grafana.example.com/d/checkout?from=now-1h",
    text: "dashboard",
  },
  { kind: "LinkAdded", stamp: sampleStamp(16), by: "linus", relation: "related", target: "#7" },
  {
    kind: "UpdatePosted",
    stamp: sampleStamp(17),
    by: "grace",
    text: "Card payments fail since 02:15 UTC. We are rolling back the last deployment.",
    status: "investigating",
    severity: "SEV1",
    etaAt: sampleInstant(45),
    nextAt: sampleInstant(32),
  },
  {
    kind: "ActionItemAdded",
    stamp: sampleStamp(18),
    by: "linus",
    number: 1,
    text: "Alert on the length of the payment queue",
    owner: "linus",
    due: "2026-12-01",
    type: "detect",
  },
  {
    kind: "ActionItemAdded",
    stamp: sampleStamp(19),
    by: "ada",
    number: 2,
    text: "Write a runbook for the payment queue",
  },
  {
    kind: "ActionItemCompleted",
    stamp: sampleStamp(20),
    by: "ada",
    number: 2,
    link: "https://github.com/octo-org/shop/pull/9",
  },
];

/** The same night to its end. */
export const sampleEnding: readonly IncidentEvent[] = [
  {
    kind: "IncidentMitigated",
    stamp: sampleStamp(40),
    by: "linus",
    how: "rolled back to 4.2",
    at: sampleInstant(38),
  },
  {
    kind: "IncidentResolved",
    stamp: sampleStamp(70),
    by: "ada",
    summary: "Deployment 4.3 broke card payments; rolled back to 4.2.",
    missing: [],
  },
];

export function sampleIncident(events: readonly IncidentEvent[] = sampleEvents): Incident {
  const incident = evolveAll(undefined, events);
  if (incident === undefined) throw new Error("the first event must declare the incident");
  // Twenty minutes in: the card has come to the third part of the first half hour.
  const due = incident.milestones.declaredAt ?? "";
  return { ...incident, reminded: { ...incident.reminded, phase: `step2@${due}` } };
}
