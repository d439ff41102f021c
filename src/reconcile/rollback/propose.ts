import { readRollbackBranch, rollbackBranch } from "../../core/rollback/branch-name.ts";
import type { PullSeen } from "../../core/rollback/history.ts";
import type { RollbackPlan } from "../../core/rollback/plan.ts";
import { Again, Stop } from "../failure.ts";
import type { Place } from "../repository-port.ts";
import { openOnce } from "./open-once.ts";
import type { RollbackWorld } from "./request.ts";

export interface RollbackTexts {
  readonly title: string;
  readonly body: string;
  /** Of the commit. */
  readonly message: string;
  readonly draft: boolean;
  /** Logins, and teams as `org/team`. */
  readonly reviewers: readonly string[];
}

/** A plan whose tree is known, with what to write about it. */
export interface Proposal {
  readonly place: Place;
  readonly plan: RollbackPlan;
  readonly texts: RollbackTexts;
}

/**
 * Opens the pull request of a plan. The branch's name says what it is for, so doing this again
 * after a crash anywhere finds what is there and goes on: it ends in one pull request.
 */
export async function openRollback(
  proposal: Proposal,
  world: RollbackWorld,
): Promise<{ readonly pull: PullSeen; readonly branch: string }> {
  const commit = await commitOf(proposal, world);
  let branch = proposal.plan.branch;
  for (let tries = 0; tries < mostAttempts; tries += 1) {
    const taken = await takeBranch(branch, { ...proposal, commit }, world);
    if (taken === "ours") return { pull: await openPull(branch, proposal, world), branch };
    if (taken !== "others") {
      await askForReviews(taken, proposal, world);
      return { pull: taken, branch };
    }
    branch = nextAttempt(branch);
  }
  throw new Stop("refused", `There are too many branches like ${proposal.plan.branch} already`);
}

const mostAttempts = 10;

function commitOf({ place, plan, texts }: Proposal, { host }: RollbackWorld): Promise<string> {
  if (plan.tree === undefined) {
    throw new Stop("refused", `The rollback of ${plan.target} was only tried, it has no tree`);
  }
  return host.createCommit(place, {
    tree: plan.tree,
    parents: [plan.head],
    message: texts.message,
  });
}

type Committed = Proposal & { readonly commit: string };

/** Ours to open a pull request from; or the one that is open or merged; or no longer free. */
async function takeBranch(
  branch: string,
  proposal: Committed,
  { host }: RollbackWorld,
): Promise<"ours" | "others" | PullSeen> {
  const { place, commit } = proposal;
  if ((await host.createBranch(place, branch, commit)) === "created") return "ours";
  const pulls = await host.pullsOfBranch(place, branch);
  const standing = pulls.find(({ state, merged }) => state === "open" || merged);
  if (standing !== undefined) return standing;
  if (pulls.length > 0) return "others";
  return await takeOver(branch, proposal, { host });
}

/** A branch without a pull request: left by a crash, of this plan or of an earlier one. */
async function takeOver(
  branch: string,
  { place, plan, texts, commit }: Committed,
  { host }: RollbackWorld,
): Promise<"ours" | "others"> {
  const left = await host.readBranch(place, branch);
  if (left !== undefined) {
    const { tree, parents, message } = left.head;
    if (tree === plan.tree && parents[0] === plan.head) return "ours";
    if (message.trim() !== texts.message.trim()) return "others";
    await host.deleteBranch(place, branch);
  }
  const again = await host.createBranch(place, branch, commit);
  if (again === "created") return "ours";
  throw new Again(`The branch ${branch} is still there after it was deleted`);
}

function nextAttempt(branch: string): string {
  const read = readRollbackBranch(branch);
  if (read === undefined) throw new Stop("refused", `${branch} is not the name of a rollback`);
  return rollbackBranch({ ...read, attempt: read.attempt + 1 });
}

async function openPull(
  branch: string,
  proposal: Proposal,
  world: RollbackWorld,
): Promise<PullSeen> {
  const { place, plan, texts } = proposal;
  const pull = await openOnce(
    {
      place,
      title: texts.title,
      body: texts.body,
      head: branch,
      base: plan.base,
      draft: texts.draft,
    },
    world,
  );
  await askForReviews(pull, proposal, world);
  return pull;
}

/** The pull request stands without reviewers too. */
async function askForReviews(
  pull: PullSeen,
  { place, texts }: Proposal,
  { host }: RollbackWorld,
): Promise<void> {
  if (texts.reviewers.length === 0 || pull.state !== "open") return;
  try {
    await host.requestReviews(place, pull.number, texts.reviewers);
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
  }
}
