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
  if (!isActive(status)) {
    return [
      status === "resolved" ? "/action <text>" : "",
      postmortemCommand(incident),
      status === "resolved" ? "/close-incident" : "",
      '/reopen-incident reason="…"',
      "/incident help",
    ].filter((command) => command !== "");
  }
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

/** Nothing is suggested of a drill: it needs none, and may have one. */
function postmortemCommand({ status, drill, postmortem }: Incident): string {
  if (postmortem?.state === "open") return "/postmortem ready";
  const isSettled = postmortem !== undefined && postmortem.state !== "not-opened";
  return isSettled || drill || status === "dismissed" ? "" : "/postmortem create";
}
