import { alsoTakesBack, goesBackTo, takesBackAll } from "../../core/rollback/alternative-texts.ts";
import type { CommitSeen, Tree } from "../../core/rollback/history.ts";
import { revertPaths } from "../../core/rollback/path-revert.ts";
import type { Alternative } from "../../core/rollback/plan.ts";
import { type RollbackTarget, targetText } from "../../core/rollback/target.ts";
import { differingPaths } from "../../core/rollback/tree-changes.ts";
import { isWorkflow } from "../../core/rollback/workflows.ts";
import { Stop } from "../failure.ts";
import { Cannot } from "./cannot.ts";
import type { Conflict } from "./describe-conflict.ts";
import { defaultEnvironment, findLastGood } from "./find-last-good.ts";
import { readSince } from "./read-ground.ts";
import type { Later } from "./read-later.ts";
import type { RollbackWorld } from "./request.ts";
import { scratchFor } from "./scratch-for.ts";
import { readTrees, undo } from "./undo.ts";

/** What would be clean instead, the smallest first. Each was tried. */
export async function findAlternatives(
  conflict: Conflict,
  later: Later,
  world: RollbackWorld,
): Promise<readonly Alternative[]> {
  const smallest = await smallestClean(conflict, later, world);
  const whole = (await lastGood(conflict, world)) ?? everythingSince(conflict, later);
  return [smallest, whole]
    .filter((one) => one !== undefined)
    .filter(({ command }, index, all) => all.findIndex((one) => one.command === command) === index);
}

/** A trial costs up to seven calls. */
const mostTrials = 3;
const mostDeploymentsAsked = 5;

interface Candidate {
  readonly target: Extract<RollbackTarget, { kind: "commit" | "range" }>;
  readonly before: string;
  readonly after: CommitSeen;
  readonly means: string;
}

async function smallestClean(
  conflict: Conflict,
  later: Later,
  world: RollbackWorld,
): Promise<Alternative | undefined> {
  for (const [index, candidate] of candidates(conflict, later).entries()) {
    if (await isClean(candidate, { conflict, trial: index + 2 }, world)) {
      return { command: commandFor(candidate.target, conflict), means: candidate.means };
    }
  }
  return undefined;
}

/** The merge that brought the change, then the change with ever more of what came after it. */
function candidates({ revert }: Conflict, later: Later): readonly Candidate[] {
  const { carrier } = later;
  if (carrier === undefined) return [];
  const own = carrier.sha === revert.after.sha;
  const before = own ? revert.before : carrier.parents[0];
  if (before === undefined) return [];
  const ranges = later.inTheWay.toReversed().map((last): Candidate => {
    const target = { kind: "range", from: short(before), to: short(last.sha) } as const;
    const also = later.since.slice(later.since.indexOf(last));
    return { target, before, after: last, means: alsoTakesBack(also) };
  });
  const merge: Candidate = {
    target: { kind: "commit", sha: short(carrier.sha) },
    before,
    after: carrier,
    means: takesBackAll(carrier),
  };
  const all = own ? ranges : [merge, ...ranges];
  return all.filter((_, index) => index < mostTrials - 1 || index === all.length - 1);
}

async function isClean(
  { before, after }: Candidate,
  { conflict, trial }: { conflict: Conflict; trial: number },
  world: RollbackWorld,
): Promise<boolean> {
  const { revert, asked, trees: first } = conflict;
  const { ground } = revert;
  const trees = await readTrees({ before, after, ground }, world, { head: first.head });
  const paths = revertPaths(trees);
  if (paths.alreadyBack.length === paths.changed.length) return false;
  const scratch = scratchFor(asked, trial);
  const undoing = { ground, after, trees, paths, scratch, write: "trial" } as const;
  const undone = await undo(undoing, world);
  return undone.kind === "clean" && undone.tree !== ground.branch.head.tree;
}

/** Back to the last good deployment, if it is older than the change: no merge can fail there. */
async function lastGood(
  { revert, asked, trees }: Conflict,
  world: RollbackWorld,
): Promise<Alternative | undefined> {
  const { request } = asked;
  const { ground, after } = revert;
  const environment = request.environment ?? defaultEnvironment;
  try {
    const { incident } = request;
    const looking = { place: ground.place, environment, incident, mostAsked: mostDeploymentsAsked };
    const good = await findLastGood(looking, world);
    if (good === undefined) return undefined;
    const since = await readSince(good.deployment.sha, ground, world);
    if (!since.commits.some(({ sha }) => sha === after.sha)) return undefined;
    const shas = [since.base.tree, trees.head.sha];
    const [then, now] = await world.host.readTrees(ground.place, shas);
    if (then === undefined || now === undefined || !differs(then, now)) return undefined;
    // Alone it would mean the repository of the service that hurts, wherever this one is.
    const repository = ground.place.name;
    const target: RollbackTarget = { kind: "last-good", environment, repository };
    const means = goesBackTo(since.base, { environment, changes: since.aheadBy });
    return { command: commandFor(target, { asked }), means };
  } catch (failure) {
    if (failure instanceof Cannot || failure instanceof Stop) return undefined;
    throw failure;
  }
}

/** Nothing can be in the way when nothing came later. */
function everythingSince(conflict: Conflict, later: Later): Alternative | undefined {
  const { revert, trees } = conflict;
  const { head } = revert.ground.branch;
  if (!differs(trees.before, trees.head)) return undefined;
  const from = short(revert.before);
  const target: RollbackTarget = { kind: "range", from, to: short(head.sha) };
  const complete = later.carrier?.sha === revert.after.sha;
  const means = complete
    ? alsoTakesBack(later.since)
    : `takes back everything since, ${revert.since.aheadBy + 1} commits`;
  return { command: commandFor(target, conflict), means };
}

function differs(a: Tree, b: Tree): boolean {
  // What was left out is the same in another pair of trees.
  if (a.partial === true && a.sha !== b.sha) return true;
  return differingPaths(a, b).some((path) => !isWorkflow(path));
}

function commandFor(target: RollbackTarget, { asked }: Pick<Conflict, "asked">): string {
  const { repository = target.repository } = asked.request.target;
  return `/rollback ${targetText({ ...target, ...(repository !== undefined && { repository }) })}`;
}

function short(sha: string): string {
  return sha.slice(0, 12);
}
