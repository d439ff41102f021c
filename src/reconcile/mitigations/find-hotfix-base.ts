import type { CommitSeen } from "../../core/rollback/history.ts";
import type { HotfixFinding } from "../../core/rollback/hotfix.ts";
import type { Enquiring } from "../enquire.ts";
import { Stop } from "../failure.ts";
import type { Place } from "../repository-port.ts";
import { findPlace } from "../rollback/find-place.ts";
import type { World } from "../world.ts";

/** Deployments that are asked for their statuses. */
const mostAsked = 5;

/** What runs now, as far as GitHub knows: a hotfix starts from there. Else the default branch. */
export async function findHotfixBase(by: string, enquiring: Enquiring): Promise<HotfixFinding> {
  const { observation, incident, world } = enquiring;
  try {
    const asked = { target: { kind: "last-good" as const }, by };
    const found = await findPlace(asked, { observation, incident, world });
    if (found.kind === "impossible") return found;
    return await baseIn(found.place, found.environment, enquiring);
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    const why = failure.reason === "forbidden" ? "no-permission" : "no-such-repository";
    return { kind: "impossible", why, detail: failure.message };
  }
}

async function baseIn(
  place: Place,
  environment: string,
  { observation, world }: Enquiring,
): Promise<HotfixFinding> {
  const { host } = world;
  const repository = await host.readRepository(place);
  const branch = repository && (await host.readBranch(place, repository.defaultBranch));
  if (repository === undefined || branch === undefined) {
    return { kind: "impossible", why: "no-such-repository", detail: place.name };
  }
  const running = await deployedCommit(place, { environment, head: branch.head.sha }, world);
  const { sha, tree } = running ?? branch.head;
  return {
    kind: "ready",
    repository: repository.name,
    repositoryId: repository.id,
    base: repository.defaultBranch,
    sha,
    tree,
    ...(running !== undefined && { deployed: { environment } }),
    incidentRepository: observation.address.repository,
    issue: observation.address.issue,
  };
}

/**
 * The newest that worked and is part of the default branch: what runs from elsewhere would bring
 * its other changes along.
 */
async function deployedCommit(
  place: Place,
  { environment, head }: { environment: string; head: string },
  { host }: World,
): Promise<CommitSeen | undefined> {
  const deployments = await readable(() =>
    host.listDeployments(place, { environment, count: mostAsked }),
  );
  for (const deployment of deployments) {
    const statuses = await host.readDeploymentStatuses(place, deployment.id);
    if (!statuses.some(({ state }) => state === "success")) continue;
    const since = await host.compare(place, deployment.sha, head);
    if (since?.status === "ahead" || since?.status === "identical") return since.base;
  }
  return undefined;
}

/** Without the permission to read deployments a hotfix starts from the default branch. */
async function readable<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await read();
  } catch (failure) {
    if (failure instanceof Stop && failure.reason === "forbidden") return [];
    throw failure;
  }
}
