import type { Effect } from "../../core/card/record.ts";
import type { Applying } from "../apply.ts";
import { addressOfSecond } from "./second-thread.ts";

/** Closes or reopens the postmortem's issue. */
export async function setPostmortemState(
  { state }: Extract<Effect, { kind: "postmortem-state" }>,
  { observation, incident, world }: Applying,
): Promise<void> {
  const address = addressOfSecond(observation.address, incident);
  if (address === undefined) return;
  const waived = incident?.postmortem?.state === "waived";
  const stateReason =
    state === "open" ? "reopened" : waived ? ("not_planned" as const) : ("completed" as const);
  await world.host.editIssue(address, { state, stateReason });
}
