import { already, refuse, said } from "../asked-events.ts";
import type { AcknowledgeIncident, Asked } from "../commands.ts";
import { isAwaited, isAwaitedBySeverity } from "../deadlines/response.ts";
import type { IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider } from "./decide.ts";

export const acknowledge: Decider<AcknowledgeIncident> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  if (!isActive(incident.status))
    return [refuse(asked, { code: "ended", status: incident.status })];
  const events = acknowledging(asked, incident, { note: asked.command.note });
  return events.length > 0 ? events : [already(asked, "the incident is acknowledged")];
};

/**
 * The first sign since somebody is waited for; triage then becomes investigating. Where it is only
 * implied by what somebody does, it answers no call for help: they may have called themselves.
 */
export function acknowledging(
  asked: Asked,
  incident: Incident,
  { note, implied = false }: { note?: string | undefined; implied?: boolean } = {},
): readonly IncidentEvent[] {
  const isWaited = implied ? isAwaitedBySeverity(incident) : isAwaited(incident);
  const isKnown = incident.milestones.acknowledgedAt !== undefined && !isWaited;
  if (isKnown || !isActive(incident.status)) return [];
  const acknowledged: IncidentEvent = {
    kind: "IncidentAcknowledged",
    ...said(asked),
    ...(note !== undefined && { note }),
    ...(implied && { implied: true as const }),
  };
  if (incident.status !== "triage") return [acknowledged];
  return [
    acknowledged,
    {
      kind: "StatusChanged",
      ...said(asked),
      from: "triage",
      to: "investigating",
      regression: false,
    },
  ];
}
