import { instantOf } from "../../../std/instant.ts";
import type { Config } from "../../config/config.ts";
import { isTicket, levelNamed } from "../../config/ladder.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../stamp.ts";
import type { DeadlinesOf } from "./deadline.ts";
import { setAt } from "./instants.ts";
import { leadersOf } from "./people.ts";

/** What held until the end of its watch is offered to be resolved; asked again a few times. */
export const watch: DeadlinesOf = (incident, { config }) => {
  const due = watchEnd(incident, config);
  if (due === undefined) return [];
  const dueMs = Date.parse(due);
  const steps = Array.from({ length: config.nags.most + 1 }, (_, index) => ({
    atMs: dueMs + index * config.clock.watchMs,
    step: "due" as const,
    to: leadersOf(incident),
  }));
  return [{ subject: "watch", due, steps, canWait: true }];
};

/**
 * Until when it is watched whether the mitigation holds; undefined while nothing is. A ticket is
 * watched only where somebody asks for it.
 */
export function watchEnd(
  incident: Incident,
  { clock, ladder }: Pick<Config, "clock" | "ladder">,
): Instant | undefined {
  const { status, milestones, watchUntil, severity } = incident;
  if (status !== "monitoring" || milestones.mitigatedAt === undefined) return undefined;
  if (watchUntil !== undefined) return watchUntil;
  const level = levelNamed(ladder, severity);
  if (level !== undefined && isTicket(level)) return undefined;
  const endMs = Date.parse(watchedSince(incident) ?? "") + clock.watchMs;
  return Number.isNaN(endMs) ? undefined : instantOf(new Date(endMs));
}

/** Since it was mitigated, or since somebody said after a regression that it is watched again. */
function watchedSince(incident: Incident): Instant | undefined {
  const { setBy, milestones } = incident;
  const { mitigatedAt } = milestones;
  return setBy.status === setBy.mitigatedAt ? mitigatedAt : setAt(incident, "status");
}
