import type { Effect } from "../../core/card/record.ts";
import { sameLogin } from "../../core/incident/permission.ts";
import type { Applying } from "../apply.ts";
import { Stop } from "../failure.ts";
import { addressOfSecond } from "./second-thread.ts";

/** Assigns who sees to the postmortem, instead of who did before. */
export async function setPostmortemOwner(
  { login, before }: Extract<Effect, { kind: "postmortem-owner" }>,
  { observation, incident, world }: Applying,
): Promise<void> {
  const address = addressOfSecond(observation.address, incident);
  if (address === undefined) return;
  if (before !== undefined && !sameLogin(before, login)) {
    await world.host.unassign(address, [before]);
  }
  const assigned = await world.host.assign(address, [login]);
  if (!assigned.some((one) => sameLogin(one, login))) {
    throw new Stop("refused", `${login} cannot be assigned to the postmortem: no access`);
  }
}
