import type { Instant } from "../../incident/stamp.ts";
import type { DeploymentSeen, DeploymentStatusSeen } from "../history.ts";
import type { Deployed, Live } from "./candidate.ts";
import type { Mainline } from "./mainline.ts";

/** A deployment, with how it ended as far as it was looked into. */
export interface DeploymentKnown extends DeploymentSeen {
  readonly outcome?: Deployed["outcome"];
  readonly succeededAt?: Instant;
}

interface Deployments {
  /** To the environments that matter, in any order. */
  readonly deployments: readonly DeploymentKnown[];
  readonly mainline: Mainline;
  readonly until: Instant;
}

/** How a deployment ended by its statuses, and when it first succeeded. */
export function outcomeOf(
  statuses: readonly DeploymentStatusSeen[],
): Required<Pick<DeploymentKnown, "outcome">> & Pick<DeploymentKnown, "succeededAt"> {
  // An old one becomes inactive when the next one succeeds, so any success counts.
  const successes = statuses.filter(({ state }) => state === "success").map(({ at }) => at);
  const [succeededAt] = successes.sort((a, b) => Date.parse(a) - Date.parse(b));
  if (succeededAt !== undefined) return { outcome: "succeeded", succeededAt };
  const failed = statuses.some(({ state }) => state === "failure" || state === "error");
  return { outcome: failed ? "failed" : "under-way" };
}

/** The first deployment that had a change with it and did not fail. */
export function carrierOf(
  change: { readonly sha?: string | undefined; readonly at: Instant },
  { deployments, mainline, until }: Deployments,
): DeploymentKnown | undefined {
  const { sha } = change;
  if (sha === undefined) return undefined;
  return deployments
    .filter(
      ({ createdAt, outcome, sha: deployed }) =>
        isBetween(createdAt, change.at, until) &&
        outcome !== "failed" &&
        mainline.contains(deployed, sha),
    )
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))[0];
}

/** Whether a change was live when the incident started. */
export function liveOf(
  change: { readonly sha?: string | undefined; readonly at: Instant },
  given: Deployments,
): Live {
  const carrier = carrierOf(change, given);
  if (carrier !== undefined) {
    const { environment, createdAt, succeededAt } = carrier;
    const inTime = succeededAt !== undefined && isBetween(succeededAt, createdAt, given.until);
    return { state: "deployed", environment, at: inTime ? succeededAt : createdAt };
  }
  const { sha, at } = change;
  const usual = lastBefore(given);
  if (sha === undefined || usual === undefined || !given.mainline.knows(sha)) {
    return { state: "unknown" };
  }
  // Something was deployed since, of which the list cannot say whether it had this with it.
  const isUnclear = given.deployments.some(
    (later) =>
      isBetween(later.createdAt, at, given.until) &&
      later.outcome !== "failed" &&
      !given.mainline.knows(later.sha),
  );
  return isUnclear
    ? { state: "unknown" }
    : { state: "not-deployed", environment: usual.environment };
}

/** Who has not deployed for this long may have given up telling GitHub about it. */
const forgottenMs = 30 * 24 * 3_600_000;

function lastBefore({ deployments, until }: Deployments): DeploymentKnown | undefined {
  const end = Date.parse(until);
  return deployments.find(({ createdAt }) => {
    const at = Date.parse(createdAt);
    return at <= end && end - at <= forgottenMs;
  });
}

function isBetween(at: Instant, from: Instant, to: Instant): boolean {
  const ms = Date.parse(at);
  return ms >= Date.parse(from) && ms <= Date.parse(to);
}
