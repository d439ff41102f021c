import { instantOf } from "../../../std/instant.ts";
import type { Policy } from "../../config/clock-settings.ts";
import type { Config } from "../../config/config.ts";
import type { Incident } from "../incident.ts";
import { compareStamps, type Instant } from "../stamp.ts";
import type { DeadlinesOf, Moment } from "./deadline.ts";
import { eachOnce, leadersOf } from "./people.ts";
import { isOnDuty, policyOf } from "./policy.ts";

/** That nobody came in the time of the severity is said once. */
export const acknowledgement: DeadlinesOf = (incident, moment) => {
  const due = responseDue(incident, moment);
  if (due === undefined || !isAwaited(incident)) return [];
  const to = eachOnce([...leadersOf(incident), ...(moment.level?.tell ?? [])]);
  return [
    {
      subject: "acknowledge",
      due,
      steps: [{ atMs: Date.parse(due), step: "due", to }],
      canWait: false,
    },
  ];
};

/** Each level of the policy in its turn, until somebody acknowledges. */
export const escalation: DeadlinesOf = (incident, { config }) => {
  const { response } = incident;
  const policy = policyOf(incident, config);
  if (policy === undefined || response === undefined || !isAwaited(incident)) return [];
  if (incident.drill) return [];
  const steps = escalationSteps(policy, Date.parse(response.since), config).map(({ atMs }) => {
    return { atMs, step: "due" as const, to: [] };
  });
  return [{ subject: "escalation", due: response.since, steps, canWait: false }];
};

/** Whether somebody has to come and nobody has. */
export function isAwaited({ response, respondedAt, milestones, setBy }: Incident): boolean {
  if (response === undefined) return false;
  const sinceMs = Date.parse(response.since);
  if (response.first === true && Date.parse(milestones.acknowledgedAt ?? "") <= sinceMs)
    return false;
  if (!(Date.parse(respondedAt ?? "") >= sinceMs)) return true;
  const { responded, response: called } = setBy;
  if (response.policy === undefined || responded === undefined || called === undefined)
    return false;
  // Whoever takes it on and then asks for help, all in one comment, is helped.
  return compareStamps(responded, called) < 0;
}

/** By when somebody is to acknowledge; undefined where the severity promises nothing. */
export function responseDue(
  { response }: Incident,
  { level }: Pick<Moment, "level">,
): Instant | undefined {
  if (response === undefined || typeof level?.respondMs !== "number") return undefined;
  const dueMs = Date.parse(response.since) + level.respondMs;
  return Number.isNaN(dueMs) ? undefined : instantOf(new Date(dueMs));
}

export interface EscalationStep {
  readonly atMs: number;
  /** Which level of the policy, from zero. */
  readonly level: number;
}

/**
 * When which level is paged: one that is off duty at its turn is passed over without a wait. Where
 * all are, the last one is paged all the same, since somebody must hear of it.
 */
export function escalationSteps(
  { levels, repeat }: Policy,
  sinceMs: number,
  { timezone }: Pick<Config, "timezone">,
): readonly EscalationStep[] {
  const steps: EscalationStep[] = [];
  let atMs = sinceMs;
  for (let round = 0; round <= repeat; round += 1) {
    const before = steps.length;
    levels.forEach((level, index) => {
      if (!isOnDuty(level, atMs, timezone)) return;
      steps.push({ atMs, level: index });
      atMs += level.waitMs;
    });
    const last = levels.length - 1;
    if (steps.length > before || last < 0) continue;
    steps.push({ atMs, level: last });
    atMs += levels[last]?.waitMs ?? 0;
  }
  return steps;
}
