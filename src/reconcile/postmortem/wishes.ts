import type { Asked } from "../../core/incident/commands.ts";
import { isActive } from "../../core/incident/lifecycle.ts";
import { stamp } from "../../core/incident/stamp.ts";
import type { Following } from "./follow-postmortem.ts";

/** What a workflow of the repository asks for: whoever may start it has been asked by GitHub. */
export function wishes({ observation, record, world }: Following): readonly Asked[] {
  const { address } = observation;
  const { status, milestones, postmortem } = record.incident;
  if (address.seen.wants !== "postmortem" || isActive(status)) return [];
  if (postmortem !== undefined && postmortem.state !== "not-opened") return [];
  const at = milestones.resolvedAt ?? milestones.closedAt ?? record.seenUntil;
  return [
    {
      command: { kind: "OpenPostmortem" },
      verb: "postmortem",
      by: world.identity.login,
      authority: "write",
      stamp: stamp({ at, kind: "t", id: 0, line: 0 }),
    },
  ];
}
