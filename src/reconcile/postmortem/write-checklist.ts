import { differencesIn, withRows } from "../../core/postmortem/checklist.ts";
import type { Applying } from "../apply.ts";
import { Again } from "../failure.ts";
import { placeOf } from "../place-of.ts";
import { addressOfSecond } from "./second-thread.ts";

/** Longer bodies the host may refuse without a word. */
const longestBody = 60_000;

/** Brings the rows of the checklist in step with the action items, right after a fresh read. */
export async function writeChecklist({ observation, incident, world }: Applying): Promise<void> {
  const address = addressOfSecond(observation.address, incident);
  if (address === undefined || incident === undefined) return;
  const { body } = await world.host.readIssue(address);
  const { second } = observation;
  // What somebody wrote after this look had read it is for the next look to hear of.
  if (second?.issue.body !== body && differencesIn(body, incident.actionItems).length > 0) {
    throw new Again("the postmortem was edited a moment ago", { afterMs: 1_000 });
  }
  const next = withRows(body, incident.actionItems, placeOf(observation, world));
  if (next === body || next.length > longestBody) return;
  const answered = await world.host.editIssue(address, { body: next });
  if (answered.body.replaceAll("\r\n", "\n") !== next.replaceAll("\r\n", "\n")) {
    throw new Again("the postmortem was changed at the same moment");
  }
}
