import type { Config } from "../../config/config.ts";
import { compareSeverity, isTicket, levelNamed } from "../../config/ladder.ts";
import { already, refuse, said } from "../asked-events.ts";
import type { ChangeSeverity } from "../commands.ts";
import type { SeverityChanged } from "../events.ts";
import { refuseUnlessAllowed } from "../permission.ts";
import { compareStamps } from "../stamp.ts";
import type { Decider } from "./decide.ts";

/** Triage raises, and sets it for the first time; lowering takes write or the commander. */
export const changeSeverity: Decider<ChangeSeverity> = (asked, { incident, config }) => {
  const level = levelNamed(config.ladder, asked.command.severity);
  const from = incident.severity;
  const direction = directionOf(from, level?.name, (a, b) => compareSeverity(config.ladder, a, b));
  const cells = direction === "better" ? (["write", "holder"] as const) : (["triage"] as const);
  const refused = refuseUnlessAllowed(asked, { cells }, { incident, config });
  if (refused !== undefined) return [refused];
  if (level === undefined) {
    const levels = config.ladder.levels.map(({ name }) => name);
    return [refuse(asked, { code: "unknown-severity", came: asked.command.severity, levels })];
  }
  const setBy = incident.setBy.severity;
  if (setBy !== undefined && from !== undefined && compareStamps(asked.stamp, setBy) < 0) {
    return [already(asked, `the severity was set to ${from} after that`)];
  }
  if (level.name === from) return [already(asked, `the severity is ${level.name}`)];
  return [
    {
      kind: "SeverityChanged",
      ...said(asked),
      ...(from !== undefined && { from }),
      to: level.name,
      direction,
      ...(isTicketNamed(from, config) && !isTicket(level) && { fromTicket: true as const }),
      ...(asked.command.reason !== undefined && { reason: asked.command.reason }),
    },
  ];
};

function isTicketNamed(name: string | undefined, { ladder }: Config): boolean {
  const level = levelNamed(ladder, name);
  return level !== undefined && isTicket(level);
}

function directionOf(
  from: string | undefined,
  to: string | undefined,
  compare: (a: string, b: string) => number,
): SeverityChanged["direction"] {
  if (from === undefined) return "first";
  return to === undefined || compare(to, from) <= 0 ? "worse" : "better";
}
