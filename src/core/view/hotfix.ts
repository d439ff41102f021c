import { mitigationOf } from "../incident/mitigation.ts";
import type { HotfixProposed } from "../incident/mitigation-events.ts";
import { hotfixBase } from "./hotfix-pull.ts";
import { serviceOf } from "./pull-parts.ts";
import { code, line } from "./quoting.ts";
import type { View } from "./render.ts";
import type { Telling } from "./telling.ts";

/** The answer to `/hotfix`: where to push, and what must be written before it leaves draft. */
export function hotfixView(event: HotfixProposed, telling: Telling): View {
  const { incident } = telling;
  const known = incident && mitigationOf(incident, event.mitigation);
  const service = serviceOf(event.repository, telling);
  if (known?.state === "not-opened") {
    const why = line(known.why ?? "no reason given", 300);
    const result = `The pull request could not be opened: ${why}`;
    return { result, base: "", staging: "", next: "" };
  }
  const pull = known?.pull;
  return {
    result:
      pull === undefined
        ? "The pull request is being opened; the card will show it."
        : `Draft pull request [${event.repository}#${pull.number}](${pull.url}) is open: ${line(event.title, 200)}`,
    base: hotfixBase(event),
    staging: line(service?.staging ?? "", 600),
    next:
      `Push to it: ${code(`git fetch && git switch ${known?.branch ?? event.branch}`, 160)}. ` +
      "Before it leaves draft, its section _Rollback plan_ must be written; a check says so.",
  };
}
