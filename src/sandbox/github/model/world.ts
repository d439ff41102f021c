import { createHash } from "node:crypto";
import type {
  Account,
  App,
  Comment,
  Delivery,
  Installation,
  Issue,
  Organization,
  Repository,
} from "./records.ts";

export interface WorldOptions {
  now: () => Date;
  /** Told of every webhook delivery, in the order GitHub would create them. */
  onDelivery?: (delivery: Delivery) => void;
  /** Makes delivery GUIDs and tokens differ between worlds, yet repeatable. */
  seed?: string;
  /** GitHub Enterprise Server answers 404 to pinning comments. */
  pinnedComments?: boolean;
  /** Older GitHub Enterprise Servers answer 404 to sub-issues. */
  subIssues?: boolean;
  /** A proxy may let nothing but REST through and answer 404 to GraphQL. */
  graphql?: boolean;
}

export interface World {
  now: () => Date;
  onDelivery: (delivery: Delivery) => void;
  seed: string;
  pinnedComments: boolean;
  subIssues: boolean;
  graphql: boolean;
  /** Where links in answers point; the server sets its own address here. */
  links: { api: string; html: string };
  accounts: Map<string, Account>;
  organizations: Map<string, Organization>;
  repositories: Map<number, Repository>;
  apps: Map<number, App>;
  installations: Map<number, Installation>;
  comments: Map<number, { repository: Repository; issue: Issue; comment: Comment }>;
  counters: Record<IdKind, number>;
}

type IdKind = keyof typeof firstIds;

/** Magnitudes as on github.com; issue and comment ids are beyond 2^32 on purpose. */
const firstIds = {
  account: 1_024_000,
  repository: 871_000_000,
  label: 7_300_000_000,
  issue: 4_301_000_000,
  comment: 4_402_000_000,
  event: 20_500_000_000,
  reaction: 310_000_000,
  checkRun: 55_000_000_000,
  app: 1_100_000,
  installation: 71_000_000,
  hook: 540_000_000,
  delivery: 182_000_000_000,
  guid: 0,
  pullRequest: 2_904_000_000,
  checkSuite: 50_600_000_000,
  status: 39_800_000_000,
  deployment: 3_310_000_000,
  deploymentStatus: 4_720_000_000,
  release: 264_000_000,
  workflowRun: 19_540_000_000,
};

/** Creates an empty GitHub that owns no timer and draws no random number. */
export function createWorld(options: WorldOptions): World {
  return {
    now: options.now,
    onDelivery: options.onDelivery ?? (() => {}),
    seed: options.seed ?? "sandbox",
    pinnedComments: options.pinnedComments ?? true,
    subIssues: options.subIssues ?? true,
    graphql: options.graphql ?? true,
    links: { api: "https://api.github.com", html: "https://github.com" },
    accounts: new Map(),
    organizations: new Map(),
    repositories: new Map(),
    apps: new Map(),
    installations: new Map(),
    comments: new Map(),
    counters: { ...firstIds },
  };
}

export function nextId(world: World, kind: IdKind): number {
  world.counters[kind] += 1;
  return world.counters[kind];
}

/** The world's time as GitHub writes it: to the second, without a fraction. */
export function stamp(world: World): string {
  return world
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
}

/** A repeatable stand-in for a random identifier. */
export function nextGuid(world: World): string {
  const hex = createHash("sha256")
    .update(`${world.seed}:${nextId(world, "guid")}`)
    .digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}
