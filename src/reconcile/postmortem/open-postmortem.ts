import { postmortemOf, timelineIn } from "../../core/card/markers.ts";
import type { Effect } from "../../core/card/record.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import { type Instant, readStamp, stamp } from "../../core/incident/stamp.ts";
import { renderPostmortem } from "../../core/view/postmortem.ts";
import { instantOf } from "../../std/instant.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { Stop } from "../failure.ts";
import { labelDefinition } from "../labels.ts";
import type { Observation } from "../observe.ts";
import { placeOf } from "../place-of.ts";
import type { Issue } from "../ports.ts";
import type { World } from "../world.ts";

/**
 * Opens the postmortem's issue with everything the incident knows, or finds the one an earlier look
 * has opened; what does not fit into it follows as comments.
 */
export async function openPostmortem(
  { stamp: asked, by }: Extract<Effect, { kind: "postmortem" }>,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { at } = readStamp(asked);
  try {
    const issue = (await findOpened(asked, applying)) ?? (await open(applying));
    await continueTimeline(issue, applying);
    const { number, id, url } = issue;
    const opened = stamp({ at, kind: "m", id, line: 0 });
    return [{ kind: "PostmortemOpened", stamp: opened, by, issue: { number, id, url } }];
  } catch (failure) {
    if (!(failure instanceof Stop) || failure.reason === "gone") throw failure;
    const refused = stamp({ at, kind: "m", id: 0, line: 0 });
    return [{ kind: "PostmortemNotOpened", stamp: refused, by, why: failure.message }];
  }
}

/** Enough for what a busy repository opens between an incident and its postmortem. */
const mostListed = 300;
/** Clocks differ, and an earlier postmortem of the same incident counts too. */
const beforeMs = 60 * 60_000;

async function findOpened(
  asked: string,
  { observation, incident, world }: Applying,
): Promise<Issue | undefined> {
  const since = incident?.milestones.declaredAt ?? readStamp(asked).at;
  return findPostmortem(observation, since, world);
}

/** The issue of ours that says it is the postmortem of this incident. */
export async function findPostmortem(
  { address, settings }: Pick<Observation, "address" | "settings">,
  since: Instant | undefined,
  world: World,
): Promise<Issue | undefined> {
  const { labels, identities } = settings.config;
  const issues = await world.host.listLabeled(address, {
    label: labels.postmortem,
    ...(since !== undefined && { createdSince: earlier(since) }),
    most: mostListed,
  });
  return issues.find((issue) => {
    if (!isOurs(issue.author.login, world.identity, identities)) return false;
    const of = postmortemOf(issue.body);
    return of?.repository === address.repository && of.issue === address.issue;
  });
}

function earlier(at: Instant): Instant {
  return instantOf(new Date(Date.parse(at) - beforeMs));
}

async function open({ observation, incident, world }: Applying): Promise<Issue> {
  const { address, settings } = observation;
  const { labels } = settings.config;
  const { title, body } = rendered({ observation, incident, world });
  const wanted = [labels.postmortem, ...(incident?.drill ? [labels.drill] : [])];
  for (const name of wanted) await world.host.ensureLabel(address, labelDefinition(name, settings));
  const owner = incident?.postmortem?.owner;
  const assignees = owner === undefined || incident?.drill ? [] : [owner];
  return world.host.openIssue(address, { title, body, labels: wanted, assignees });
}

function rendered({
  observation,
  incident,
  world,
}: Pick<Applying, "observation" | "incident" | "world">) {
  if (incident === undefined) throw new Stop("gone", "there is no incident here any longer");
  const { settings, issue, address } = observation;
  const { config, templates } = settings;
  const place = placeOf(observation, world);
  const { repository } = address;
  return renderPostmortem({
    ...{ incident, config, templates, place },
    ...{ title: issue.title, repositoryId: repository },
  });
}

/** The rows of a long timeline that the body has no room for, each comment once. */
async function continueTimeline(issue: Issue, applying: Applying): Promise<void> {
  const { comments } = rendered(applying);
  if (comments.length === 0) return;
  const { world, observation } = applying;
  const address = { ...observation.address, issue: issue.number, seen: {} };
  const there = await world.host.readComments(address);
  const { identities } = observation.settings.config;
  const posted = there
    .filter(({ author }) => isOurs(author.login, world.identity, identities))
    .map(({ body }) => timelineIn(body));
  for (const [index, body] of comments.entries()) {
    if (!posted.includes(index + 1)) await world.host.createComment(address, body);
  }
}
