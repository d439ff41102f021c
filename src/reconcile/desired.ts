import { type Effect, nameOf, type Owed, type Shown } from "../core/card/record.ts";
import { speaks } from "../core/card/speaks.ts";
import { labelOfLevel } from "../core/config/ladder.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import type { Incident } from "../core/incident/incident.ts";
import { isActive } from "../core/incident/lifecycle.ts";
import { sameLogin } from "../core/incident/permission.ts";
import { commander, holderOf } from "../core/incident/roles.ts";
import { readStamp, sourceOf } from "../core/incident/stamp.ts";
import { keyOfDifference, keyOfYielded } from "./differences.ts";
import { isManaged, plainLabel } from "./own-labels.ts";
import type { Issue } from "./ports.ts";
import type { Settings } from "./settings.ts";
import { newestOutside } from "./telling/newest-outside.ts";

/** What GitHub should show of an incident besides its card. */
export function desiredShown(incident: Incident, { config }: Pick<Settings, "config">): Shown {
  const { labels } = config;
  const lead = holderOf(incident, commander);
  return {
    labels: [
      labels.incident,
      ...(incident.severity === undefined ? [] : [labelOfLevel(labels, incident.severity)]),
      `${labels.statusPrefix}${incident.status}`,
      ...(incident.drill ? [labels.drill] : []),
    ],
    assignees: [
      ...(lead === undefined ? [] : [lead]),
      ...incident.responders.filter((login) => !sameLogin(login, lead)),
    ],
    state: isActive(incident.status) ? "open" : "closed",
  };
}

/** The effects that make GitHub show it, given what it shows now. */
export function effectsToShow(
  incident: Incident,
  given: {
    issue: Issue;
    settings: Settings;
    before: Shown | undefined;
    yielded: readonly string[];
  },
): readonly Effect[] {
  const wanted = desiredShown(incident, given.settings);
  const keys = given.yielded.map(keyOfYielded);
  const effects = [
    ...labelEffects(wanted, given),
    ...assigneeEffects(wanted, given),
    ...stateEffects(wanted, incident, given.issue),
  ];
  return effects.filter((effect) => !keys.some((key) => fights(effect, key)));
}

function labelEffects(
  wanted: Shown,
  { issue, settings, before }: { issue: Issue; settings: Settings; before: Shown | undefined },
): readonly Effect[] {
  const wantedPlain = wanted.labels.map(plainLabel);
  const presentPlain = issue.labels.map(plainLabel);
  const ours = (label: string) =>
    isManaged(label, settings) ||
    (before?.labels.map(plainLabel) ?? []).includes(plainLabel(label));
  const add = wanted.labels.filter((label) => !presentPlain.includes(plainLabel(label)));
  const remove = issue.labels.filter(
    (label) => ours(label) && !wantedPlain.includes(plainLabel(label)),
  );
  return [
    ...add.map((name) => ({ kind: "label" as const, name, present: true })),
    ...remove.map((name) => ({ kind: "label" as const, name, present: false })),
  ];
}

function assigneeEffects(
  wanted: Shown,
  { issue, before }: { issue: Issue; before: Shown | undefined },
): readonly Effect[] {
  const has = (logins: readonly string[], login: string) =>
    logins.some((one) => sameLogin(one, login));
  const add = wanted.assignees.filter((login) => !has(issue.assignees, login));
  const remove = (before?.assignees ?? []).filter(
    (login) => !has(wanted.assignees, login) && has(issue.assignees, login),
  );
  const refused = issue.assignees.filter(
    (login) => !has(wanted.assignees, login) && !has(before?.assignees ?? [], login),
  );
  return [
    ...add.map((login) => ({ kind: "assignee" as const, login, present: true })),
    ...[...remove, ...(before === undefined ? [] : refused)].map((login) => ({
      kind: "assignee" as const,
      login,
      present: false,
    })),
  ];
}

function stateEffects(wanted: Shown, incident: Incident, issue: Issue): readonly Effect[] {
  if (wanted.state === issue.state) return [];
  if (wanted.state === "open") return [{ kind: "state", state: "open", reason: "reopened" }];
  const reason = incident.status === "dismissed" ? "not_planned" : "completed";
  return [{ kind: "state", state: "closed", reason }];
}

/** Whether an effect would undo what a person did twice. */
function fights(effect: Effect, yielded: string): boolean {
  switch (effect.kind) {
    case "label":
    case "assignee":
      return keyOfDifference({ ...effect, present: !effect.present }) === yielded;
    case "state":
      return keyOfDifference({ kind: "state", state: opposite(effect.state) }) === yielded;
    default:
      return false;
  }
}

function opposite(state: "open" | "closed"): "open" | "closed" {
  return state === "open" ? "closed" : "open";
}

/**
 * One answer per comment or gesture: what has something to say, else a rocket on the comment. It
 * goes where that was said or done: `saidOn` names the issue, where it is not the incident's.
 */
export function answersTo(
  events: readonly IncidentEvent[],
  saidOn: ReadonlyMap<string, number> = new Map(),
): readonly Effect[] {
  const bySource = new Map<string, IncidentEvent[]>();
  for (const event of events) {
    const source = sourceOf(event.stamp);
    bySource.set(source, [...(bySource.get(source) ?? []), event]);
  }
  return [...bySource].flatMap(([to, all]) => answer(to, all, saidOn.get(to)));
}

function answer(
  to: string,
  events: readonly IncidentEvent[],
  on: number | undefined,
): readonly Effect[] {
  const where = on === undefined ? {} : { on };
  if (events.some(speaks)) return [{ kind: "answer", to, events, ...where }];
  const { kind, id } = readStamp(events[0]?.stamp ?? "");
  const quiet = events.every(
    ({ kind: what }) => what === "NoteAmended" || what === "EntryWithdrawn",
  );
  return kind === "c" && !quiet ? [{ kind: "react", commentId: id }] : [];
}

/**
 * Adds new effects to those still owed. What GitHub should show is worked out anew each time, so
 * an older wish about labels, people or state that is no longer wanted is dropped.
 */
export function owe(
  owed: readonly Owed[],
  effects: readonly Effect[],
  mark: Pick<Owed, "since" | "owedAt">,
): readonly Owed[] {
  const wanted = new Set(effects.map(nameOf));
  const kept = owed.filter((one) => !isShown(one) || wanted.has(nameOf(one)));
  const names = new Set(kept.map(nameOf));
  const added = effects.filter((effect) => !names.has(nameOf(effect)));
  const marked = added.map((effect) => ({ ...effect, ...mark }));
  return newestOutside(kept, marked);
}

function isShown(effect: Effect): boolean {
  return effect.kind === "label" || effect.kind === "assignee" || effect.kind === "state";
}
