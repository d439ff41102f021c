import type { Config } from "../../core/config/config.ts";
import type { Incident } from "../../core/incident/incident.ts";
import type { Instant } from "../../core/incident/stamp.ts";
import type { Candidate } from "../../core/rollback/suspects/candidate.ts";
import {
  candidatesOf,
  type Looked,
  type Looking,
} from "../../core/rollback/suspects/candidates-of.ts";
import { rank } from "../../core/rollback/suspects/rank.ts";
import type { Gap, SuspectsFound } from "../../core/rollback/suspects/suspects-found.ts";
import { territoryOf } from "../../core/rollback/suspects/territory.ts";
import { instantOf } from "../../std/instant.ts";
import type { Address } from "../address.ts";
import type { Clock } from "../ports.ts";
import { hidePrivate, type PastRead } from "./hide-private.ts";
import type { HistorySearched } from "./history-searched.ts";
import { lookInto } from "./look-into.ts";
import { placesOf, type SearchedPlace } from "./places.ts";
import { readCodeowners } from "./read-codeowners.ts";
import { readPast } from "./read-past.ts";

export interface SuspectsRequest {
  readonly address: Address;
  readonly config: Config;
  readonly incident: Pick<Incident, "services" | "milestones">;
  /** From when on; else so long before the start; else as far back as config says. */
  readonly since?: Instant;
  readonly lookBackMs?: number;
  /** Which services; else those of the incident. */
  readonly services?: readonly string[];
  /** Whether what may work later counts as what cannot be read: nobody waits for ever. */
  readonly giveUp: boolean;
}

/** What the search reaches of the world. */
export interface Searched {
  readonly host: HistorySearched;
  readonly clock: Clock;
}

/**
 * What changed before an incident, ranked. Five calls for each repository, one for each of at most
 * fifteen candidates that are looked into, up to three for CODEOWNERS where no catalog knows the
 * services, and one or two where a repository may be private. It writes nothing.
 */
export async function findSuspects(
  request: SuspectsRequest,
  world: Searched,
): Promise<SuspectsFound> {
  const window = windowOf(request, world.clock);
  const services = request.services ?? request.incident.services;
  const { places, left } = placesOf(services, request);
  const more: readonly Gap[] =
    left.length === 0 ? [] : [{ kind: "more-repositories", names: left }];
  if (Date.parse(window.since) >= Date.parse(window.until)) {
    const repositories = places.map(({ name }) => name);
    return { ...window, repositories, ...nothing, gaps: [...more, { kind: "empty-window" }] };
  }
  const owners = await readCodeowners(services, request, world.host);
  const territory = territoryOf({
    services,
    catalog: request.config.services,
    repository: request.address.name,
    codeowners: owners.rules,
  });
  const { candidates, gaps, ...seen } = await gather(request, { places, window }, world.host);
  const ownerless: readonly Gap[] =
    services.length > 0 && !territory.known ? [{ kind: "no-owners", services }] : [];
  return {
    ...window,
    ...seen,
    services: territory.known ? services : [],
    suspects: rank(candidates, { startedAt: window.until, territory }),
    gaps: [...more, ...owners.gaps, ...gaps, ...ownerless],
  };
}

const nothing = { services: [], suspects: [], lookedInto: 0, notLookedInto: 0 };

interface Window {
  readonly since: Instant;
  readonly until: Instant;
}

/** Until it started; what came later did not cause it. */
function windowOf(request: SuspectsRequest, clock: Clock): Window {
  const { incident, config, since, lookBackMs = config.suspects.windowMs } = request;
  const { startedAt, declaredAt } = incident.milestones;
  const until = startedAt ?? declaredAt ?? instantOf(clock.now());
  const from = since ?? instantOf(new Date(Date.parse(until) - lookBackMs));
  return { since: from, until };
}

interface Gathered {
  readonly repositories: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly gaps: readonly Gap[];
  readonly lookedInto: number;
  readonly notLookedInto: number;
}

async function gather(
  { address, giveUp }: SuspectsRequest,
  { places, window }: { places: readonly SearchedPlace[]; window: Window },
  host: HistorySearched,
): Promise<Gathered> {
  const pasts: PastRead[] = [];
  for (const place of places) {
    pasts.push({ place, read: await readPast(place, { ...window, giveUp }, host) });
  }
  const { shown, hidden } = await hidePrivate(pasts, { address, giveUp, host });
  const candidates = (looked: ReadonlyMap<string, Looked>) =>
    shown.flatMap(({ place, read }) => {
      const looking: Looking = { ...window, environments: place.environments, looked };
      return candidatesOf(read.past, looking);
    });
  const looks = await lookInto(candidates(new Map()), { places, giveUp }, host);
  return {
    repositories: shown.map(({ place }) => place.name),
    candidates: candidates(looks.looked),
    gaps: [...hidden, ...shown.flatMap(({ read }) => read.gaps), ...looks.gaps],
    lookedInto: looks.looked.size,
    notLookedInto: looks.left,
  };
}
