import type { Service } from "./config.ts";

/** What the catalog says of a service; people do not mind capital letters. */
export function findService(catalog: readonly Service[], name: string): Service | undefined {
  return catalog.find((service) => service.name.toLowerCase() === name.toLowerCase());
}
