import type { HotfixProposed } from "../incident/mitigation-events.ts";
import { quiet } from "../rollback/commit-message.ts";
import { planPrompt } from "../rollback/hotfix-plan.ts";
import { person } from "./people.ts";
import { incidentLink, type PullTelling, serviceOf, titled, verifyRows } from "./pull-parts.ts";
import { code, line } from "./quoting.ts";
import { fill, type View } from "./render.ts";

export function hotfixTitle({ title }: HotfixProposed, telling: PullTelling): string {
  return titled(`Hotfix: ${quiet(title)}`, telling);
}

export function renderHotfixPull(event: HotfixProposed, telling: PullTelling): string {
  return fill(telling.templates["hotfix-pull"], hotfixPullView(event, telling));
}

/** Where it starts from, and the sections that its author fills. */
export function hotfixPullView(event: HotfixProposed, telling: PullTelling): View {
  const { place } = telling;
  return {
    incident: incidentLink(place),
    by: person(event.by, place),
    base: hotfixBase(event),
    planPrompt,
    verify: verifyRows(event.repository, telling),
    staging: line(serviceOf(event.repository, telling)?.staging ?? "", 600),
  };
}

/** Where a hotfix starts from, in a sentence. */
export function hotfixBase({ sha, deployed, base }: HotfixProposed): string {
  const at = code(sha.slice(0, 12), 12);
  return deployed === undefined
    ? `It starts from ${at}, the newest of ${code(base, 60)}: I know of no deployment.`
    : `It starts from ${at}, which runs in ${line(deployed.environment, 60)}.`;
}
