import type { IncidentDeclared } from "../incident/events.ts";
import { commander, holderOf } from "../incident/roles.ts";
import { readStamp } from "../incident/stamp.ts";
import { severityText } from "./headline.ts";
import { when } from "./instants.ts";
import { mentions, person } from "./people.ts";
import { criteriaOf, levelOf, levelRows, promisesOf } from "./promises.ts";
import { code, line, rowsWithin } from "./quoting.ts";
import type { View } from "./render.ts";
import type { Telling } from "./telling.ts";

/** The announcement of an incident: how bad, who said so, what to do next, and who is told. */
export function declaredView(event: IncidentDeclared, telling: Telling): View {
  const { config, place } = telling;
  const level = levelOf(config, event.severity);
  // Set right after the declaration: the section about the severity follows this one.
  const severity = event.severity ?? telling.incident?.severity;
  return {
    drill: event.drill ? "DRILL" : "",
    severity: severityText(severity),
    criteria: criteriaOf(level),
    by: person(event.by, place),
    at: when(readStamp(event.stamp).at, config.timezone),
    started: event.startedAt === undefined ? "" : when(event.startedAt, config.timezone),
    services: servicesOf(event),
    promises: promisesOf(level),
    levels: severity === undefined ? levelRows(config) : "",
    next: nextSteps(telling),
    mentions: event.drill || level === undefined ? "" : mentions(level.tell),
  };
}

function servicesOf({ services }: IncidentDeclared): string {
  const names = services.map((service) => line(service, 60));
  return rowsWithin(names, { characters: 800, more: (left) => `and ${left} more` }).join(", ");
}

function nextSteps({ incident }: Telling): string {
  const led = incident !== undefined && holderOf(incident, commander) !== undefined;
  const steps = [
    led ? "" : `${code("/lead", 20)} or assign yourself to take command`,
    led ? `${code("/note <text>", 20)} to record what you see` : "",
    `${code("/impact <who and what is hit>", 40)}`,
    `${code("/update <text>", 20)} for everybody who waits`,
  ];
  return `${steps.filter((step) => step !== "").join(", ")}.`;
}
