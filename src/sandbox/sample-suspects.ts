import { defaultConfig, type Service } from "../core/config/config.ts";
import type { Candidate } from "../core/rollback/suspects/candidate.ts";
import { rank } from "../core/rollback/suspects/rank.ts";
import type { SuspectsFound } from "../core/rollback/suspects/suspects-found.ts";
import { territoryOf } from "../core/rollback/suspects/territory.ts";
import { sampleInstant, samplePlace } from "./sample-incident.ts";

const checkout: Service = {
  name: "checkout-api",
  description: undefined,
  owners: ["octo-org/checkout"],
  repository: undefined,
  paths: ["/services/checkout/", "/db/"],
  environments: [defaultConfig.rollback.environment],
  deploy: 'the workflow "deploy", run by hand',
  rollback: undefined,
  staging: "label the pull request deploy-staging",
  verify: ["curl -fsS https://shop.example/checkout/health"],
};
const web: Service = { ...checkout, name: "web", paths: ["/apps/web/"] };

export const sampleServices: readonly Service[] = [checkout, web];

const repository = samplePlace.repository;
const environment = "production";
const file = (path: string, lines: number) => ({ path, additions: lines, deletions: 2 });
const unknown = { state: "unknown" } as const;

/** The night's changes: minutes count from the declaration, the incident started 20 before it. */
const candidates: readonly Candidate[] = [
  {
    kind: "pull",
    repository,
    number: 123,
    title: "Cache prices per customer",
    by: "linus",
    at: sampleInstant(-41),
    live: { state: "deployed", environment, at: sampleInstant(-26) },
    files: [
      file("services/checkout/prices/cache.ts", 120),
      file("services/checkout/prices/read.ts", 40),
      file("db/migrate/20261122_prices.rb", 12),
    ],
  },
  {
    kind: "deployment",
    repository,
    at: sampleInstant(-30),
    by: "deploy-bot[bot]",
    id: 77,
    sha: "3f".repeat(20),
    ref: "main",
    environment,
    outcome: "succeeded",
    carries: 2,
  },
  {
    kind: "pull",
    repository,
    number: 121,
    title: "Bump the payment client from 4.1 to 5.0",
    by: "renovate[bot]",
    at: sampleInstant(-55),
    live: { state: "deployed", environment, at: sampleInstant(-26) },
    files: [file("package.json", 1), file("package-lock.json", 900)],
  },
  {
    kind: "push",
    repository,
    sha: "9ac1".repeat(10),
    title: "hot: raise the pool size",
    by: "grace",
    at: sampleInstant(-190),
    live: { state: "not-deployed", environment },
    files: [file("services/checkout/config/pool.yml", 1)],
    unreviewed: true,
  },
  {
    kind: "pull",
    repository: "octo-org/design",
    number: 8,
    title: "New colors for the cart",
    by: "ada",
    at: sampleInstant(-70),
    live: unknown,
    files: [file("apps/web/cart.css", 600)],
  },
  {
    kind: "run",
    repository,
    at: sampleInstant(-50),
    id: 991,
    name: "nightly",
    sha: "11".repeat(20),
  },
  {
    kind: "release",
    repository,
    at: sampleInstant(-300),
    by: "ada",
    tag: "v4.2.0",
    name: "Autumn",
  },
  {
    kind: "pull",
    repository,
    number: 101,
    title: "Explain refunds in the handbook",
    by: "grace",
    at: sampleInstant(-1100),
    live: { state: "deployed", environment, at: sampleInstant(-1090) },
    files: [file("docs/refunds.md", 300)],
  },
];

export const sampleSuspects: SuspectsFound = {
  since: sampleInstant(-20 - 24 * 60),
  until: sampleInstant(-20),
  repositories: [repository, "octo-org/design"],
  services: ["checkout-api"],
  suspects: rank(candidates, {
    startedAt: sampleInstant(-20),
    territory: territoryOf({
      services: ["checkout-api"],
      catalog: sampleServices,
      repository,
      codeowners: [],
    }),
  }),
  lookedInto: 15,
  notLookedInto: 3,
  gaps: [
    {
      kind: "forbidden",
      repository: "octo-org/design",
      source: "deployments",
      needs: "deployments: read",
    },
  ],
};

export const sampleNoSuspects: SuspectsFound = {
  ...sampleSuspects,
  repositories: [repository],
  suspects: [],
  lookedInto: 0,
  notLookedInto: 0,
  gaps: [{ kind: "no-owners", services: ["search"] }],
};
