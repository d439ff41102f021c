import { type Effect, nameOf } from "../core/card/record.ts";
import type { Config } from "../core/config/config.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import type { Incident } from "../core/incident/incident.ts";
import { isActive } from "../core/incident/lifecycle.ts";
import { sourceOf } from "../core/incident/stamp.ts";
import { pageEffects } from "./clock/effects-of-pages.ts";
import { followUpsOfPostmortem } from "./postmortem/effects-of-postmortem.ts";
import { tellingEffects } from "./telling/effects-of-telling.ts";

/** What events ask for besides an answer and what GitHub should show. */
export interface EffectsOfEvents {
  /** Before the answers: those tell what came of it. */
  readonly first: readonly Effect[];
  /** After everything a person waits for. */
  readonly last: readonly Effect[];
}

/** How the incident was before the events and is after them. */
export interface Change {
  readonly config: Config;
  readonly before: Incident;
  readonly after: Incident;
}

export function effectsOfEvents(events: readonly IncidentEvent[], change: Change): EffectsOfEvents {
  return {
    first: [...pageEffects(events, change), ...events.flatMap(pullRequestOf)],
    last: oncePerName([
      ...events.flatMap((event) => followUps(event, change.config)),
      ...tellingEffects(events, change),
      ...followUpsOfPostmortem(events, change),
      ...marker(events, change),
    ]),
  };
}

function pullRequestOf(event: IncidentEvent): readonly Effect[] {
  const proposed = event.kind === "RollbackProposed" || event.kind === "HotfixProposed";
  return proposed ? [{ kind: "pull-request", event }] : [];
}

function followUps(event: IncidentEvent, config: Config): readonly Effect[] {
  const { stamp, by } = event;
  const to = sourceOf(stamp);
  switch (event.kind) {
    case "IncidentDeclared":
      return [
        ...(config.suspects.onDeclare ? [{ kind: "suspects" as const, to }] : []),
        ...(config.runbooks.onDeclare ? [{ kind: "runbook" as const, to, stamp, by }] : []),
      ];
    case "ServicesChanged":
      return config.runbooks.onDeclare ? [{ kind: "runbook", to, stamp, by }] : [];
    case "RunbookRequested":
      return [{ kind: "runbook", to, stamp, by, name: event.name }];
    case "RunbookStepMarked":
      return event.ticked ? [] : [{ kind: "ticks", commentId: event.commentId }];
    case "HotfixPlanReviewed":
      return [{ kind: "plan-check", mitigation: event.mitigation, sha: event.sha }];
    default:
      return [];
  }
}

/** What has ended carries its numbers in its body; what goes on again no longer does. */
function marker(events: readonly IncidentEvent[], { before, after }: Change): readonly Effect[] {
  const isNews = events.some(
    ({ kind }) => kind !== "ReminderGiven" && kind !== "PostmortemReviewed",
  );
  const counts = !isActive(after.status) || !isActive(before.status);
  return isNews && counts ? [{ kind: "marker" }] : [];
}

/** Naming a service twice in one comment asks for one runbook; the last word counts. */
function oncePerName(effects: readonly Effect[]): readonly Effect[] {
  return effects.filter(
    (effect, index) => !effects.slice(index + 1).some((later) => keyOf(later) === keyOf(effect)),
  );
}

function keyOf(effect: Effect): string {
  switch (effect.kind) {
    case "runbook":
      return `runbook ${effect.to}`;
    case "ticks":
      return `ticks ${effect.commentId}`;
    case "plan-check":
      return `plan-check ${effect.mitigation}`;
    case "tracked":
    case "tracked-state":
      return `${effect.kind} ${effect.number}`;
    case "reminder":
    case "room":
      return `${effect.kind} ${effect.stamp}`;
    case "tell":
      return nameOf(effect);
    default:
      return effect.kind;
  }
}
