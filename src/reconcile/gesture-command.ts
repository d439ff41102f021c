import type { IncidentRecord } from "../core/card/record.ts";
import { levelOfLabel } from "../core/config/ladder.ts";
import type { Command } from "../core/incident/commands.ts";
import { isActive, type Status } from "../core/incident/lifecycle.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { commander, holderOf } from "../core/incident/roles.ts";
import type { Difference } from "./differences.ts";
import { plainLabel, statusOfLabel } from "./own-labels.ts";
import type { Settings } from "./settings.ts";

/** What somebody asks for by touching an issue by hand. */
export interface Request {
  readonly command: Command;
  readonly verb: string;
}

export function commandFor(
  difference: Difference,
  given: { record: IncidentRecord; settings: Settings },
): Request {
  switch (difference.kind) {
    case "label":
      return labelCommand(difference, given.settings);
    case "assignee":
      return assigneeCommand(difference, given.record);
    case "state":
      return difference.state === "closed"
        ? { verb: "resolve", command: { kind: "ResolveIncident" } }
        : { verb: "reopen", command: { kind: "ReopenIncident" } };
    default:
      return difference satisfies never;
  }
}

function labelCommand(
  { name, present }: Extract<Difference, { kind: "label" }>,
  settings: Settings,
): Request {
  const { config } = settings;
  const status = statusOfLabel(name, settings);
  if (status !== undefined) return statusCommand(status, present);
  const level = levelOfLabel(config.ladder, config.labels, name);
  if (level === undefined && plainLabel(name) === plainLabel(config.labels.incident)) {
    return { verb: "cancel", command: { kind: "RemoveIncidentLabel" } };
  }
  if (present && level !== undefined) {
    return { verb: "sev", command: { kind: "ChangeSeverity", severity: level.name } };
  }
  return { verb: "sev", command: { kind: "TouchOwnLabel", instead: "sev" } };
}

function statusCommand(status: Status, present: boolean): Request {
  if (!present) return { verb: "status", command: { kind: "TouchOwnLabel", instead: "status" } };
  if (isActive(status)) {
    return { verb: "status", command: { kind: "ChangeStatus", status } };
  }
  const verbs = new Map<Status, string>([
    ["resolved", "resolve"],
    ["dismissed", "cancel"],
  ]);
  const instead = verbs.get(status) ?? "close-incident";
  return { verb: "status", command: { kind: "TouchOwnLabel", instead } };
}

function assigneeCommand(
  { login, present }: Extract<Difference, { kind: "assignee" }>,
  { incident }: IncidentRecord,
): Request {
  if (present) return { verb: "role", command: { kind: "JoinResponse", login } };
  if (sameLogin(holderOf(incident, commander), login)) {
    return { verb: "role", command: { kind: "VacateRole", role: commander, login } };
  }
  return { verb: "role", command: { kind: "LeaveResponse", login } };
}
