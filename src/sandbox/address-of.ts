import type { Address } from "../reconcile/address.ts";
import { findRepository } from "./github/model/lookup.ts";
import type { World } from "./github/model/world.ts";
import type { Thread } from "./github/person.ts";

/** What a look is asked for by, without a delivery: so an alarm does it. */
export function addressOf(world: World, on: Thread): Address {
  const [installation] = world.installations.values();
  if (installation === undefined) throw new Error("the App is not installed");
  return {
    installation: installation.id,
    repository: findRepository(world, on.repository).id,
    name: on.repository,
    issue: on.number,
    seen: {},
  };
}
