import { already, refuse, said } from "../asked-events.ts";
import type { ChangeStatus, MitigateIncident } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import type { Incident } from "../incident.ts";
import { type ActiveStatus, isActive } from "../lifecycle.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import { readStamp } from "../stamp.ts";
import { acknowledging } from "./acknowledge.ts";
import type { Decider } from "./decide.ts";

export const changeStatus: Decider<ChangeStatus> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  const { status: from } = incident;
  const { status: to } = asked.command;
  if (!isActive(from)) return [refuse(asked, { code: "ended", status: from })];
  if (from === to) return [already(asked, `the status is ${to}`)];
  const changed: IncidentEvent = {
    kind: "StatusChanged",
    ...said(asked),
    from,
    to,
    regression: isRegression(incident, to),
  };
  const first = to === "triage" ? [] : acknowledging(asked, incident, { implied: true });
  return [...first.filter((event) => event.kind !== "StatusChanged"), changed];
};

export const mitigate: Decider<MitigateIncident> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  if (!isActive(incident.status))
    return [refuse(asked, { code: "ended", status: incident.status })];
  const { how, at } = asked.command;
  const first = acknowledging(asked, incident, { implied: true }).filter(
    (event) => event.kind !== "StatusChanged",
  );
  return [
    ...first,
    {
      kind: "IncidentMitigated",
      ...said(asked),
      ...(how !== undefined && { how }),
      at: at ?? readStamp(asked.stamp).at,
    },
  ];
};

function isRegression(incident: Incident, to: ActiveStatus): boolean {
  const claimed = incident.milestones.mitigatedAt !== undefined;
  return claimed && incident.status === "monitoring" && to !== "monitoring";
}
