import type { Service } from "./config.ts";

/** What the catalog says of a service; people do not mind capital letters. */
export function findService(catalog: readonly Service[], name: string): Service | undefined {
  return catalog.find((service) => service.name.toLowerCase() === name.toLowerCase());
}

/** The services whose code is there; one that names no repository lives where its incidents are. */
export function servicesIn(
  catalog: readonly Service[],
  { repository, home }: { readonly repository: string; readonly home: string },
): readonly Service[] {
  const wanted = repository.toLowerCase();
  return catalog.filter((service) => (service.repository ?? home).toLowerCase() === wanted);
}
