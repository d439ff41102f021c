import { declaredFromIn, declaredFromMarker } from "../core/card/markers.ts";
import type { SeparateIncidentRequested } from "../core/incident/events.ts";
import { type Instant, readStamp } from "../core/incident/stamp.ts";
import { renderIncidentBody } from "../core/view/incident-body.ts";
import type { Address } from "./address.ts";
import { keyOf } from "./address.ts";
import { createOnce, waitIfJustTried } from "./attempts.ts";
import { isOurs } from "./card-seen.ts";
import { labelDefinition } from "./labels.ts";
import type { Observation } from "./observe.ts";
import { placeOf } from "./place-of.ts";
import type { Issue } from "./ports.ts";
import { titleOf } from "./title.ts";
import type { World } from "./world.ts";

/** Opens the incident that `/incident declare <title>` asks for, or finds the one it opened. */
export async function openSeparate(
  event: SeparateIncidentRequested,
  observation: Observation,
  world: World,
): Promise<{ number: number; url: string }> {
  const { address } = observation;
  const what = `opened:${event.stamp}`;
  const found = await findOpened(event, address, { observation, world });
  if (found !== undefined) return { number: found.number, url: found.url };
  const key = keyOf(address);
  await waitIfJustTried(key, what, world);
  const issue = await createOnce(() => open(event, observation, world), { key, what, world });
  return { number: issue.number, url: issue.url };
}

async function findOpened(
  event: SeparateIncidentRequested,
  address: Address,
  { observation, world }: { observation: Observation; world: World },
): Promise<Issue | undefined> {
  const label = observation.settings.config.labels.incident;
  const since: Instant = readStamp(event.stamp).at;
  const issues = await world.host.listIssues(address, { label, state: "all", since });
  return issues.find((issue) => {
    if (!isOurs(issue.author.login, world.identity, [])) return false;
    const from = declaredFromIn(issue.body);
    return from?.stamp === event.stamp && from.issue === address.issue;
  });
}

async function open(
  event: SeparateIncidentRequested,
  observation: Observation,
  world: World,
): Promise<Issue> {
  const { address, settings } = observation;
  const { config, templates } = settings;
  const { stamp, by, severity, services, startedAt, drill } = event;
  const marker = declaredFromMarker({
    repository: address.repository,
    issue: address.issue,
    stamp,
    by,
    services,
    drill,
    ...(severity !== undefined && { severity }),
    ...(startedAt !== undefined && { startedAt }),
  });
  const body = renderIncidentBody(event, {
    config,
    templates,
    place: placeOf(observation, world),
  });
  const labels = [config.labels.incident, ...(drill ? [config.labels.drill] : [])];
  for (const name of labels) await world.host.ensureLabel(address, labelDefinition(name, settings));
  const title = titleOf(event.title, { drill });
  return world.host.openIssue(address, { title, body: `${body}\n\n${marker}`, labels });
}
