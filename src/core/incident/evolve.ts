import { isClockEvent } from "./clock-events.ts";
import type {
  IncidentDeclared,
  IncidentEvent,
  NoteAmended,
  RoleAssigned,
  RoleVacated,
} from "./events.ts";
import { evolveActionItems } from "./evolve-action-items.ts";
import {
  awaitResponse,
  evolveClock,
  responded,
  withoutCalls,
  withoutDraft,
  withoutWatch,
} from "./evolve-clock.ts";
import { evolveMitigations, evolveRunbook } from "./evolve-mitigations.ts";
import { evolvePostmortem } from "./evolve-postmortem.ts";
import type { Impact, Incident, Milestone, TimelineEntry } from "./incident.ts";
import type { Status } from "./lifecycle.ts";
import { isNewest, put } from "./set-by.ts";
import { compareStamps, type Instant, readStamp, type Stamp, sourceOf } from "./stamp.ts";
import { entryOf, entryText, insertEntry } from "./timeline.ts";

/** Folds one event into the state. Total: what does not apply leaves the state as it is. */
export function evolve(incident: Incident | undefined, event: IncidentEvent): Incident | undefined {
  if (incident === undefined) {
    return event.kind === "IncidentDeclared" ? declared(event) : undefined;
  }
  const entry = entryOf(event);
  const changed = apply(incident, event);
  return entry === undefined
    ? changed
    : { ...changed, timeline: insertEntry(changed.timeline, entry) };
}

export function evolveAll(
  incident: Incident | undefined,
  events: readonly IncidentEvent[],
): Incident | undefined {
  return events.reduce<Incident | undefined>(evolve, incident);
}

function declared(event: IncidentDeclared): Incident {
  const at = readStamp(event.stamp).at;
  const base: Incident = {
    status: "triage",
    drill: event.drill,
    services: [],
    roles: {},
    responders: [...(event.responders ?? [])].sort(),
    milestones: { declaredAt: at, ...(event.startedAt && { startedAt: event.startedAt }) },
    updates: 0,
    timeline: [],
    actionItems: [],
    links: [],
    setBy: { status: event.stamp },
  };
  const withSeverity =
    event.severity === undefined
      ? base
      : awaitResponse(
          put(base, "severity", event.stamp, { severity: event.severity }),
          event.stamp,
        );
  const withServices = changeServices(withSeverity, event.services, [], event.stamp);
  const entry = entryOf(event);
  return entry === undefined
    ? withServices
    : { ...withServices, timeline: insertEntry(withServices.timeline, entry) };
}

function apply(incident: Incident, event: IncidentEvent): Incident {
  if (isClockEvent(event)) return evolveClock(incident, event);
  const said = readStamp(event.stamp).at;
  switch (event.kind) {
    case "IncidentAcknowledged":
      return responded(firstMilestone(incident, "acknowledgedAt", said), event);
    case "SeverityChanged":
      return changeSeverity(incident, event);
    case "StatusChanged":
      return setStatus(
        event.to === "monitoring" ? incident : withoutWatch(incident, event.stamp),
        event.to,
        event.stamp,
      );
    case "IncidentMitigated":
      return setStatus(
        withoutWatch(milestone(incident, "mitigatedAt", event.at, event.stamp), event.stamp),
        "monitoring",
        event.stamp,
      );
    case "IncidentResolved":
      return resolved(incident, event.summary, event.stamp);
    case "IncidentClosed":
      return setStatus(milestone(incident, "closedAt", said, event.stamp), "closed", event.stamp);
    case "IncidentDismissed":
      return setStatus(
        put(milestone(incident, "closedAt", said, event.stamp), "dismissal", event.stamp, {
          dismissal: {
            reason: event.reason,
            ...(event.duplicateOf !== undefined && { duplicateOf: event.duplicateOf }),
            ...(event.text !== undefined && { text: event.text }),
          },
        }),
        "dismissed",
        event.stamp,
      );
    case "IncidentReopened":
      return reopened(incident, event.stamp);
    case "RoleAssigned":
    case "RoleVacated":
      return setRole(incident, event);
    case "ResponderJoined":
      return setResponder(incident, event.login, true, event.stamp);
    case "ResponderLeft":
      return setResponder(incident, event.login, false, event.stamp);
    case "ImpactStated":
      return stateImpact(incident, event.impact, event.stamp);
    case "ServicesChanged":
      return changeServices(incident, event.add, event.remove, event.stamp);
    case "SummaryWritten":
      return put(incident, "summary", event.stamp, { summary: event.text });
    case "UpdatePosted":
      return {
        ...put(withoutDraft(incident, event.stamp), "update", event.stamp, {
          update: {
            text: event.text,
            by: event.by,
            at: said,
            ...(event.etaAt !== undefined && { etaAt: event.etaAt }),
            ...(event.nextAt !== undefined && { nextAt: event.nextAt }),
          },
        }),
        updates: incident.updates + 1,
      };
    case "NoteAmended":
      return amend(incident, event);
    case "EntryWithdrawn":
      return withdraw(incident, event.commentId);
    case "LinkAdded":
      return addLink(incident, event);
    case "ActionItemAdded":
    case "ActionItemCompleted":
    case "ActionItemDropped":
    case "ActionItemEdited":
    case "ActionItemReopened":
    case "ActionItemTracked":
    case "TrackedIssueFollowed":
      return evolveActionItems(incident, event);
    case "RollbackProposed":
    case "HotfixProposed":
    case "PullRequestOpened":
    case "PullRequestNotOpened":
    case "PullRequestFollowed":
    case "ChecksFollowed":
    case "HotfixPlanReviewed":
      return evolveMitigations(incident, event);
    case "RunbookPosted":
    case "RunbookStepMarked":
      return evolveRunbook(incident, event);
    case "PostmortemRequested":
    case "PostmortemOpened":
    case "PostmortemNotOpened":
    case "PostmortemWaived":
    case "PostmortemScheduled":
    case "PostmortemOwned":
    case "PostmortemCompleted":
    case "PostmortemReopened":
    case "PostmortemReviewed":
      return evolvePostmortem(incident, event);
    case "QuestionAsked":
      return event.topic === "changes" ? changesAsked(incident, said) : incident;
    case "IncidentDeclared":
    case "NoteAdded":
    case "SeparateIncidentRequested":
    case "PullRequestFound":
    case "RunbookRequested":
    case "NothingChanged":
    case "WarningGiven":
    case "CommandRefused":
      return incident;
    default:
      return event satisfies never;
  }
}

/** Somebody has to come when it gets worse, and when it is first known how bad it is. */
function changeSeverity(
  incident: Incident,
  {
    to,
    direction,
    fromTicket,
    stamp,
    by,
    reason,
  }: Extract<IncidentEvent, { kind: "SeverityChanged" }>,
): Incident {
  const set = put(incident, "severity", stamp, { severity: to });
  const changed = fromTicket === true ? beginClock(set, stamp) : set;
  if (direction === "better") return changed;
  const why = reason === undefined ? {} : { by, reason: entryText(reason) };
  return awaitResponse(changed, stamp, {
    ...why,
    ...(direction === "first" && { first: true as const }),
  });
}

function beginClock(incident: Incident, stamp: Stamp): Incident {
  return put(incident, "clock", stamp, { clockBeganAt: readStamp(stamp).at });
}

/** The first time counts. */
function changesAsked(incident: Incident, at: Instant): Incident {
  const before = incident.changesAskedAt;
  const isOlder = before !== undefined && Date.parse(before) <= Date.parse(at);
  return isOlder ? incident : { ...incident, changesAskedAt: at };
}

function setStatus(incident: Incident, status: Status, stamp: Stamp): Incident {
  return put(incident, "status", stamp, { status });
}

function milestone(
  incident: Incident,
  name: Milestone,
  at: Instant | undefined,
  stamp: Stamp,
): Incident {
  const { [name]: _before, ...others } = incident.milestones;
  const milestones = at === undefined ? others : { ...others, [name]: at };
  return put(incident, name, stamp, { milestones });
}

/** The first one wins: acknowledging again later changes nothing. */
function firstMilestone(incident: Incident, name: Milestone, at: Instant): Incident {
  const before = incident.milestones[name];
  if (before !== undefined && Date.parse(before) <= Date.parse(at)) return incident;
  return { ...incident, milestones: { ...incident.milestones, [name]: at } };
}

function resolved(incident: Incident, summary: string | undefined, stamp: Stamp): Incident {
  const at = readStamp(stamp).at;
  const ended = setStatus(milestone(incident, "resolvedAt", at, stamp), "resolved", stamp);
  return summary === undefined ? ended : put(ended, "summary", stamp, { summary });
}

function reopened(incident: Incident, stamp: Stamp): Incident {
  const open = ["resolvedAt", "closedAt"] as const;
  const cleared = open.reduce((state, name) => milestone(state, name, undefined, stamp), incident);
  const undismissed = isNewest(cleared, "dismissal", stamp)
    ? withoutDismissal(cleared, stamp)
    : cleared;
  const back = beginClock(undismissed, stamp);
  const again = awaitResponse(withoutCalls(withoutWatch(back, stamp), stamp), stamp);
  return setStatus(again, "investigating", stamp);
}

function withoutDismissal(incident: Incident, stamp: Stamp): Incident {
  const { dismissal: _dismissal, ...rest } = incident;
  return { ...rest, setBy: { ...incident.setBy, dismissal: stamp } };
}

function setRole(incident: Incident, event: RoleAssigned | RoleVacated): Incident {
  const { [event.role]: _holder, ...others } = incident.roles;
  const roles = event.kind === "RoleVacated" ? others : { ...others, [event.role]: event.login };
  return put(incident, `role:${event.role}`, event.stamp, { roles: sortedByKey(roles) });
}

function setResponder(incident: Incident, login: string, present: boolean, stamp: Stamp): Incident {
  const others = incident.responders.filter((responder) => responder !== login);
  const responders = present ? [...others, login].sort() : others;
  return put(incident, `responder:${login}`, stamp, { responders });
}

function changeServices(
  incident: Incident,
  add: readonly string[],
  remove: readonly string[],
  stamp: Stamp,
): Incident {
  const present = new Map([
    ...add.map((service) => [service, true] as const),
    ...remove.map((service) => [service, false] as const),
  ]);
  const changed = [...present].filter(([name]) => isNewest(incident, `service:${name}`, stamp));
  const touched = new Set(changed.map(([name]) => name));
  const kept = incident.services.filter((name) => !touched.has(name));
  const added = changed.flatMap(([name, isHit]) => (isHit ? [name] : []));
  const setBy = Object.fromEntries(changed.map(([name]) => [`service:${name}`, stamp]));
  return {
    ...incident,
    services: [...kept, ...added].sort(),
    setBy: { ...incident.setBy, ...setBy },
  };
}

function stateImpact(incident: Incident, impact: Impact, stamp: Stamp): Incident {
  return Object.entries(impact).reduce((state, [part, value]) => {
    const next = sortedByKey({ ...state.impact, [part]: value }) as Impact;
    return put(state, `impact.${part}`, stamp, { impact: next });
  }, incident);
}

function amend(incident: Incident, event: NoteAmended): Incident {
  if (!isNewest(incident, `entry:${event.entry}`, event.stamp)) return incident;
  const timeline = incident.timeline.map((entry) =>
    entry.stamp === event.entry && entry.kind === "NoteAdded" ? amended(entry, event) : entry,
  );
  const setBy = { ...incident.setBy, [`entry:${event.entry}`]: event.stamp };
  return { ...incident, timeline, setBy };
}

/** The edited comment says it all: a time that it no longer gives is gone. */
function amended({ at: _before, ...entry }: TimelineEntry, event: NoteAmended): TimelineEntry {
  const text = entryText(event.text);
  return { ...entry, text, ...(event.at !== undefined && { at: event.at }) };
}

function withdraw(incident: Incident, commentId: number): Incident {
  const timeline = incident.timeline.map((entry) =>
    sourceOf(entry.stamp) === `c${commentId}` ? { ...entry, withdrawn: true } : entry,
  );
  return { ...incident, timeline };
}

function addLink(
  incident: Incident,
  event: Extract<IncidentEvent, { kind: "LinkAdded" }>,
): Incident {
  const { stamp, relation, target, text } = event;
  const link = { stamp, relation, target, ...(text !== undefined && { text }) };
  const links = [...incident.links, link].sort((a, b) => compareStamps(a.stamp, b.stamp));
  return { ...incident, links };
}

function sortedByKey<V>(record: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
