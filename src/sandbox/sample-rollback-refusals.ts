import type { CommandRefused } from "../core/incident/events.ts";
import type { Refusal } from "../core/incident/refusal.ts";
import type { Impossible } from "../core/rollback/plan.ts";
import { sampleInstant, samplePlace, sampleStamp } from "./sample-incident.ts";
import { culprit } from "./sample-mitigations.ts";

const { repository } = samplePlace;

export const conflict: Refusal = {
  code: "rollback-conflict",
  conflict: {
    kind: "conflict",
    repository,
    target: "#123",
    sha: culprit ?? "",
    files: ["services/checkout/prices/cache.ts", "config/checkout.yml"],
    more: 0,
    inTheWay: [
      {
        sha: "ab12".repeat(10),
        title: "Cache prices for an hour",
        pull: 127,
        at: sampleInstant(-30),
      },
      { sha: "9ac1".repeat(10), title: "hot: raise the pool size", at: sampleInstant(-28) },
    ],
    alternatives: [
      {
        command: "/rollback 0fa1c2b3d4e5..ab12ab12ab12",
        means: "also takes back #127, #125 and 2 more",
      },
      {
        command: "/rollback last-good env=production",
        means: "goes back to 9f00d5a19f00, last deployed to production; 14 commits less",
      },
    ],
  },
};

const reasons: Readonly<Record<Impossible, readonly [target: string, detail?: string]>> = {
  "no-such-pull": ["#999"],
  "not-merged": ["#124"],
  "other-branch": ["#118", "release/4"],
  "no-such-commit": ["deadbeef1234"],
  ambiguous: ["c0ff"],
  "not-on-branch": ["c0ffee1dc0ff", "main"],
  "first-commit": ["0000aaaa1111"],
  "empty-range": ["ab12ab12ab12..c0ffee1dc0ff"],
  "no-such-tag": ["v9.9.9"],
  "no-deployment": ["last-good env=staging", "staging"],
  "is-head": ["last-good env=production", "main"],
  "only-workflows": ["#119", ".github/workflows/ci.yml"],
  "no-such-repository": ["octo-org/desing#8", "octo-org/desing"],
  "which-repository": ["last-good", "checkout-api, web"],
  "unknown-service": ["last-good service=chekout", "checkout-api, web"],
  "no-permission": ["#123", "Resource not accessible by integration"],
  "too-large": ["#77"],
  "too-many": ["#126", "3"],
  "not-now": ["#123", "GitHub answered 502"],
};

export const impossible: readonly Refusal[] = (Object.keys(reasons) as Impossible[]).map((why) => {
  const [target, detail] = reasons[why];
  return { code: "rollback-impossible", target, why, ...(detail !== undefined && { detail }) };
});

export const refusedRollback = (refusal: Refusal): CommandRefused => ({
  kind: "CommandRefused",
  stamp: sampleStamp(24, 1024),
  by: "ada",
  verb: "rollback",
  refusal,
});
