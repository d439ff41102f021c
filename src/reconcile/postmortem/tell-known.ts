import { knownIn, knownMarker, postmortemOf } from "../../core/card/markers.ts";
import type { Effect } from "../../core/card/record.ts";
import { type KnownMatch, matchKnown } from "../../core/postmortem/known.ts";
import { renderKnown } from "../../core/view/known.ts";
import type { Applying } from "../apply.ts";
import { isOurs } from "../card-seen.ts";
import { Again, Stop } from "../failure.ts";
import { placeOf } from "../place-of.ts";

/** Older postmortems are not looked through for what they promised. */
const mostRead = 100;

type Searching = Pick<Applying, "observation" | "incident" | "world">;

/** Says that an open action item of an earlier postmortem knew of this. */
export async function tellKnown(
  { to }: Extract<Effect, { kind: "known" }>,
  searching: Searching,
): Promise<void> {
  const { observation, world } = searching;
  const { address, settings, comments } = observation;
  const { config, templates } = settings;
  const isOur = (login: string) => isOurs(login, world.identity, config.identities);
  if (comments.some(({ body, author }) => isOur(author.login) && knownIn(body) === to)) return;
  const matches = await findKnown(searching);
  if (matches.length === 0) return;
  const text = renderKnown(matches, { templates, place: placeOf(observation, world) });
  await world.host.createComment(address, `${text}\n\n${knownMarker(to)}`);
}

/**
 * Whether there is something to tell; true as well where that cannot be read just now, since a
 * declaration waits for nothing: it is looked up again after the card.
 */
export async function mayBeKnown(searching: Searching): Promise<boolean> {
  try {
    return (await findKnown(searching)).length > 0;
  } catch (failure) {
    if (failure instanceof Again) return true;
    throw failure;
  }
}

/** The open action items of earlier postmortems that speak of this incident: one call. */
async function findKnown({
  observation,
  incident,
  world,
}: Searching): Promise<readonly KnownMatch[]> {
  if (incident === undefined) return [];
  const { address, issue, settings } = observation;
  const { config } = settings;
  const listed = await unlessHidden(
    world.host.listLabeled(address, { label: config.labels.postmortem, most: mostRead }),
  );
  const postmortems = listed.filter(
    ({ author, body }) =>
      isOurs(author.login, world.identity, config.identities) &&
      postmortemOf(body)?.issue !== address.issue,
  );
  const { title, body, labels } = issue;
  const { services, milestones } = incident;
  const at = milestones.declaredAt ?? issue.createdAt;
  return matchKnown({ title, body, labels, services, at }, postmortems);
}

/** Nobody waits for this one: where it cannot be known, nothing is said. */
async function unlessHidden<T>(reading: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await reading;
  } catch (failure) {
    if (failure instanceof Stop) return [];
    throw failure;
  }
}
