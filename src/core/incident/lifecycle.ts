/**
 * Where an incident stands. Any active status may follow any other; the rest only by their verbs.
 */
export type Status = ActiveStatus | EndedStatus;
export type ActiveStatus = (typeof activeStatuses)[number];
export type EndedStatus = (typeof endedStatuses)[number];

export const activeStatuses = [
  "triage",
  "investigating",
  "identified",
  "mitigating",
  "monitoring",
] as const;
export const endedStatuses = ["resolved", "closed", "dismissed"] as const;
export const statuses: readonly Status[] = [...activeStatuses, ...endedStatuses];

export function isActive(status: Status): status is ActiveStatus {
  return activeStatuses.some((active) => active === status);
}

export function isStatus(text: string): text is Status {
  return statuses.some((status) => status === text);
}

/** Red while it hurts, yellow while it eases, green when it is over, grey when it never was. */
export function colorOf(status: Status): "red" | "yellow" | "green" | "grey" {
  if (status === "dismissed") return "grey";
  if (status === "resolved" || status === "closed") return "green";
  return status === "mitigating" || status === "monitoring" ? "yellow" : "red";
}
