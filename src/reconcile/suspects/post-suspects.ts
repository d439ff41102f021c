import { suspectsMarker } from "../../core/card/markers.ts";
import type { Effect } from "../../core/card/record.ts";
import type { SuspectsFound } from "../../core/rollback/suspects/suspects-found.ts";
import { fill } from "../../core/view/render.ts";
import { suspectsView } from "../../core/view/suspects.ts";
import type { Applying } from "../apply.ts";
import type { Enquiring } from "../enquire.ts";
import { placeOf } from "../place-of.ts";
import { findSuspects } from "./gather.ts";

/** What changed before the incident, as a comment of its own; found again by its marker. */
export async function postSuspects(
  { to }: Extract<Effect, { kind: "suspects" }>,
  { observation, world, incident }: Applying,
): Promise<void> {
  if (incident === undefined) return;
  const { address, settings } = observation;
  const found = await suspectsFor({}, { observation, incident, world });
  const { config, templates } = settings;
  const view = suspectsView(found, { config, place: placeOf(observation, world) });
  const body = `${fill(templates.suspects, view)}\n\n${suspectsMarker(to)}`;
  await world.host.createComment(address, body);
}

/** The search for suspects as a command or the declaration asks for it. */
export function suspectsFor(
  asked: { since?: string | undefined; services?: readonly string[] | undefined },
  { observation, incident, world }: Enquiring,
): Promise<SuspectsFound> {
  const { address, settings } = observation;
  const { since, services } = asked;
  return findSuspects(
    {
      ...{ address, incident },
      config: settings.config,
      ...(since !== undefined && { since }),
      ...(services !== undefined && { services }),
    },
    world,
  );
}
