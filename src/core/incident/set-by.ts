import type { Incident } from "./incident.ts";
import { compareStamps, type Stamp } from "./stamp.ts";

/** Sets fields under one name unless a newer command already set them. */
export function put(
  incident: Incident,
  field: string,
  stamp: Stamp,
  change: Partial<Incident>,
): Incident {
  if (!isNewest(incident, field, stamp)) return incident;
  return { ...incident, ...change, setBy: { ...incident.setBy, [field]: stamp } };
}

/** Whether nothing newer has set it. */
export function isNewest(incident: Incident, field: string, stamp: Stamp): boolean {
  const before = Object.hasOwn(incident.setBy, field) ? incident.setBy[field] : undefined;
  return before === undefined || compareStamps(before, stamp) <= 0;
}
