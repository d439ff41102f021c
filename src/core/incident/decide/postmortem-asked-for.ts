import { instantOf } from "../../../std/instant.ts";
import type { Config } from "../../config/config.ts";
import { said } from "../asked-events.ts";
import type { Asked } from "../commands.ts";
import type { Incident } from "../incident.ts";
import type { PostmortemRequested } from "../postmortem-events.ts";
import { commander, holderOf } from "../roles.ts";
import { readStamp } from "../stamp.ts";

/** The commander sees to it, within the time config gives. */
export function askedForPostmortem(
  asked: Asked,
  incident: Incident,
  { postmortem }: Config,
): PostmortemRequested {
  const owner = holderOf(incident, commander);
  const dueAt = instantOf(new Date(Date.parse(readStamp(asked.stamp).at) + postmortem.dueMs));
  return {
    kind: "PostmortemRequested",
    ...said(asked),
    dueAt,
    ...(owner !== undefined && { owner }),
  };
}

/** Whether the end of this incident asks for one by itself. */
export function endAsksForPostmortem(incident: Incident, { postmortem }: Config): boolean {
  const { drill, severity } = incident;
  const isThere = incident.postmortem !== undefined && incident.postmortem.state !== "not-opened";
  if (!postmortem.onResolve || drill || isThere) return false;
  return severity === undefined || postmortem.levels.includes(severity);
}
