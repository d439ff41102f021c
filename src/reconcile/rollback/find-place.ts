import type { Service } from "../../core/config/config.ts";
import { atLeast } from "../../core/incident/authority.ts";
import type { Incident } from "../../core/incident/incident.ts";
import type { RollbackTarget } from "../../core/rollback/target.ts";
import type { Observation } from "../observe.ts";
import type { Place } from "../repository-port.ts";
import type { World } from "../world.ts";

export type PlaceUnknown = "no-such-repository" | "which-repository" | "unknown-service";

export type PlaceFound =
  | { readonly kind: "found"; readonly place: Place; readonly environment: string }
  | {
      readonly kind: "impossible";
      readonly why: PlaceUnknown;
      readonly detail?: string;
    };

interface Looking {
  readonly observation: Observation;
  readonly incident: Incident;
  readonly world: World;
}

/**
 * The repository that a target is about. A number or a commit means the incident's own, as
 * everywhere on GitHub; `last-good` and a tag mean the one that the service lives in, when all
 * named services live in one. In another repository the person needs write access there too.
 */
export async function findPlace(
  {
    target,
    by,
  }: { target: Pick<RollbackTarget, "kind" | "repository"> & { service?: string }; by: string },
  looking: Looking,
): Promise<PlaceFound> {
  const { address, settings } = looking.observation;
  const service = serviceOf(target, looking);
  if (service === "unknown") {
    const names = settings.config.services.map(({ name }) => name).join(", ");
    return { kind: "impossible", why: "unknown-service", detail: names };
  }
  if (service === "several") {
    return { kind: "impossible", why: "which-repository", detail: servicesText(looking) };
  }
  const environment = service?.environments[0] ?? settings.config.rollback.environment;
  const name = target.repository ?? service?.repository ?? address.name;
  if (isSame(name, address.name)) return { kind: "found", place: address, environment };
  const named = { installation: address.installation, repository: 0, name };
  const repository = await looking.world.host.readRepository(named);
  // The same words for both: a thread must not tell a stranger which private repositories exist.
  const unseen = { kind: "impossible", why: "no-such-repository", detail: name } as const;
  if (repository === undefined) return unseen;
  const place = { ...named, repository: repository.id, name: repository.name };
  const permission = await looking.world.host.permissionOf({ ...address, ...place }, by);
  const roleNames = settings.config.roleNames;
  const authority = roleNames.get(permission?.roleName ?? "") ?? permission?.authority ?? "none";
  if (!atLeast(authority, "write")) return unseen;
  return { kind: "found", place, environment };
}

/** The service that decides where to look, if any does. */
function serviceOf(
  target: { kind: RollbackTarget["kind"]; repository?: string; service?: string },
  { observation, incident }: Looking,
): Service | "several" | "unknown" | undefined {
  const { address, settings } = observation;
  const { services } = settings.config;
  // A service that names no repository lives where its incidents are.
  const home = ({ repository = address.name }: Service) => repository;
  const named = target.service;
  if (named !== undefined) return services.find(({ name }) => isSame(name, named)) ?? "unknown";
  if (target.kind !== "last-good" && target.kind !== "tag") return undefined;
  const hit = services.filter(({ name }) => incident.services.some((one) => isSame(one, name)));
  const there =
    target.repository === undefined
      ? hit
      : hit.filter((service) => isSame(home(service), target.repository ?? ""));
  const repositories = new Set(there.map((service) => home(service).toLowerCase()));
  return repositories.size > 1 ? "several" : there[0];
}

function servicesText({ incident }: Looking): string {
  return incident.services.join(", ");
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
