import { instantOf } from "../../../std/instant.ts";
import type { Policy } from "../../config/clock-settings.ts";
import type { Config } from "../../config/config.ts";
import type { AskedCall } from "../escalation.ts";
import type { Incident } from "../incident.ts";
import { compareStamps, type Instant, readStamp } from "../stamp.ts";
import type { Deadline, DeadlinesOf, Moment } from "./deadline.ts";
import { beginningOf } from "./instants.ts";
import { eachOnce, leadersOf } from "./people.ts";
import { isOnDuty, policyNamed, policyOf } from "./policy.ts";

/** That nobody came in the time of the severity is said once. */
export const acknowledgement: DeadlinesOf = (incident, moment) => {
  const due = responseDue(incident, moment);
  if (due === undefined || !isAwaitedBySeverity(incident)) return [];
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

/** Each level of the policy in its turn, until somebody acknowledges; each call by itself. */
export const escalation: DeadlinesOf = (incident, { config }) => {
  const { response, drill } = incident;
  if (drill) return [];
  const policy = policyOf(incident, config);
  const isCalled = openCalls(incident).some((call) => policyNamed(config, call.policy) === policy);
  const own =
    isCalled || response === undefined || policy === undefined || !isAwaitedBySeverity(incident)
      ? []
      : [
          deadlineOf(
            { subject: "escalation", due: response.since, of: policy.name },
            policy,
            config,
          ),
        ];
  const asked = openCalls(incident).flatMap((call) => {
    const wanted = policyNamed(config, call.policy);
    const subject = `escalation:${call.policy}` as const;
    const due = readStamp(call.stamp).at;
    return wanted === undefined ? [] : [deadlineOf({ subject, due }, wanted, config)];
  });
  return [...own, ...asked];
};

function deadlineOf(
  what: Pick<Deadline, "subject" | "due" | "of">,
  policy: Policy,
  config: Config,
): Deadline {
  const steps = escalationSteps(policy, Date.parse(what.due), config).map(({ atMs }) => {
    return { atMs, step: "due" as const, to: [] };
  });
  return { ...what, steps, canWait: false };
}

/** Whether somebody has to come and nobody has. */
export function isAwaited(incident: Incident): boolean {
  return isAwaitedBySeverity(incident) || openCalls(incident).length > 0;
}

/** The calls by hand that nobody has answered. */
export function openCalls(incident: Incident): readonly AskedCall[] {
  return (incident.calls ?? []).filter((call) => isCallOpen(incident, call));
}

/** Whoever takes it on and then asks for help, all in one comment, is helped. */
function isCallOpen({ setBy }: Incident, { stamp }: AskedCall): boolean {
  return setBy.answered === undefined || compareStamps(setBy.answered, stamp) < 0;
}

export function isAwaitedBySeverity(incident: Incident): boolean {
  const { response, respondedAt } = incident;
  if (response === undefined) return false;
  const respondedMs = Date.parse(respondedAt ?? "");
  if (respondedMs >= Date.parse(response.since)) return false;
  // Whoever took it on before anybody knew how bad it is, and since it last began.
  const isLed = respondedMs >= Date.parse(beginningOf(incident) ?? "");
  return !(response.first === true && isLed);
}

/** Whether anybody is still waited for by the call that began then. */
export function isCallAwaited(incident: Incident, call: Instant): boolean | undefined {
  const asked = (incident.calls ?? []).filter(({ stamp }) => readStamp(stamp).at === call);
  const ofSeverity = incident.response?.since === call;
  if (asked.length === 0 && !ofSeverity) return undefined;
  return (
    (ofSeverity && isAwaitedBySeverity(incident)) || asked.some((one) => isCallOpen(incident, one))
  );
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

interface EscalationStep {
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
