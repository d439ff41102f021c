import type { Config } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import { isActive } from "../incident/lifecycle.ts";
import { commander, holderOf } from "../incident/roles.ts";
import { code } from "./quoting.ts";
import { severityExample } from "./severity-example.ts";

/** The few commands that help most in the present state, as inline code. */
export function usefulCommands(incident: Incident, config: Config): string {
  return commandsFor(incident, config)
    .map((command) => code(command, 80))
    .join(" · ");
}

function commandsFor(incident: Incident, config: Config): readonly string[] {
  const { status, severity, milestones } = incident;
  if (status === "resolved") {
    return ["/action <text>", "/close-incident", '/reopen-incident reason="…"', "/incident help"];
  }
  if (!isActive(status)) return ['/reopen-incident reason="…"', "/incident help"];
  return [
    milestones.acknowledgedAt === undefined ? "/ack" : "",
    severity === undefined ? severityExample(config) : "",
    holderOf(incident, commander) === undefined ? "/lead" : "",
    milestones.mitigatedAt === undefined ? "/changes" : "",
    "/update <text>",
    "/note <text>",
    status === "monitoring" ? "" : "/mitigated",
    "/resolve <summary>",
    "/incident help",
  ].filter((command) => command !== "");
}
