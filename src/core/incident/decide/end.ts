import { already, refuse, said } from "../asked-events.ts";
import type {
  CloseIncident,
  DismissIncident,
  ReopenIncident,
  ResolveIncident,
} from "../commands.ts";
import type { Missing } from "../events.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../lifecycle.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider } from "./decide.ts";
import { askedForPostmortem, endAsksForPostmortem } from "./postmortem-asked-for.ts";

/** Resolving asks for a severity, and for a mitigation or a summary; closing by hand does not. */
export const resolve: Decider<ResolveIncident> = (asked, { incident, config }) => {
  const { summary, force } = asked.command;
  const cells = force === undefined ? (["write", "holder"] as const) : (["maintain"] as const);
  // A rule that config has for resolving does not open the way around its guard.
  const verb = force === undefined ? asked.verb : "force";
  const refused = refuseUnlessAllowed({ ...asked, verb }, { cells }, { incident, config });
  if (refused !== undefined) return [{ ...refused, verb: asked.verb }];
  // Closing what has ended, as "Close with comment" does, asks for nothing more.
  if (asked.gesture !== undefined && !isActive(incident.status)) return [];
  if (incident.status === "resolved" && summary !== undefined) {
    return [{ kind: "SummaryWritten", ...said(asked), text: summary }];
  }
  if (incident.status === "resolved") return [already(asked, "the incident is resolved")];
  if (!isActive(incident.status))
    return [refuse(asked, { code: "ended", status: incident.status })];
  const missing = missingFor(incident, summary);
  if (missing.length > 0 && force === undefined && asked.gesture === undefined) {
    return [refuse(asked, { code: "missing", missing })];
  }
  return [
    {
      kind: "IncidentResolved",
      ...said(asked),
      ...(summary !== undefined && { summary }),
      ...(force !== undefined && { forced: force }),
      missing: asked.gesture !== undefined ? askedForAfterwards(incident) : [],
    },
    ...(endAsksForPostmortem(incident, config)
      ? [askedForPostmortem(asked, incident, config)]
      : []),
  ];
};

export const closeIncident: Decider<CloseIncident> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["write"] }, { incident, config });
  if (refused !== undefined) return [refused];
  if (incident.status === "closed") return [already(asked, "the incident is closed")];
  if (incident.status !== "resolved") {
    return [refuse(asked, { code: "not-resolved", status: incident.status })];
  }
  const { note } = asked.command;
  return [{ kind: "IncidentClosed", ...said(asked), ...(note !== undefined && { note }) }];
};

export const dismiss: Decider<DismissIncident> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["write"] }, { incident, config });
  if (refused !== undefined) return [refused];
  if (incident.status === "dismissed") return [already(asked, "the incident is dismissed")];
  if (incident.status === "closed") {
    return [refuse(asked, { code: "ended", status: incident.status })];
  }
  const { kind: _kind, ...what } = asked.command;
  return [{ kind: "IncidentDismissed", ...said(asked), ...what }];
};

export const reopen: Decider<ReopenIncident> = (asked, { incident, config }) => {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  if (refused !== undefined) return [refused];
  if (asked.gesture !== undefined && isActive(incident.status)) return [];
  if (isActive(incident.status)) {
    return [refuse(asked, { code: "not-ended", status: incident.status })];
  }
  const { reason } = asked.command;
  return [{ kind: "IncidentReopened", ...said(asked), ...(reason !== undefined && { reason }) }];
};

function missingFor(incident: Incident, summary: string | undefined): readonly Missing[] {
  const told = incident.milestones.mitigatedAt !== undefined || summary !== undefined;
  return [
    ...(incident.severity === undefined ? (["severity"] as const) : []),
    ...(told ? [] : (["mitigation"] as const)),
  ];
}

function askedForAfterwards(incident: Incident): readonly Missing[] {
  return [
    ...(incident.severity === undefined ? (["severity"] as const) : []),
    ...(incident.summary === undefined ? (["summary"] as const) : []),
  ];
}
