import type { Incident } from "./incident.ts";
import { isPostmortemOpen } from "./postmortem.ts";

/** Whether nothing is left to do: it is over, reviewed, and every promise is kept or dropped. */
export function isFinished({ status, postmortem, actionItems }: Incident): boolean {
  if (status === "dismissed") return true;
  const promised = actionItems.some(({ state }) => state === "open");
  return status === "closed" && !isPostmortemOpen(postmortem) && !promised;
}
