import type { Observation } from "./observe.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

export async function restoreFromThread(
  observation: Observation,
  world: World,
  commentId: number | undefined,
): Promise<Plan> {
  throw new Error(`not yet: ${commentId} ${observation.issue.number} ${world.identity.login}`);
}
