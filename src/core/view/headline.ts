import { lengthOf } from "../../std/duration.ts";
import type { Config } from "../config/config.ts";
import { type Level, levelNamed } from "../config/ladder.ts";
import { isUpdateLate, nextUpdateDue } from "../incident/deadlines/update-clock.ts";
import { momentOf } from "../incident/deadlines.ts";
import type { Incident } from "../incident/incident.ts";
import { colorOf, isActive, type Status } from "../incident/lifecycle.ts";
import { commander, holderOf } from "../incident/roles.ts";
import type { Instant } from "../incident/stamp.ts";
import { impactText } from "../incident/timeline.ts";
import { later, timeAfter, when } from "./instants.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import { line } from "./quoting.ts";
import type { View } from "./render.ts";

export interface Seen {
  readonly incident: Incident;
  readonly config: Config;
  readonly place: Place;
}

/**
 * What everybody asks first: how bad, since when, who leads, what is done, when the next word
 * comes.
 */
export function headline(seen: Seen): View {
  const { incident, config, place } = seen;
  const { summary, impact, update } = incident;
  return {
    ...titleOf(incident),
    since: sinceOf(seen),
    commander: commanderOf(seen),
    impact: impact === undefined ? "" : line(impactText(impact), 300),
    summary: summary === undefined ? "" : line(summary, 400),
    update:
      update === undefined
        ? ""
        : `${line(update.text, 400)} · ${person(update.by, place)}, ${when(update.at, config.timezone)}`,
    next: nextWord(seen),
  };
}

export function circleOf(status: Status): string {
  return circles[colorOf(status)];
}

/** The level as text; what is set although the ladder no longer has it is still shown. */
export function severityText(severity: string | undefined): string {
  return severity === undefined ? "severity not set" : line(severity, 50);
}

/** By when the next status update is due; nothing when the level asks for none, or it is over. */
export function nextUpdateOf(given: {
  readonly severity: string | undefined;
  readonly lastAt: Instant | undefined;
  readonly promisedAt: Instant | undefined;
  readonly config: Config;
}): string {
  const { severity, lastAt, promisedAt, config } = given;
  if (promisedAt !== undefined) return `by ${when(promisedAt, config.timezone)}`;
  const level = levelNamed(config.ladder, severity);
  if (level?.updateMs === undefined || lastAt === undefined) return "";
  const due = later(lastAt, level.updateMs);
  return due === undefined ? "" : `by ${when(due, config.timezone)}${cadenceOf(level)}`;
}

function cadenceOf(level: Level | undefined): string {
  if (level?.updateMs === undefined) return "";
  return `, ${line(level.name, 50)} asks for one every ${lengthOf(level.updateMs)}`;
}

const circles = { red: "🔴", yellow: "🟡", green: "🟢", grey: "⚪" } as const;

function titleOf({ status, severity, drill }: Incident): View {
  return {
    circle: circleOf(status),
    severity: severityText(severity),
    status,
    drill: drill ? "DRILL" : "",
  };
}

function sinceOf({ incident, config }: Seen): string {
  const { startedAt, declaredAt } = incident.milestones;
  if (startedAt === undefined) {
    return declaredAt === undefined ? "unknown" : when(declaredAt, config.timezone);
  }
  const started = when(startedAt, config.timezone);
  if (declaredAt === undefined || declaredAt === startedAt) return started;
  return `${started}, declared ${timeAfter(startedAt, declaredAt)}`;
}

function commanderOf({ incident, place }: Seen): string {
  const holder = holderOf(incident, commander);
  if (holder !== undefined) return person(holder, place);
  return isActive(incident.status) ? "nobody yet: assign yourself, or `/lead`" : "nobody";
}

function nextWord({ incident, config }: Seen): string {
  if (!isActive(incident.status)) return "";
  const moment = momentOf(incident, config);
  const due = nextUpdateDue(incident, moment);
  if (due === undefined) return "";
  const late = isUpdateLate(incident, moment) ? ", **overdue**" : "";
  const first = incident.update === undefined ? ", the first one" : "";
  return `by ${when(due, config.timezone)}${first}${cadenceOf(moment.level)}${late}`;
}
