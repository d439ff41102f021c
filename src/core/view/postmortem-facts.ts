import { lengthOf } from "../../std/duration.ts";
import type { Incident, Milestone } from "../incident/incident.ts";
import { readStamp } from "../incident/stamp.ts";
import { rolesOf, servicesOf } from "./card-lists.ts";
import { durationLines } from "./durations.ts";
import type { Seen } from "./headline.ts";
import { when } from "./instants.ts";
import { person } from "./people.ts";
import { urlOf } from "./place.ts";
import { line, rowsWithin } from "./quoting.ts";
import type { View } from "./render.ts";

/** What is known for certain, and what is not known. */
export function factsOf(seen: Seen): View {
  return {
    severityHistory: severityHistory(seen),
    services: servicesOf(seen) || "none named",
    roles: rolesOf(seen) || "nobody had one",
    participants: participantsOf(seen),
    milestones: milestonesOf(seen),
    durations: [detectionLine(seen.incident), ...durationLines(seen.incident)]
      .map((duration) => `- ${duration}`)
      .join("\n"),
  };
}

const severityKinds: ReadonlySet<string> = new Set(["IncidentDeclared", "SeverityChanged"]);

function severityHistory({ incident, place }: Seen): string {
  const entries = incident.timeline.filter(
    ({ kind, withdrawn }) => severityKinds.has(kind) && withdrawn !== true,
  );
  const rows = entries.map((entry) => {
    const at = `[${when(readStamp(entry.stamp).at, "UTC")}](${urlOf(entry.stamp, place)})`;
    const text = entry.text?.replace(/^severity: /, "") ?? "changed; the text is in the thread";
    const by = entry.by === undefined ? "" : ` (${person(entry.by, place)})`;
    return `- ${at} ${line(text, 200)}${by}`;
  });
  const more = (left: number) => `- and ${left} more in the timeline`;
  return rowsWithin(rows, { characters: 3000, more }).join("\n");
}

/** Everybody who held a role, responded or said something; programs left out. */
function participantsOf({ incident, place }: Seen): string {
  const names = [
    ...Object.values(incident.roles),
    ...incident.responders,
    ...incident.timeline.flatMap(({ by, withdrawn }) =>
      by === undefined || withdrawn === true ? [] : [by],
    ),
  ];
  const people = [...new Set(names)].filter((name) => !name.endsWith("[bot]"));
  const rows = people.map((name) => person(name, place));
  const more = (left: number) => `and ${left} more`;
  return rowsWithin(rows, { characters: 2000, more }).join(", ") || "nobody";
}

const milestoneWords: readonly (readonly [Milestone, string])[] = [
  ["startedAt", "Started"],
  ["detectedAt", "Detected"],
  ["declaredAt", "Declared"],
  ["acknowledgedAt", "Acknowledged"],
  ["mitigatedAt", "Mitigated"],
  ["resolvedAt", "Resolved"],
];

function milestonesOf({ incident, config }: Seen): string {
  const rows = milestoneWords.map(([milestone, word]) => {
    const at = incident.milestones[milestone];
    return `- ${word}: ${at === undefined ? "unknown, nobody said when" : when(at, config.timezone)}`;
  });
  return rows.join("\n");
}

/** A declaration tells at the latest that somebody has noticed. */
function detectionLine({ milestones }: Pick<Incident, "milestones">): string {
  const { startedAt, detectedAt, declaredAt } = milestones;
  const name = "Time to detect";
  if (startedAt === undefined) return `${name}: unknown, nobody said when it started`;
  const end = detectedAt ?? declaredAt;
  const ms = Date.parse(end ?? "") - Date.parse(startedAt);
  if (Number.isNaN(ms)) return `${name}: unknown, nobody said when it was detected`;
  if (ms < 0) return `${name}: unknown, it was detected before it started`;
  if (detectedAt !== undefined) return `${name}: ${lengthOf(ms)} (since it started)`;
  return `${name}: at most ${lengthOf(ms)}, when it was declared; nobody said when it was detected`;
}
