import type { IncidentRecord } from "../../core/card/record.ts";
import { servicesIn } from "../../core/config/catalog.ts";
import type { Config } from "../../core/config/config.ts";
import type { Asked, Command } from "../../core/incident/commands.ts";
import {
  isUnderWay,
  type Mitigation,
  type MitigationState,
} from "../../core/incident/mitigation.ts";
import { type Instant, stamp } from "../../core/incident/stamp.ts";
import type { PullSeen } from "../../core/rollback/history.ts";
import { isPlanFilled } from "../../core/rollback/hotfix-plan.ts";
import { instantOf } from "../../std/instant.ts";
import { Again, Stop } from "../failure.ts";
import type { Observation } from "../observe.ts";
import type { Place } from "../repository-port.ts";
import type { World } from "../world.ts";
import { followDeployment } from "./follow-deployment.ts";
import { planCheckName } from "./report-plan-check.ts";

/** A rollback that was merged longer ago is no longer watched for its deployment. */
const watchedMs = 24 * 3_600_000;

export interface Followed {
  readonly followed: readonly Asked[];
  /** Something could not be read just now. */
  readonly late: boolean;
}

/**
 * What became of the incident's pull requests, as commands: one read each, two more for the checks
 * of an open one, a few for the deployments of a merged one. Only when a delivery or the resync
 * says that there may be something to see, or a command is about to rely on it.
 */
export async function followPulls(
  { address, settings }: Observation,
  { incident }: IncidentRecord,
  { world, always }: { world: World; always: boolean },
): Promise<Followed> {
  if (address.seen.follow !== true && !always) return { followed: [], late: false };
  const followed: Asked[] = [];
  let late = false;
  for (const mitigation of incident.mitigations ?? []) {
    if (!isWatched(mitigation, world)) continue;
    const { repository, repositoryId } = mitigation;
    const place = {
      installation: address.installation,
      repository: repositoryId,
      name: repository,
    };
    const environments = environmentsOf(settings.config, { repository, own: address.name });
    const given = { mitigation, place, environments, world };
    const one = await unlessUnreadable(followOne(given));
    followed.push(...one.followed);
    late ||= one.late;
  }
  return { followed, late };
}

function isWatched(mitigation: Mitigation, { clock }: World): boolean {
  const { mergedAt, pull } = mitigation;
  if (pull === undefined || !isUnderWay(mitigation)) return false;
  return mergedAt === undefined || clock.now().getTime() - Date.parse(mergedAt) < watchedMs;
}

async function followOne(known: Omit<Following, "pull">): Promise<readonly Asked[]> {
  const { mitigation, place, world } = known;
  const pull = await world.host.readPull(place, mitigation.pull?.number ?? 0);
  if (pull === undefined) return [];
  const given = { ...known, pull };
  if (pull.merged) return followMerged(given);
  const state = pull.state === "closed" ? "closed" : pull.draft ? "draft" : "open";
  const moved =
    mitigation.state === state ? [] : [movedTo(state, given, await whoDid(state, given))];
  if (state === "closed") return moved;
  return [...moved, ...reviewPlan(given), ...(await followChecks(given))];
}

export interface Following {
  readonly mitigation: Mitigation;
  readonly pull: PullSeen;
  readonly place: Place;
  /** Whose deployments count. */
  readonly environments: readonly string[];
  readonly world: World;
}

function environmentsOf(
  { services, rollback }: Config,
  { repository, own }: { repository: string; own: string },
): readonly string[] {
  const there = servicesIn(services, { repository, home: own });
  // Of a service that runs in several the first is where it hurts; staging ends nothing.
  const named = there.flatMap(({ environments: [first] }) => first ?? []);
  return named.length === 0 ? [rollback.environment] : named;
}

async function followMerged(given: Following): Promise<readonly Asked[]> {
  const { mitigation, pull } = given;
  const { deploys, asked } = await followDeployment(given);
  if (mitigation.state === "merged" || mitigation.state === "deploy-failed") return asked;
  const sha = pull.mergeCommit;
  const merged = movedTo("merged", given, {
    ...{ deploys, by: pull.mergedBy },
    ...(sha !== undefined && { sha }),
  });
  return [merged, ...asked];
}

/** Which of a pull request's turns it was; part of the stamp, so that each is told once. */
const turns: Partial<Record<MitigationState, number>> = { open: 1, draft: 2, closed: 3, merged: 4 };
const checksTurn = 5;
const planTurn = 6;

function movedTo(
  to: MitigationState,
  { mitigation, pull, world }: Following,
  { by, ...more }: { by?: string | undefined; sha?: string; deploys?: boolean },
): Asked {
  const at = (to === "merged" ? pull.mergedAt : pull.closedAt) ?? pull.updatedAt;
  const command: Command = { kind: "FollowPullRequest", mitigation: mitigation.id, to, ...more };
  return noted(command, by ?? world.identity.login, { at, pull, turn: turns[to] ?? 0 });
}

/** Only the events of a pull request say who closed it; drafts become ready without a name. */
async function whoDid(state: MitigationState, { pull, place, world }: Following) {
  if (state !== "closed") return {};
  const address = { ...place, issue: pull.number, seen: {} };
  const { gestures } = await world.host.readGestures(address, 1);
  return { by: gestures.findLast(({ kind }) => kind === "closed")?.by.login };
}

async function followChecks(given: Following): Promise<readonly Asked[]> {
  const { mitigation, pull, place, world } = given;
  const { state, failed } = await world.host.readChecks(place, pull.head.sha, planCheckName);
  if (state === "none" || state === mitigation.checks) return [];
  const command: Command = {
    kind: "FollowChecks",
    mitigation: mitigation.id,
    to: state,
    failed: failed.slice(0, 5),
  };
  const at = instantOf(world.clock.now());
  return [noted(command, world.identity.login, { at, pull, turn: checksTurn })];
}

/** A hotfix says how it is taken back before it leaves draft. */
function reviewPlan({ mitigation, pull, world }: Following): readonly Asked[] {
  if (mitigation.kind !== "hotfix") return [];
  const { sha } = pull.head;
  const filled = isPlanFilled(pull.body);
  const before = mitigation.planCheck;
  if (before?.sha === sha && before.filled === filled) return [];
  const command: Command = { kind: "ReviewHotfixPlan", mitigation: mitigation.id, sha, filled };
  return [noted(command, world.identity.login, { at: pull.updatedAt, pull, turn: planTurn })];
}

function noted(
  command: Command,
  by: string,
  { at, pull, turn }: { at: Instant; pull: PullSeen; turn: number },
): Asked {
  const what = stamp({ at, kind: "p", id: pull.id, line: turn });
  return { command, verb: "rollback", by, stamp: what, authority: "none" };
}

/**
 * What may not be read cannot be followed, and what cannot be read just now must not hold up the
 * commands of the thread: another look asks again.
 */
async function unlessUnreadable(following: Promise<readonly Asked[]>): Promise<Followed> {
  try {
    return { followed: await following, late: false };
  } catch (failure) {
    if (failure instanceof Stop) return { followed: [], late: false };
    if (failure instanceof Again) return { followed: [], late: true };
    throw failure;
  }
}
