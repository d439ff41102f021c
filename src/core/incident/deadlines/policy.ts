import { addDays, dayOfWeek, wallTime } from "../../../std/time-zone.ts";
import type { Policy, PolicyLevel } from "../../config/clock-settings.ts";
import type { Config } from "../../config/config.ts";
import { isTicket, levelNamed } from "../../config/ladder.ts";
import type { Incident } from "../incident.ts";

/** The policy that pages by itself: that of a service, else that of the severity. */
export function policyOf(incident: Incident, config: Config): Policy | undefined {
  return policyNamed(config, defaultPolicy(incident, config));
}

export function policyNamed(config: Config, name: string | undefined): Policy | undefined {
  const wanted = name?.toLowerCase();
  return config.escalation.policies.find((policy) => policy.name.toLowerCase() === wanted);
}

function defaultPolicy({ services, severity }: Incident, config: Config): string | undefined {
  const level = levelNamed(config.ladder, severity);
  if (level === undefined || isTicket(level)) return undefined;
  return policyOfServices(services, config) ?? level.policy;
}

/** The policy of the first service that has one of its own. */
export function policyOfServices(
  names: readonly string[],
  { services }: Pick<Config, "services">,
): string | undefined {
  return services.find(({ name, policy }) => policy !== undefined && names.includes(name))?.policy;
}

/** Whoever asks for help by hand is not left without: some policy is better than none. */
export function anyPolicyOf(incident: Incident, config: Config): Policy | undefined {
  return (
    policyOf(incident, config) ??
    policyNamed(config, policyOfServices(incident.services, config)) ??
    config.escalation.policies[0]
  );
}

/**
 * Whether a level is paged at that time (in ms), by the clocks of the config's zone. Hours over
 * midnight belong to the day on which they begin.
 */
export function isOnDuty({ hours, days }: PolicyLevel, atMs: number, zone: string): boolean {
  const wall = wallTime(atMs, zone);
  const now = wall.hour * 60 + wall.minute;
  const { from, to } = hours ?? { from: 0, to: 24 * 60 };
  const isAfterMidnight = from > to && now < to;
  const day = dayOfWeek(isAfterMidnight ? addDays(wall, -1) : wall);
  if (days !== undefined && !days.includes(day)) return false;
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/** The people of a policy's first level, without its services. */
export function peopleOf(policy: Policy | undefined): readonly string[] {
  return (policy?.levels[0]?.page ?? []).flatMap((target) =>
    target.by === "mention" ? [target.name] : [],
  );
}
