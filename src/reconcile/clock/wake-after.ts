import type { IncidentRecord } from "../../core/card/record.ts";
import { instantOf } from "../../std/instant.ts";
import type { Observation } from "../observe.ts";
import type { Rest } from "../reconcile.ts";
import type { World } from "../world.ts";
import { dueNow } from "./due-now.ts";

/** When the next thing of this incident falls due. */
export function wakeAfter(
  record: IncidentRecord,
  observation: Observation,
  world: Pick<World, "clock" | "identity">,
): Rest {
  const { due, nextAt } = dueNow(record.incident, { observation, record }, world);
  // More fell due than one comment holds.
  if (due.length > 0) return { wakeAt: instantOf(world.clock.now()) };
  return nextAt === undefined ? {} : { wakeAt: nextAt };
}
