import { already, refuse, said } from "../asked-events.ts";
import type {
  Asked,
  AssignRole,
  HandOffRole,
  JoinResponse,
  LeaveResponse,
  VacateRole,
} from "../commands.ts";
import type { IncidentEvent, RoleAssigned } from "../events.ts";
import type { Incident } from "../incident.ts";
import { type Rule, refuseUnlessAllowed, ruleOf, sameLogin } from "../permission.ts";
import { commander, holderOf, roleNamed } from "../roles.ts";
import { acknowledging } from "./acknowledge.ts";
import type { Decider } from "./decide.ts";

export const assignRole: Decider<AssignRole> = (asked, { incident, config }) => {
  const role = roleNamed(config, asked.command.role);
  if (role === undefined) return [unknownRole(asked, asked.command.role, config.roles)];
  const login = asked.command.login ?? asked.by;
  const holder = holderOf(incident, role);
  const rule = ruleForAssigning({ asked, role, login, holder });
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  if (sameLogin(holder, login)) return [already(asked, `${login} is ${role}`)];
  return [
    ...(role === commander ? acknowledging(asked, incident) : []),
    assigned(asked, { role, login, from: holder }),
  ];
};

export const handOffRole: Decider<HandOffRole> = (asked, { incident, config }) => {
  const role = roleNamed(config, asked.command.role);
  if (role === undefined) return [unknownRole(asked, asked.command.role, config.roles)];
  const holder = holderOf(incident, role);
  if (holder === undefined) return [refuse(asked, { code: "role-is-empty", role })];
  const rule: Rule = { cells: ["holder"], holderOf: role };
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) {
    const byConfig = ruleOf(config, asked.verb) !== undefined;
    return [byConfig ? refused : refuse(asked, { code: "not-holding", role, holder })];
  }
  const { login, note } = asked.command;
  if (sameLogin(holder, login)) return [already(asked, `${login} is ${role}`)];
  const handoff = note === undefined ? {} : { note };
  return [{ ...assigned(asked, { role, login, from: holder }), handoff }];
};

export const vacateRole: Decider<VacateRole> = (asked, { incident, config }) => {
  const { role, login } = asked.command;
  const rule: Rule = sameLogin(login, asked.by)
    ? { cells: ["triage"] }
    : { cells: ["write", "holder"] };
  const given: Rule = { ...rule, holderOf: role, self: login };
  const refused = refuseUnlessAllowed(asked, given, { incident, config });
  if (refused !== undefined) return [refused];
  // Taken off the issue altogether: a holder who was a responder as well would be assigned anew.
  const responder = incident.responders.find((one) => sameLogin(one, login));
  const left = responder === undefined ? [] : [responderLeft(asked, responder)];
  if (!sameLogin(holderOf(incident, role), login)) return left;
  return [{ kind: "RoleVacated", ...said(asked), role, login }, ...left];
};

/** Assigned by hand: commander when there is none (triage suffices), else a responder. */
export const joinResponse: Decider<JoinResponse> = (asked, { incident, config }) => {
  const { login } = asked.command;
  const rule: Rule = { cells: ["triage"], self: login };
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  const lead = holderOf(incident, commander);
  if (lead !== undefined) {
    const first = acknowledgedBySelf(asked, incident, login);
    return sameLogin(lead, login) ? first : [...first, joined(asked, login)];
  }
  return [...acknowledging(asked, incident), assigned(asked, { role: commander, login })];
};

export const leaveResponse: Decider<LeaveResponse> = (asked, { incident, config }) => {
  const { login } = asked.command;
  const rule: Rule = { cells: ["triage"], self: login };
  const refused = refuseUnlessAllowed(asked, rule, { incident, config });
  if (refused !== undefined) return [refused];
  return [responderLeft(asked, login)];
};

function ruleForAssigning(given: {
  asked: Asked;
  role: string;
  login: string;
  holder: string | undefined;
}): Rule {
  const { asked, role, login, holder } = given;
  const emptyCommander = role === commander && holder === undefined;
  const free = holder === undefined && sameLogin(login, asked.by);
  const takesOver = holder !== undefined && sameLogin(login, asked.by);
  const cells =
    emptyCommander || free || takesOver ? (["triage"] as const) : (["write", "holder"] as const);
  return { cells, holderOf: role, self: login };
}

function assigned(
  asked: Asked,
  given: { role: string; login: string; from?: string | undefined },
): RoleAssigned {
  const { role, login, from } = given;
  return {
    kind: "RoleAssigned",
    ...said(asked),
    role,
    login,
    ...(from !== undefined && { from }),
  };
}

function joined(asked: Asked, login: string): IncidentEvent {
  return { kind: "ResponderJoined", ...said(asked), login };
}

function responderLeft(asked: Asked, login: string): IncidentEvent {
  return { kind: "ResponderLeft", ...said(asked), login };
}

function acknowledgedBySelf(
  asked: Asked,
  incident: Incident,
  login: string,
): readonly IncidentEvent[] {
  return sameLogin(asked.by, login) ? acknowledging(asked, incident) : [];
}

function unknownRole(
  asked: Asked,
  came: string,
  roles: readonly { readonly name: string }[],
): IncidentEvent {
  return refuse(asked, { code: "unknown-role", came, roles: roles.map(({ name }) => name) });
}
