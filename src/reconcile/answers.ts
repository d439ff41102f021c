import type { IncidentEvent } from "../core/incident/events.ts";
import type { Stamp } from "../core/incident/stamp.ts";
import type { Answers, ListedIncident, OpenedIncident } from "../core/view/telling.ts";
import { checkSetup } from "./check-setup.ts";
import type { Observation } from "./observe.ts";
import { openSeparate } from "./open-separate.ts";
import { hasLabel, severityShown, statusShown } from "./own-labels.ts";
import type { Issue } from "./ports.ts";

import type { Settings } from "./settings.ts";
import type { World } from "./world.ts";

/** Looks up what the events of an answer ask for, and opens the issue one of them asks for. */
export async function answersFor(
  events: readonly IncidentEvent[],
  observation: Observation,
  world: World,
): Promise<Answers> {
  const topics = events.flatMap((event) => (event.kind === "QuestionAsked" ? [event.topic] : []));
  const opened = new Map<Stamp, OpenedIncident>();
  for (const event of events) {
    if (event.kind !== "SeparateIncidentRequested") continue;
    opened.set(event.stamp, await openSeparate(event, observation, world));
  }
  return {
    ...(topics.includes("list") && { incidents: await listIncidents(observation, world) }),
    ...(topics.includes("check") && { check: await checkSetup(observation.address, world) }),
    ...(opened.size > 0 && { opened }),
  };
}

async function listIncidents(
  { address, settings }: Observation,
  world: World,
): Promise<readonly ListedIncident[]> {
  const label = settings.config.labels.incident;
  const issues = await world.host.listIssues(address, { label, state: "open" });
  return issues.filter((issue) => !issue.isPullRequest).map((issue) => listed(issue, settings));
}

function listed(issue: Issue, settings: Settings): ListedIncident {
  const level = severityShown(issue, settings);
  const status = statusShown(issue, settings);
  const [commander] = issue.assignees;
  const drill = hasLabel(issue, settings.config.labels.drill);
  return {
    number: issue.number,
    title: issue.title,
    url: issue.url,
    drill,
    ...(level !== undefined && { severity: level.name }),
    ...(status !== undefined && { status }),
    ...(commander !== undefined && { commander }),
  };
}
