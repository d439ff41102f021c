import type { IncidentRecord } from "../core/card/record.ts";
import { renderCard } from "../core/view/card.ts";
import type { Observation } from "./observe.ts";
import { placeOf } from "./place-of.ts";
import type { World } from "./world.ts";

/** What people see of the card. */
export function visibleCard(
  record: IncidentRecord,
  observation: Observation,
  world: World,
): string {
  const { settings } = observation;
  return renderCard({
    incident: record.incident,
    config: settings.config,
    templates: settings.templates,
    place: placeOf(observation, world),
    notices: record.notices,
    configProblem: settings.problem ?? settings.templateProblems[0],
  });
}
