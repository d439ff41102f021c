import type { Incident } from "../../core/incident/incident.ts";
import type { Observation } from "../observe.ts";
import type { World } from "../world.ts";
import { dueNow } from "./due-now.ts";

/**
 * An incident that was restored from its thread: nobody knows who was paged and reminded, so what
 * has come due counts as said, and nobody is waited for until somebody asks again.
 */
export function coverDue(
  { response: _response, calls: _calls, ...incident }: Incident,
  observation: Observation,
  world: Pick<World, "clock" | "identity">,
): Incident {
  const { due } = dueNow(incident, { observation, record: {} }, world);
  const said = due.filter(({ subject }) => !subject.startsWith("asked:"));
  const subjects = new Set<string>(due.map(({ subject }) => subject));
  const asked = incident.remindersAskedFor?.filter(({ id }) => !subjects.has(`asked:${id}`));
  return {
    ...incident,
    reminded: {
      ...incident.reminded,
      ...Object.fromEntries(said.map(({ subject, slot }) => [subject, slot])),
    },
    ...(asked !== undefined && { remindersAskedFor: asked }),
  };
}
