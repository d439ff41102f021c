import type { IncidentRecord } from "../core/card/record.ts";
import type { Config } from "../core/config/config.ts";
import type { Asked } from "../core/incident/commands.ts";
import { decide } from "../core/incident/decide/decide.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { evolveAll } from "../core/incident/evolve.ts";
import type { Incident } from "../core/incident/incident.ts";
import { readStamp } from "../core/incident/stamp.ts";
import { keyOfYielded } from "./differences.ts";

/** What came of the commands of one look. */
export interface Folded {
  readonly incident: Incident;
  readonly events: readonly IncidentEvent[];
  readonly putBack: readonly string[];
  readonly yielded: readonly string[];
}

/** Decides command after command, each on the state the ones before it left. */
export function fold(
  record: Pick<IncidentRecord, "incident" | "putBack" | "yielded">,
  commands: readonly Asked[],
  config: Config,
): Folded {
  let { incident, putBack, yielded } = record;
  const events: IncidentEvent[] = [];
  for (const asked of commands) {
    const decided = decide(asked, { incident, config });
    const key = refusedGesture(decided);
    if (key !== undefined && putBack.includes(key)) {
      // Done a second time: we said why once, and no longer fight over it.
      const others = yielded.filter((one) => keyOfYielded(one) !== key);
      yielded = [...others, `${key}@${readStamp(asked.stamp).id}`];
      continue;
    }
    if (key !== undefined) putBack = [...putBack, key];
    incident = evolveAll(incident, decided) ?? incident;
    events.push(...decided);
  }
  return { incident, events, putBack, yielded };
}

function refusedGesture(events: readonly IncidentEvent[]): string | undefined {
  const refused = events.find((event) => event.kind === "CommandRefused");
  return refused?.kind === "CommandRefused" ? refused.gesture : undefined;
}
