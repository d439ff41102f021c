import { requireRead } from "../access.ts";
import { announce } from "../announce.ts";
import { commitNamed } from "../code/find-commit.ts";
import type { Account, Actor, Repository } from "../records.ts";
import { workflowRunView, workflowView } from "../view/workflow-run.ts";
import { nextId, stamp, type World } from "../world.ts";

export interface WorkflowRun {
  id: number;
  name: string;
  /** For example `.github/workflows/ci.yml`. */
  path: string;
  event: string;
  status: string;
  conclusion: string | null;
  branch: string;
  sha: string;
  number: number;
  actor: Account;
  createdAt: string;
  updatedAt: string;
}

export interface NewWorkflowRun {
  name?: string;
  path?: string;
  event?: string;
  conclusion: string | null;
  branch?: string;
  /** The head of the branch unless told. */
  sha?: string;
  actor?: Account;
  at?: Date;
}

export interface RunFilter {
  branch?: string | undefined;
  event?: string | undefined;
  /** A status or a conclusion. */
  status?: string | undefined;
  headSha?: string | undefined;
  actor?: string | undefined;
  /** A date, `>=…`, `<=…`, `>…`, `<…` or `…..…`. */
  created?: string | undefined;
}

/** Lets a workflow have run, as GitHub Actions would; a run with a conclusion is completed. */
export function addWorkflowRun(
  world: World,
  repository: Repository,
  input: NewWorkflowRun,
): WorkflowRun {
  const branch = input.branch ?? repository.defaultBranch;
  const at = input.at?.toISOString().replace(/\.\d+Z$/, "Z") ?? stamp(world);
  const run: WorkflowRun = {
    id: nextId(world, "workflowRun"),
    name: input.name ?? "CI",
    path: input.path ?? ".github/workflows/ci.yml",
    event: input.event ?? "push",
    status: input.conclusion === null ? "in_progress" : "completed",
    conclusion: input.conclusion,
    branch,
    sha: input.sha ?? commitNamed(repository, branch).sha,
    number: repository.workflowRuns.size + 1,
    actor: input.actor ?? repository.owner,
    createdAt: at,
    updatedAt: at,
  };
  repository.workflowRuns.set(run.id, run);
  announceRun(world, repository, run);
  return run;
}

/** `GET …/actions/runs`, newest first. */
export function listWorkflowRuns(
  world: World,
  actor: Actor,
  repository: Repository,
  filter: RunFilter = {},
) {
  requireRead(world, actor, repository, "actions");
  const found = [...repository.workflowRuns.values()]
    .filter((run) => matches(run, filter))
    .sort((a, b) =>
      a.createdAt === b.createdAt ? b.id - a.id : a.createdAt < b.createdAt ? 1 : -1,
    );
  return {
    total: found.length,
    page: (from: number, to: number) => ({
      total_count: found.length,
      workflow_runs: found.slice(from, to).map((run) => workflowRunView(world, repository, run)),
    }),
  };
}

function matches(run: WorkflowRun, filter: RunFilter): boolean {
  const { branch, event, status, headSha, actor, created } = filter;
  if (branch !== undefined && run.branch !== branch) return false;
  if (event !== undefined && run.event !== event) return false;
  if (headSha !== undefined && run.sha !== headSha) return false;
  if (actor !== undefined && run.actor.login !== actor) return false;
  if (status !== undefined && run.status !== status && run.conclusion !== status) return false;
  return created === undefined || isWithin(run.createdAt, created);
}

function isWithin(instant: string, range: string): boolean {
  const at = Date.parse(instant);
  const [from, to] = range.split("..");
  if (to !== undefined) {
    return (from === "*" || at >= Date.parse(from ?? "")) && (to === "*" || at <= Date.parse(to));
  }
  const [, sign = "", date = ""] = /^([<>]=?)?(.*)$/.exec(range) ?? [];
  const limit = Date.parse(date);
  if (sign === ">=") return at >= limit;
  if (sign === "<=") return at <= limit;
  if (sign === ">") return at > limit;
  if (sign === "<") return at < limit;
  return instant.startsWith(date);
}

function announceRun(world: World, repository: Repository, run: WorkflowRun): void {
  announce(world, {
    event: "workflow_run",
    action: run.conclusion === null ? "in_progress" : "completed",
    sender: run.actor,
    repository,
    payload: {
      workflow_run: workflowRunView(world, repository, run),
      workflow: workflowView(world, repository, run),
    },
  });
}
