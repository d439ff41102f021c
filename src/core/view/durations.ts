import { lengthOf } from "../../std/duration.ts";
import type { Incident, Milestone, Milestones } from "../incident/incident.ts";
import { isActive } from "../incident/lifecycle.ts";

/** How long it took, one line each; once it is over, also what cannot be told and why. */
export function durationLines({ milestones, status }: Incident): readonly string[] {
  const over = !isActive(status) && status !== "dismissed";
  return measures.flatMap((measure) => {
    const line = lineOf(measure, milestones);
    if (line !== undefined) return [line];
    return over ? [`${measure.name}: unknown, ${missingOf(measure, milestones)}`] : [];
  });
}

interface Measure {
  readonly name: string;
  readonly to: Milestone;
  /** The first of these that is known is where the clock starts. */
  readonly from: readonly Milestone[];
}

/** Acknowledging answers a declaration; mitigating and resolving end what users feel. */
const measures: readonly Measure[] = [
  { name: "Time to acknowledge", to: "acknowledgedAt", from: ["detectedAt", "declaredAt"] },
  { name: "Time to mitigate", to: "mitigatedAt", from: ["startedAt", "detectedAt", "declaredAt"] },
  { name: "Time to resolve", to: "resolvedAt", from: ["startedAt", "detectedAt", "declaredAt"] },
];

const words: Record<Milestone, string> = {
  startedAt: "it started",
  detectedAt: "it was detected",
  declaredAt: "it was declared",
  acknowledgedAt: "it was acknowledged",
  mitigatedAt: "it was mitigated",
  resolvedAt: "it was resolved",
  closedAt: "it was closed",
};

function lineOf({ name, to, from }: Measure, milestones: Milestones): string | undefined {
  const start = from.find((milestone) => milestones[milestone] !== undefined);
  if (start === undefined || milestones[to] === undefined) return undefined;
  const ms = Date.parse(milestones[to] ?? "") - Date.parse(milestones[start] ?? "");
  if (Number.isNaN(ms)) return undefined;
  if (ms < 0) return `${name}: unknown, ${words[to]} before ${words[start]}`;
  return `${name}: ${lengthOf(ms)} (since ${words[start]})`;
}

function missingOf({ to, from }: Measure, milestones: Milestones): string {
  const missing = milestones[to] === undefined ? to : from[0];
  return `nobody said when ${missing === undefined ? "it began" : words[missing]}`;
}
