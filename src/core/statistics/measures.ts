import type { Milestone, Milestones } from "../incident/incident.ts";

export const measureNames = ["detect", "acknowledge", "mitigate", "resolve"] as const;
export type MeasureName = (typeof measureNames)[number];

interface Measure {
  /** The first of these that is known is where the clock starts. */
  readonly from: readonly Milestone[];
  /** The first of these that is known is where it stops. */
  readonly to: readonly Milestone[];
}

/**
 * Nobody declares what they have not detected, so that the declaration stands in for it.
 * Acknowledging answers a declaration; mitigating and resolving end what users feel.
 */
const measures: Readonly<Record<MeasureName, Measure>> = {
  detect: { from: ["startedAt"], to: ["detectedAt", "declaredAt"] },
  acknowledge: { from: ["detectedAt", "declaredAt"], to: ["acknowledgedAt"] },
  mitigate: { from: ["startedAt", "detectedAt", "declaredAt"], to: ["mitigatedAt"] },
  resolve: { from: ["startedAt", "detectedAt", "declaredAt"], to: ["resolvedAt"] },
};

/** Undefined where a milestone is missing, or stands before the one it is measured from. */
export function lengthMsOf(name: MeasureName, milestones: Milestones): number | undefined {
  const { from, to } = measures[name];
  const ms = firstKnown(to, milestones) - firstKnown(from, milestones);
  return ms >= 0 ? ms : undefined;
}

function firstKnown(names: readonly Milestone[], milestones: Milestones): number {
  const name = names.find((milestone) => milestones[milestone] !== undefined);
  return name === undefined ? Number.NaN : Date.parse(milestones[name] ?? "");
}
