import type { Config } from "../../config/config.ts";
import { levelNamed } from "../../config/ladder.ts";
import { already, refuse, said } from "../asked-events.ts";
import type { Asked, DeclareIncident } from "../commands.ts";
import type { IncidentEvent } from "../events.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import type { Decider } from "./decide.ts";

/** On an incident: a title asks for another one; without one it already is what was asked for. */
export const declare: Decider<DeclareIncident> = (asked, { incident, config }) => {
  if (asked.command.title !== undefined) return requestSeparate(asked, config);
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { incident, config });
  return [refused ?? already(asked, "this issue is an incident already")];
};

/** On an issue that is no incident yet. */
export function declareHere(
  asked: Asked<DeclareIncident>,
  config: Config,
): readonly IncidentEvent[] {
  if (asked.command.title !== undefined) return requestSeparate(asked, config);
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { config });
  if (refused !== undefined) return [refused];
  const severity = severityOf(asked, config);
  if (severity.refused !== undefined) return [severity.refused];
  const { services, startedAt, drill } = asked.command;
  return [
    {
      kind: "IncidentDeclared",
      ...said(asked),
      ...(severity.level !== undefined && { severity: severity.level }),
      services,
      ...(startedAt !== undefined && { startedAt }),
      drill,
    },
  ];
}

function requestSeparate(asked: Asked<DeclareIncident>, config: Config): readonly IncidentEvent[] {
  const refused = refuseUnlessAllowed(asked, { cells: ["triage"] }, { config });
  if (refused !== undefined) return [refused];
  const severity = severityOf(asked, config);
  if (severity.refused !== undefined) return [severity.refused];
  const { title = "", services, startedAt, drill } = asked.command;
  return [
    {
      kind: "SeparateIncidentRequested",
      ...said(asked),
      title,
      ...(severity.level !== undefined && { severity: severity.level }),
      services,
      ...(startedAt !== undefined && { startedAt }),
      drill,
    },
  ];
}

function severityOf(
  asked: Asked<DeclareIncident>,
  config: Config,
): { level?: string; refused?: IncidentEvent } {
  const came = asked.command.severity;
  if (came === undefined) return {};
  const level = levelNamed(config.ladder, came);
  if (level !== undefined) return { level: level.name };
  const levels = config.ladder.levels.map(({ name }) => name);
  return { refused: refuse(asked, { code: "unknown-severity", came, levels }) };
}
