import type { Config } from "../../../../src/core/config/config.ts";
import type { IncidentEvent } from "../../../../src/core/incident/events.ts";

/** What somebody with a pencil would write down of an incident to know what falls due; in ms. */
export interface Truth {
  readonly declaredMs: number;
  /** When it began, or began again. */
  beganMs: number;
  severity?: string;
  status: string;
  heardMs: number;
  /** Who holds which role, undefined for nobody, and since when. */
  readonly roles: Map<string, { held: boolean; sinceMs: number }>;
  /** The last call by the severity, and whether somebody has come since. */
  call?: { sinceMs: number; answered: boolean };
  /** The policies that somebody called by hand, until somebody comes: since when. */
  readonly calls: Map<string, number>;
  /** When somebody last said that they are on it. */
  acknowledgedMs?: number;
  update?: { atMs: number; nextMs?: number };
  mitigatedMs?: number;
  /** Since when it has been watched, and until when somebody wants that. */
  watchedMs?: number;
  watchMs?: number;
  snoozedMs: number;
  severityMs: number;
  readonly asked: Map<string, number>;
}

export function truthOf(declaredMs: number): Truth {
  return {
    ...{ declaredMs, beganMs: declaredMs, heardMs: declaredMs, severityMs: declaredMs },
    ...{ status: "triage", roles: new Map(), calls: new Map(), snoozedMs: 0, asked: new Map() },
  };
}

/** Notes one event; what the clock itself did changes nothing of it. */
export function note(truth: Truth, event: IncidentEvent, nowMs: number): void {
  noteRole(truth, event, nowMs);
  noteWishes(truth, event);
  switch (event.kind) {
    case "IncidentDeclared":
      if (event.severity === undefined) return;
      truth.severity = event.severity;
      truth.call = { sinceMs: nowMs, answered: false };
      return;
    case "SeverityChanged":
      truth.severity = event.to;
      truth.severityMs = nowMs;
      if (event.fromTicket === true) beginAnew(truth, nowMs);
      if (event.direction === "better") return;
      // Who took it on before anybody knew how bad it is, since it began, has come already.
      callAnew(truth, { nowMs, fromMs: event.direction === "first" ? truth.beganMs : nowMs });
      return;
    case "EscalationStarted":
      truth.calls.set(event.policy, nowMs);
      return;
    case "IncidentAcknowledged":
      truth.acknowledgedMs = nowMs;
      // What follows from somebody's work answers no call that they may have made themselves.
      if (event.implied !== true) truth.calls.clear();
      if (truth.call !== undefined) truth.call.answered = true;
      return;
    case "UpdatePosted":
      truth.update = { atMs: nowMs };
      if (event.nextAt !== undefined) truth.update.nextMs = Date.parse(event.nextAt);
      return;
    default:
      noteStatus(truth, event, nowMs);
  }
}

function noteStatus(truth: Truth, event: IncidentEvent, nowMs: number): void {
  switch (event.kind) {
    case "StatusChanged":
      truth.status = event.to;
      truth.watchedMs = nowMs;
      if (event.to !== "monitoring") delete truth.watchMs;
      return;
    case "IncidentMitigated":
      truth.status = "monitoring";
      truth.mitigatedMs = nowMs;
      truth.watchedMs = nowMs;
      delete truth.watchMs;
      return;
    case "IncidentResolved":
      truth.status = "over";
      return;
    case "IncidentReopened":
      truth.status = "investigating";
      beginAnew(truth, nowMs);
      callAnew(truth, { nowMs, fromMs: nowMs });
      truth.calls.clear();
      delete truth.watchMs;
  }
}

/** Whoever has taken it on since then has come; times are whole seconds. */
function callAnew(truth: Truth, { nowMs, fromMs }: { nowMs: number; fromMs: number }): void {
  truth.call = { sinceMs: nowMs, answered: (truth.acknowledgedMs ?? -Infinity) >= fromMs };
}

/** What was promised before is over. */
function beginAnew(truth: Truth, nowMs: number): void {
  truth.beganMs = nowMs;
  if (truth.update?.atMs !== nowMs) delete truth.update;
}

function noteRole({ roles }: Truth, event: IncidentEvent, nowMs: number): void {
  if (event.kind === "RoleAssigned") roles.set(event.role, { held: true, sinceMs: nowMs });
  if (event.kind === "RoleVacated") roles.set(event.role, { held: false, sinceMs: nowMs });
}

function noteWishes(truth: Truth, event: IncidentEvent): void {
  if (event.kind === "RemindersSnoozed") truth.snoozedMs = Date.parse(event.until);
  if (event.kind === "RemindersUnsnoozed") truth.snoozedMs = 0;
  if (event.kind === "WatchSet") truth.watchMs = Date.parse(event.until);
  if (event.kind === "ReminderAskedFor") truth.asked.set(event.id, Date.parse(event.at));
}

/** What config says of the severity that is set; undefined while none is. */
export function levelOf({ severity }: Truth, { ladder }: Config) {
  return ladder.levels.find(({ name }) => name === severity);
}
