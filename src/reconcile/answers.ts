import { isTopSeverity } from "../core/config/ladder.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { readStamp, type Stamp } from "../core/incident/stamp.ts";
import type { RollbackFinding } from "../core/rollback/plan.ts";
import type { SuspectsFound } from "../core/rollback/suspects/suspects-found.ts";
import { targetText } from "../core/rollback/target.ts";
import type { Answers, ListedIncident, OpenedIncident } from "../core/view/telling.ts";
import type { Applying } from "./apply.ts";
import { checkSetup } from "./check-setup.ts";
import { type Enquiring, unlessTooLong } from "./enquire.ts";
import type { Observation } from "./observe.ts";
import { openSeparate } from "./open-separate.ts";
import { hasLabel, severityShown, statusShown } from "./own-labels.ts";
import type { Issue } from "./ports.ts";
import { enquireRollback } from "./rollback/enquire-rollback.ts";
import type { Settings } from "./settings.ts";
import { suspectsFor } from "./suspects/post-suspects.ts";
import type { World } from "./world.ts";

/** Looks up what the events of an answer ask for, and opens the issue one of them asks for. */
export async function answersFor(
  events: readonly IncidentEvent[],
  { observation, incident, world }: Pick<Applying, "observation" | "incident" | "world">,
): Promise<Answers> {
  const { address } = observation;
  const topics = events.flatMap((event) => (event.kind === "QuestionAsked" ? [event.topic] : []));
  const opened = new Map<Stamp, OpenedIncident>();
  for (const event of events) {
    if (event.kind !== "SeparateIncidentRequested") continue;
    opened.set(event.stamp, await openSeparate(event, observation, world));
  }
  return {
    ...(topics.includes("list") && { incidents: await listIncidents(observation, world) }),
    ...(events.some((event) => isSetToWorst(event, observation)) && {
      open: await listIncidents(observation, world),
    }),
    ...(topics.includes("check") && { check: await checkSetup(address, world) }),
    ...(topics.includes("runbooks") && { runbooks: await world.runbooks.read(address) }),
    ...(opened.size > 0 && { opened }),
    ...(incident !== undefined && (await lookedInto(events, { observation, incident, world }))),
  };
}

/** Then it is asked whether everything is the worst. */
function isSetToWorst(event: IncidentEvent, { settings }: Observation): boolean {
  const { ladder } = settings.config;
  return event.kind === "SeverityChanged" && isTopSeverity(ladder, event.to);
}

/** What questions about changes and previews of rollbacks find, each by its own stamp. */
async function lookedInto(
  events: readonly IncidentEvent[],
  enquiring: Enquiring,
): Promise<Pick<Answers, "suspects" | "previews">> {
  const suspects = new Map<Stamp, SuspectsFound>();
  const previews = new Map<Stamp, RollbackFinding>();
  for (const event of events) {
    if (event.kind !== "QuestionAsked") continue;
    const { topic, stamp, target, by } = event;
    if (topic === "changes") {
      suspects.set(stamp, await suspectsFor(event, readStamp(stamp).at, enquiring));
    }
    if (topic === "rollback-preview" && target !== undefined) {
      const asked = { target, by, at: readStamp(stamp).at, write: "trial" as const };
      const finding = await unlessTooLong<RollbackFinding>(
        () => enquireRollback(asked, enquiring),
        (detail) => ({ kind: "impossible", target: targetText(target), why: "not-now", detail }),
        { stamp, enquiring },
      );
      previews.set(stamp, finding);
    }
  }
  return { suspects, previews };
}

async function listIncidents(
  { address, settings }: Observation,
  world: World,
): Promise<readonly ListedIncident[]> {
  const label = settings.config.labels.incident;
  const issues = await world.host.listIssues(address, { label, state: "open" });
  return issues.filter((issue) => !issue.isPullRequest).map((issue) => listed(issue, settings));
}

function listed(issue: Issue, settings: Settings): ListedIncident {
  const level = severityShown(issue, settings);
  const status = statusShown(issue, settings);
  const [commander] = issue.assignees;
  const drill = hasLabel(issue, settings.config.labels.drill);
  return {
    number: issue.number,
    title: issue.title,
    url: issue.url,
    drill,
    ...(level !== undefined && { severity: level.name }),
    ...(status !== undefined && { status }),
    ...(commander !== undefined && { commander }),
  };
}
