import { findService } from "../../core/config/catalog.ts";
import type { Config } from "../../core/config/config.ts";
import type { Address } from "../address.ts";
import type { Place } from "../repository-port.ts";

/** A repository to search, with the environments that count there. */
export interface SearchedPlace extends Place {
  readonly environments: readonly string[];
}

/** More repositories than this take longer than anybody waits. */
const mostRepositories = 5;

/** The repositories of the services by the catalog; the incident's own where it knows none. */
export function placesOf(
  services: readonly string[],
  { address, config }: { readonly address: Address; readonly config: Config },
): { readonly places: readonly SearchedPlace[]; readonly left: readonly string[] } {
  const listed = services.flatMap((name) => findService(config.services, name) ?? []);
  const environments = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  for (const service of listed) {
    const name = service.repository ?? address.name;
    const key = name.toLowerCase();
    names.set(key, names.get(key) ?? name);
    const there = environments.get(key) ?? new Set();
    for (const environment of service.environments) there.add(environment);
    environments.set(key, there);
  }
  if (listed.length < services.length || services.length === 0) {
    const key = address.name.toLowerCase();
    names.set(key, address.name);
    const there = environments.get(key) ?? new Set();
    environments.set(key, there.add(config.rollback.environment));
  }
  const all = [...names].map(([key, name]) => ({
    ...placeOf(name, address),
    environments: [...(environments.get(key) ?? [])],
  }));
  const left = all.slice(mostRepositories).map(({ name }) => name);
  return { places: all.slice(0, mostRepositories), left };
}

function placeOf(name: string, { installation, repository, name: own }: Address): Place {
  return name.toLowerCase() === own.toLowerCase()
    ? { installation, repository, name: own }
    : { installation, repository: 0, name };
}
