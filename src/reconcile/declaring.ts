import type { DeclareIncident } from "../core/incident/commands.ts";
import type { IncidentDeclared } from "../core/incident/events.ts";
import type { Observation } from "./observe.ts";
import { hasLabel, severityShown } from "./own-labels.ts";

/** Whether the label asks for an incident here: never on a pull request or a closed issue. */
export function isLabeled({ issue, settings }: Observation): boolean {
  const present = hasLabel(issue, settings.config.labels.incident);
  return present && !issue.isPullRequest && issue.state === "open";
}

/** What the label asks for. */
export function declareCommand({ issue, settings }: Observation): DeclareIncident {
  const drill = hasLabel(issue, settings.config.labels.drill);
  return { kind: "DeclareIncident", services: [], drill };
}

/** A severity label that stands there already, and the people already assigned, come along. */
export function withContext(
  event: IncidentDeclared,
  { issue, settings }: Observation,
): IncidentDeclared {
  const level = severityShown(issue, settings);
  const severity = event.severity ?? level?.name;
  return {
    ...event,
    ...(severity !== undefined && { severity }),
    ...(issue.assignees.length > 0 && { responders: issue.assignees }),
  };
}
