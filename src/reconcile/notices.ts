import { reportMarker, standBackMarker } from "../core/card/markers.ts";
import { renderPointer } from "../core/view/pointer.ts";
import { renderReport } from "../core/view/report.ts";
import { keyOf } from "./address.ts";
import type { Applying } from "./apply.ts";
import { isOurs } from "./card-seen.ts";
import { placeOf } from "./place-of.ts";
import type { Step } from "./plan.ts";

/** Says once that a labeled issue is a report until somebody confirms it. */
export async function writeReport({ observation, world }: Applying): Promise<void> {
  const { address, settings } = observation;
  const { config, templates } = settings;
  const text = renderReport({ config, templates, place: placeOf(observation, world) });
  await world.host.createComment(address, `${text}\n\n${reportMarker}`);
}

/** A second card turns into a line that leads to the first. */
export async function writePointer(
  step: Extract<Step, { kind: "pointer" }>,
  { observation, world, guard }: Applying,
): Promise<void> {
  const { address, settings, issue } = observation;
  const cardUrl = `${issue.url}#issuecomment-${step.to}`;
  await guard();
  const text = renderPointer({ templates: settings.templates, cardUrl });
  await world.host.editComment(address, step.commentId, text);
}

/** A card we must not touch: said once in the thread, and never again by this database. */
export async function writeStandBack(
  why: string,
  { observation, world, guard }: Applying,
): Promise<void> {
  const { address, comments } = observation;
  const key = keyOf(address);
  const { identities } = observation.settings.config;
  const isSaid = comments.some(
    ({ body, author }) =>
      body.trimEnd().endsWith(standBackMarker) && isOurs(author.login, world.identity, identities),
  );
  if (isSaid) return;
  if (await world.memory.has(key, "stand-back")) return;
  await guard();
  const text =
    `This card was written with ${why}, so this version of the app leaves the incident alone. ` +
    "Update the app, or give it the key the card was signed with.";
  await world.host.createComment(address, `${text}\n\n${standBackMarker}`);
  await world.memory.remember(key, "stand-back");
}
