import { actionItemIn } from "../../core/card/markers.ts";
import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import type { ActionItem } from "../../core/incident/incident.ts";
import type { TrackedIssue } from "../../core/incident/postmortem.ts";
import { type Instant, readStamp, stamp } from "../../core/incident/stamp.ts";
import { renderTracked, titleOfTracked } from "../../core/view/tracked.ts";
import { instantOf } from "../../std/instant.ts";
import type { Address } from "../address.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { Stop } from "../failure.ts";
import { placeOf } from "../place-of.ts";
import type { Issue } from "../ports.ts";
import { addressOfSecond } from "./second-thread.ts";

/** The label by which the issues of action items are found again, wherever they are. */
const trackedLabel = "action item";

/**
 * Opens the issue of an action item in the repository where the work is done, or finds it again,
 * and puts it below the postmortem where the host has sub-issues; elsewhere the checklist links it.
 */
export async function openTracked(
  { number, stamp: asked }: Extract<Effect, { kind: "tracked" }>,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { incident, world } = applying;
  const item = incident?.actionItems.find((one) => one.number === number);
  if (item === undefined) return [];
  const { at } = readStamp(asked);
  const tracked = item.tracked ?? (await trackedIssue(item, { at, applying }));
  const known = stamp({ at, kind: "m", id: tracked.id, line: number });
  return [{ kind: "ActionItemTracked", stamp: known, by: world.identity.login, number, tracked }];
}

async function trackedIssue(
  item: ActionItem,
  { at, applying }: { at: Instant; applying: Applying },
): Promise<TrackedIssue> {
  const { incident, observation } = applying;
  const address = await homeOf(applying);
  const since = incident?.milestones.declaredAt ?? at;
  const found = await findTracked(item, { address, since, applying });
  const issue = found ?? (await open(item, address, applying));
  const parent = addressOfSecond(observation.address, incident);
  if (parent !== undefined) await below(parent, issue, applying);
  const { id, url, state, number } = issue;
  const { repository: repositoryId, name: repository } = address;
  return { id, url, state, number, repository, repositoryId };
}

/** Where config says, else where the code of the affected service is, else here. */
async function homeOf({ observation, incident, world }: Applying): Promise<Address> {
  const { address, settings } = observation;
  const { action, services } = settings.config;
  const affected = services.filter(({ name }) => incident?.services.includes(name));
  const [own] = affected.flatMap(({ repository }) => repository ?? []);
  const name = action.repository ?? own ?? address.name;
  const here = { ...address, seen: {} };
  if (name.toLowerCase() === address.name.toLowerCase()) return here;
  const { installation } = address;
  const there = await world.host.readRepository({ installation, repository: 0, name });
  // Where we may not look we cannot open anything: better here than nowhere.
  if (there === undefined) return here;
  // A service's code may be public where its incidents are not; only the config may decide that.
  const isAsked = action.repository !== undefined;
  if (!isAsked && !there.private && (await isPrivate(address, world))) return here;
  return { installation, repository: there.id, name: there.name, issue: 0, seen: {} };
}

async function isPrivate(address: Address, { host }: Applying["world"]): Promise<boolean> {
  return (await host.readRepository(address))?.private ?? true;
}

/** Enough for what a repository gets in action items while one is being opened. */
const mostListed = 200;
const beforeMs = 60 * 60_000;

async function findTracked(
  item: ActionItem,
  { address, since, applying }: { address: Address; since: Instant; applying: Applying },
): Promise<Issue | undefined> {
  const { observation, world } = applying;
  const issues = await world.host.listLabeled(address, {
    label: trackedLabel,
    createdSince: instantOf(new Date(Date.parse(since) - beforeMs)),
    most: mostListed,
  });
  const { repository, issue } = observation.address;
  return issues.find(({ author, body }) => {
    const named = actionItemIn(body);
    return (
      named?.repository === repository &&
      named.issue === issue &&
      named.number === item.number &&
      isOurs(author.login, world.identity, observation.settings.config.identities)
    );
  });
}

async function open(item: ActionItem, address: Address, applying: Applying): Promise<Issue> {
  const { incident, observation, world } = applying;
  if (incident === undefined) throw new Stop("gone", "there is no incident here any longer");
  const { config, templates } = observation.settings;
  await world.host.ensureLabel(address, {
    name: trackedLabel,
    color: "1d76db",
    description: "Promised in a postmortem",
  });
  return world.host.openIssue(address, {
    title: titleOfTracked(item),
    body: renderTracked(item, {
      ...{ incident, config, templates, place: placeOf(observation, world) },
      repositoryId: observation.address.repository,
    }),
    labels: [trackedLabel],
    ...(item.owner !== undefined && { assignees: [item.owner] }),
  });
}

async function below(parent: Address, { id }: Issue, { world }: Applying): Promise<void> {
  try {
    await world.host.addSubIssue(parent, { id });
  } catch (failure) {
    // The checklist links it all the same.
    if (!(failure instanceof Stop)) throw failure;
    world.report?.(`an action item is no sub-issue: ${failure.message}`);
  }
}
