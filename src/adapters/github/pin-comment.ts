import { Stop } from "../../reconcile/failure.ts";
import type { Clock, ThreadWriter } from "../../reconcile/ports.ts";
import { acknowledged } from "./call.ts";
import type { Wire } from "./wire.ts";

const rememberedForMs = 3_600_000;

/** Pins a comment. An installation that could not is not asked again for an hour. */
export function commentPinner(wire: Wire, clock: Clock): ThreadWriter["pin"] {
  const refusedAt = new Map<number, number>();

  return async ({ installation, ...address }, commentId) => {
    const at = refusedAt.get(installation);
    if (at !== undefined && clock.now().getTime() - at < rememberedForMs) {
      throw new Stop("unsupported", "this GitHub did not pin a comment within the last hour");
    }
    try {
      // Newer than octokit's typed methods.
      await wire.inRepository(
        { ...address, installation },
        {
          route: "PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin",
          parameters: { comment_id: commentId },
          answer: acknowledged,
          mayBeAbsent: true,
        },
      );
      refusedAt.delete(installation);
    } catch (failure) {
      if (!(failure instanceof Stop)) throw failure;
      refusedAt.set(installation, clock.now().getTime());
      throw new Stop("unsupported", failure.message, { cause: failure.cause });
    }
  };
}
