import type { Config } from "../config/config.ts";
import type { Incident } from "./incident.ts";

/** The role whose holder decides. */
export const commander = "commander";
export const communicationsLead = "communications lead";
export const scribe = "scribe";

const shortNames: ReadonlyMap<string, string> = new Map([
  ["lead", commander],
  ["owner", commander],
  ["ic", commander],
  ["incident commander", commander],
  ["comms", communicationsLead],
  ["communications", communicationsLead],
  ["comms lead", communicationsLead],
  ["tech", "technical lead"],
  ["technical", "technical lead"],
  ["tech lead", "technical lead"],
]);

/** The role's name as config writes it; undefined when there is no such role. */
export function roleNamed(config: Config, text: string): string | undefined {
  const wanted = text.trim().toLowerCase().replaceAll("-", " ");
  const name = shortNames.get(wanted) ?? wanted;
  return config.roles.find((role) => role.name.toLowerCase().replaceAll("-", " ") === name)?.name;
}

export function holderOf(incident: Incident, role: string): string | undefined {
  return Object.hasOwn(incident.roles, role) ? incident.roles[role] : undefined;
}
