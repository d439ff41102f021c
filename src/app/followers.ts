import { incidentOfBranch } from "../core/rollback/branch-name.ts";
import type { Address } from "../reconcile/address.ts";
import type { OpenIncidents } from "./open-incidents.ts";
import { type Fields, fieldsOf } from "./payload.ts";

/** The events by which an incident follows its pull requests; `app.yml` subscribes to them. */
export const pullRequestEvents = [
  "pull_request",
  "check_suite",
  "status",
  "deployment_status",
] as const;

export interface FollowersGiven {
  readonly open: Pick<OpenIncidents, "place" | "following">;
  /** Our login, `<slug>[bot]`; undefined until GitHub has told us. */
  readonly ourLogin: () => string | undefined;
  readonly now: () => Date;
}

/**
 * The incidents that a delivery about a pull request, a check or a deployment matters to. Branches
 * of ours say in their names whose they are; a deployment matters to whoever waits for one in that
 * repository. What is overlooked here the next resync finds.
 */
export async function followersOf(
  delivery: { readonly event: string; readonly payload: unknown },
  given: FollowersGiven,
): Promise<readonly Address[]> {
  if (!pullRequestEvents.some((event) => event === delivery.event)) return [];
  const payload = fieldsOf(delivery.payload);
  const installation = fieldsOf(payload.installation).id;
  if (typeof installation !== "number" || isOwnDoing(payload, given)) return [];
  const addresses =
    delivery.event === "deployment_status"
      ? await waitingFor(payload, given)
      : await ofBranches(branchesOf(payload), given);
  const seen = { follow: true as const, toldAt: given.now().toISOString() };
  return addresses
    .filter((address) => address.installation === installation)
    .map((address) => ({ ...address, seen }));
}

type Unseen = Omit<Address, "seen">;

/**
 * What we opened ourselves we know already, but for a hotfix: its plan is still to be written, and
 * a check says so from the first commit on.
 */
function isOwnDoing(payload: Fields, { ourLogin }: FollowersGiven): boolean {
  const ours = ourLogin();
  const isOurs = ours !== undefined && fieldsOf(payload.sender).login === ours;
  if (!isOurs || payload.action !== "opened") return false;
  return branchesOf(payload).every((name) => incidentOfBranch(name)?.purpose === "rollback");
}

function branchesOf(payload: Fields): readonly string[] {
  const { pull_request: pull, check_suite: suite, branches } = payload;
  const ofStatus = Array.isArray(branches) ? branches.map((branch) => fieldsOf(branch).name) : [];
  return [fieldsOf(fieldsOf(pull).head).ref, fieldsOf(suite).head_branch, ...ofStatus].filter(
    (name) => typeof name === "string",
  );
}

async function ofBranches(
  branches: readonly string[],
  { open }: FollowersGiven,
): Promise<readonly Unseen[]> {
  const found: Unseen[] = [];
  for (const branch of branches) {
    const incident = incidentOfBranch(branch);
    if (incident === undefined || incident.purpose === "scratch") continue;
    const place = await open.place(incident.repository);
    if (place?.issues.includes(incident.issue) !== true) continue;
    const { installation, name, repository } = place;
    found.push({ installation, name, repository, issue: incident.issue });
  }
  return found;
}

/** A deployment that has only begun tells nothing yet. */
const lastStates = ["success", "failure", "error"];

async function waitingFor(payload: Fields, { open }: FollowersGiven): Promise<readonly Unseen[]> {
  const { id } = fieldsOf(payload.repository);
  const { state } = fieldsOf(payload.deployment_status);
  if (typeof id !== "number" || !lastStates.some((one) => one === state)) return [];
  return open.following(id);
}
