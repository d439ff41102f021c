import { suspectsMarker } from "../../core/card/markers.ts";
import type { Effect, Owed } from "../../core/card/record.ts";
import type { Ask } from "../../core/incident/commands.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import type { SuspectsFound } from "../../core/rollback/suspects/suspects-found.ts";
import { fill } from "../../core/view/render.ts";
import { suspectsView } from "../../core/view/suspects.ts";
import type { Applying } from "../apply.ts";
import type { Enquiring } from "../enquire.ts";
import { placeOf } from "../place-of.ts";
import type { World } from "../world.ts";
import { findSuspects, type Searched } from "./gather.ts";

type Asking = Pick<Enquiring, "observation" | "incident"> & { readonly world: Searched };
type Posting = Pick<Applying, "observation" | "incident"> & {
  readonly world: Pick<World, "host" | "clock" | "identity">;
};

/** What changed before the incident, as a comment of its own; found again by its marker. */
export async function postSuspects(
  { to, owedAt }: Extract<Effect, { kind: "suspects" }> & Pick<Owed, "owedAt">,
  { observation, world, incident }: Posting,
): Promise<void> {
  if (incident === undefined) return;
  const { address, settings } = observation;
  const since = owedAt ?? incident.milestones.declaredAt ?? "";
  const found = await suspectsFor({}, since, { observation, incident, world });
  const { config, templates } = settings;
  const view = suspectsView(found, { config, place: placeOf(observation, world) });
  const body = `${fill(templates.suspects, view)}\n\n${suspectsMarker(to)}`;
  await world.host.createComment(address, body);
}

/** So long what fails is tried again; then the list says what it lacks. */
const patienceMs = 2 * 60_000;

/** The search for suspects as a command or the declaration asks for it, since `askedAt`. */
export function suspectsFor(
  { since, lookBackMs, services }: Pick<Ask, "since" | "lookBackMs" | "services">,
  askedAt: Instant,
  { observation, incident, world }: Asking,
): Promise<SuspectsFound> {
  const { address, settings } = observation;
  const isFresh = world.clock.now().getTime() - Date.parse(askedAt) <= patienceMs;
  return findSuspects(
    {
      ...{ address, incident },
      config: settings.config,
      giveUp: !isFresh,
      ...(since !== undefined && { since }),
      ...(lookBackMs !== undefined && { lookBackMs }),
      ...(services !== undefined && { services }),
    },
    world,
  );
}
