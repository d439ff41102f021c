import type { IncidentEvent } from "../core/incident/events.ts";
import type { HotfixProposed, RollbackProposed } from "../core/incident/mitigation-events.ts";
import type { Risk, RollbackPlan } from "../core/rollback/plan.ts";
import { sampleInstant, samplePlace, sampleStamp } from "./sample-incident.ts";
import { runbookFollowed } from "./sample-runbooks.ts";

const { repository } = samplePlace;
const repositoryId = 7;
const said = { stamp: sampleStamp(24, 1024), by: "ada" };
export const [culprit, head, good] = ["c0ffee1d", "beefcafe", "9f00d5a1"].map((hex) =>
  hex.repeat(5),
);

/** Everything that can have to be said before merging. */
const allRisks: readonly Risk[] = [
  {
    code: "built-upon",
    files: ["services/checkout/prices/read.ts", "services/checkout/prices/cache.ts"],
    more: 0,
    commitsSince: 3,
  },
  {
    code: "irreversible",
    files: ["db/migrate/20261122_prices.rb"],
    more: 0,
    why: "a database migration",
  },
  { code: "workflows-kept", files: [".github/workflows/ci.yml"], more: 0 },
  { code: "protected", branch: "main" },
  { code: "required-checks", checks: ["test", "lint"] },
  { code: "rule", rule: "required_deployments" },
  { code: "checks", of: "head", state: "failed", failed: ["test"] },
  { code: "reverted-before", sha: "ab12".repeat(10), title: 'Revert "Cache prices"' },
  { code: "long-ago", commitsSince: 420 },
];

export const cleanPlan: RollbackPlan = {
  repository,
  repositoryId,
  base: "main",
  head: head ?? "",
  kind: "revert",
  method: "paths",
  target: "#123",
  sha: culprit ?? "",
  undone: [
    {
      sha: culprit ?? "",
      title: "Cache prices per customer",
      pull: 123,
      author: "linus",
      at: sampleInstant(-41),
    },
  ],
  undoneCount: 1,
  tree: "7ee0".repeat(10),
  branch: "allclear/rollback-7-12-c0ffee1dc0ff",
  risks: [{ code: "checks", of: "head", state: "passed", failed: [] }],
  files: 2,
};

export const riskyPlan: RollbackPlan = { ...cleanPlan, method: "merge", risks: allRisks, files: 3 };

/** Back to what ran before the deployment that hurts. */
export const restorePlan: RollbackPlan = {
  ...cleanPlan,
  kind: "restore",
  method: "restore",
  target: "last-good env=production",
  sha: good ?? "",
  undone: [
    ...cleanPlan.undone,
    { sha: "9ac1".repeat(10), title: "hot: raise the pool size", author: "grace", at: said.stamp },
  ],
  undoneCount: 14,
  risks: [
    {
      code: "runs-now",
      sha: culprit ?? "",
      environment: "production",
      at: sampleInstant(-26),
    },
    { code: "checks", of: "target", state: "none", failed: [] },
  ],
  files: 31,
};

export const proposed = (plan: RollbackPlan): RollbackProposed => ({
  kind: "RollbackProposed",
  ...said,
  mitigation: 1,
  plan,
});

export const hotfix: HotfixProposed = {
  kind: "HotfixProposed",
  stamp: sampleStamp(26, 1026),
  by: "linus",
  mitigation: 2,
  title: "Ask the gateway how long it may take",
  repository,
  repositoryId,
  base: "main",
  sha: head ?? "",
  tree: "7ee1".repeat(10),
  branch: "allclear/hotfix-7-12-2",
  deployed: { environment: "production" },
};

const pull = (number: number) => ({
  number,
  id: 9000 + number,
  url: `https://github.com/${repository}/pull/${number}`,
});

export const rollbackOpened: IncidentEvent = {
  kind: "PullRequestOpened",
  ...said,
  mitigation: 1,
  ...pull(130),
  draft: true,
  branch: cleanPlan.branch,
};

export const hotfixOpened: IncidentEvent = {
  kind: "PullRequestOpened",
  stamp: hotfix.stamp,
  by: hotfix.by,
  mitigation: 2,
  ...pull(131),
  draft: true,
  branch: hotfix.branch,
};

const follow = { kind: "PullRequestFollowed", by: "grace", mitigation: 1, number: 130 } as const;
const what = { what: "rollback of #123", purpose: "rollback" } as const;

export const rollbackMerged: IncidentEvent = {
  ...follow,
  ...what,
  stamp: sampleStamp(28, 1028),
  to: "merged",
  proposesMitigated: false,
};

export const rollbackOut: IncidentEvent = {
  ...follow,
  ...what,
  stamp: sampleStamp(33, 1033),
  to: "deployed",
  environment: "production",
  proposesMitigated: true,
};

export const rollbackNotOut: IncidentEvent = {
  ...rollbackOut,
  to: "deploy-failed",
  url: `https://github.com/${repository}/actions/runs/77`,
  proposesMitigated: false,
};

/** Up to the pull requests. */
export const openedEvents: readonly IncidentEvent[] = [
  ...runbookFollowed,
  proposed(riskyPlan),
  rollbackOpened,
  hotfix,
  hotfixOpened,
];

/** A night on which all of it was done, up to the deployment. */
export const mitigationEvents: readonly IncidentEvent[] = [
  ...openedEvents,
  rollbackMerged,
  rollbackOut,
];
