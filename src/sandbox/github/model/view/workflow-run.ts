import { dateOf, readCommit } from "../../git/commit.ts";
import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Repository } from "../records.ts";
import type { WorkflowRun } from "../shipping/workflow-runs.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";
import { repositoryView } from "./repository.ts";

export function workflowRunView(world: World, repository: Repository, run: WorkflowRun) {
  const name = fullName(repository);
  const api = `${world.links.api}/repos/${name}/actions`;
  const url = `${api}/runs/${run.id}`;
  const head = headCommit(repository, run.sha);
  const actor = accountView(world, run.actor);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("workflowRun", run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.path,
    display_title: head.message.split("\n")[0] ?? "",
    run_number: run.number,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId(run),
    check_suite_id: run.id,
    check_suite_node_id: nodeId("checkSuite", run.id),
    url,
    html_url: `${world.links.html}/${name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor,
    triggering_actor: actor,
    run_attempt: 1,
    referenced_workflows: [],
    run_started_at: run.createdAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${world.links.api}/repos/${name}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${api}/workflows/${workflowId(run)}`,
    head_commit: head,
    repository: repositoryView(world, repository),
    head_repository: repositoryView(world, repository),
  };
}

/** The workflow itself, as webhooks show it beside its run. */
export function workflowView(world: World, repository: Repository, run: WorkflowRun) {
  const name = fullName(repository);
  const id = workflowId(run);
  const page = `${world.links.html}/${name}`;
  return {
    id,
    node_id: nodeId("workflowRun", id),
    name: run.name,
    path: run.path,
    state: "active",
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url: `${world.links.api}/repos/${name}/actions/workflows/${id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${run.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(run.name)}/badge.svg`,
  };
}

/** The commit that a check was made of, in the short form of check suites and workflow runs. */
export function headCommit({ git }: Repository, sha: string) {
  const { tree, message, author, committer } = readCommit(git, sha);
  const named = ({ name, email }: { name: string; email: string }) => ({ name, email });
  return {
    id: sha,
    tree_id: tree,
    message: message.replace(/\n+$/, ""),
    timestamp: dateOf(committer),
    author: named(author),
    committer: named(committer),
  };
}

/** The same workflow file has the same id in every run. */
function workflowId({ path }: WorkflowRun): number {
  return (
    [...path].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 90_000_000, 7) + 10_000_000
  );
}
