import type { Incident } from "../incident.ts";
import { commander, communicationsLead, holderOf } from "../roles.ts";
import type { Moment } from "./deadline.ts";
import { anyPolicyOf, peopleOf } from "./policy.ts";

/** Whoever leads, else who responds, else who declared it: somebody who knows of it. */
export function leadersOf(incident: Incident): readonly string[] {
  const lead = holderOf(incident, commander);
  if (lead !== undefined) return [lead];
  if (incident.responders.length > 0) return incident.responders.slice(0, 3);
  const declared = incident.timeline.find(({ kind }) => kind === "IncidentDeclared")?.by;
  return declared === undefined || declared.endsWith("[bot]") ? [] : [declared];
}

/** Who speaks to those who wait, else whoever leads. */
export function speakersOf(incident: Incident): readonly string[] {
  const speaker = holderOf(incident, communicationsLead);
  return speaker === undefined ? leadersOf(incident) : [speaker];
}

/** Those above: the people of the policy's first level, else whom the severity tells. */
export function aboveOf(incident: Incident, moment: Moment, policyPeople: readonly string[]) {
  const above = policyPeople.length > 0 ? policyPeople : (moment.level?.tell ?? []);
  return eachOnce([...speakersOf(incident), ...leadersOf(incident), ...above]);
}

/** Where nobody is known who has to do with it, somebody hears of it all the same. */
export function anybody(incident: Incident, { config, level }: Moment): readonly string[] {
  const [worst] = config.ladder.levels;
  const { fallback } = config.escalation;
  const circles = [
    leadersOf(incident),
    level?.tell ?? [],
    peopleOf(anyPolicyOf(incident, config)),
    fallback,
    worst?.tell ?? [],
  ];
  return circles.find(({ length }) => length > 0) ?? [];
}

/** Logins are the same in any case. */
export function eachOnce(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
