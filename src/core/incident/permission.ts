import type { Config, PermissionRule } from "../config/config.ts";
import { refuse } from "./asked-events.ts";
import { type Authority, atLeast, type PermissionCell } from "./authority.ts";
import type { Asked } from "./commands.ts";
import type { CommandRefused } from "./events.ts";
import type { Incident } from "./incident.ts";
import { commander, holderOf } from "./roles.ts";

/** What the default table says for one command in the present state. */
export interface Rule {
  readonly cells: readonly PermissionCell[];
  /** The role whose holder may, where a cell is `holder`. */
  readonly holderOf?: string;
  /** The person a cell `self` means. */
  readonly self?: string;
}

/** Undefined when it may be done; else the refusal, which is an event. */
export function refuseUnlessAllowed(
  asked: Asked,
  rule: Rule,
  context: { readonly incident?: Incident | undefined; readonly config: Config },
): CommandRefused | undefined {
  const configured = ruleOf(context.config, asked.verb);
  const cells = configured === undefined ? rule.cells : [configured.who];
  if (cells.some((cell) => holds(cell, { asked, rule, incident: context.incident, configured }))) {
    return undefined;
  }
  const role = cells.includes("holder") ? (rule.holderOf ?? commander) : undefined;
  return refuse(asked, {
    code: "not-allowed",
    needs: cells,
    ...(role !== undefined && { role }),
  });
}

/** Verbs that one line of config governs together. */
const governedBy: ReadonlyMap<string, string> = new Map([
  ["sev", "severity"],
  ["lead", "role"],
  ["comms", "role"],
  ["tech", "role"],
  ["scribe", "role"],
  ["related", "link"],
  ["duplicate", "link"],
  ["wontdo", "done"],
  ["unsnooze", "snooze"],
]);

/** What config says of a verb or of the verb that governs it; undefined leaves the default. */
export function ruleOf(config: Config, verb: string): PermissionRule | undefined {
  const governing = governedBy.get(verb) ?? verb;
  for (const [name, rule] of config.permissions) if (name === governing) return rule;
  return undefined;
}

interface Case {
  readonly asked: Asked;
  readonly rule: Rule;
  readonly incident: Incident | undefined;
  readonly configured: PermissionRule | undefined;
}

function holds(cell: PermissionCell, { asked, rule, incident, configured }: Case): boolean {
  const needed: Partial<Record<PermissionCell, Authority>> = {
    triage: "triage",
    write: "write",
    maintain: "maintain",
  };
  const wanted = needed[cell];
  if (wanted !== undefined) return atLeast(asked.authority, wanted);
  switch (cell) {
    case "any":
      return true;
    case "self":
      return sameLogin(rule.self, asked.by);
    case "holder":
      return incident !== undefined && isHolder(incident, rule.holderOf ?? commander, asked.by);
    case "list":
      return (
        configured?.who === "list" && configured.logins.some((login) => sameLogin(login, asked.by))
      );
    default:
      return false;
  }
}

function isHolder(incident: Incident, role: string, login: string): boolean {
  return sameLogin(holderOf(incident, role), login);
}

/** GitHub's logins know no case. */
export function sameLogin(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
