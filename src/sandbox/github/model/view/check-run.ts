import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Annotation, CheckRun, Repository } from "../records.ts";
import type { World } from "../world.ts";
import { appView } from "./app.ts";
import { headCommit } from "./workflow-run.ts";

export function checkRunView(world: World, repository: Repository, run: CheckRun) {
  const name = fullName(repository);
  const url = `${world.links.api}/repos/${name}/check-runs/${run.id}`;
  const page = `${world.links.html}/${name}/runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("checkRun", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite },
    app: appView(world, run.app),
    pull_requests: [],
  };
}

export function annotationView(
  world: World,
  repository: Repository,
  { headSha }: CheckRun,
  { path, startLine, endLine, level, title, message }: Annotation,
) {
  return {
    path,
    blob_href: `${world.links.html}/${fullName(repository)}/blob/${headSha}/${path}`,
    start_line: startLine,
    end_line: endLine,
    start_column: null,
    end_column: null,
    annotation_level: level,
    title,
    message,
    raw_details: null,
  };
}

/** All checks of one App on one commit. */
export function checkSuiteView(world: World, repository: Repository, runs: readonly CheckRun[]) {
  const [first] = runs;
  if (!first) throw new Error("A check suite has at least one run.");
  const url = `${world.links.api}/repos/${fullName(repository)}/check-suites/${first.suite}`;
  return {
    id: first.suite,
    node_id: nodeId("checkSuite", first.suite),
    head_branch: branchAt(repository, first.headSha),
    head_sha: first.headSha,
    status: runs.every(({ status }) => status === "completed") ? "completed" : "in_progress",
    conclusion: conclusionOf(runs),
    url,
    before: null,
    after: first.headSha,
    pull_requests: [],
    app: appView(world, first.app),
    created_at: first.startedAt,
    updated_at: runs.at(-1)?.completedAt ?? first.startedAt,
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
    head_commit: headCommit(repository, first.headSha),
    rerequestable: true,
    runs_rerequestable: true,
  };
}

function conclusionOf(runs: readonly CheckRun[]): string | null {
  if (runs.some(({ status }) => status !== "completed")) return null;
  const worst = ["failure", "timed_out", "cancelled", "action_required"];
  return (
    worst.find((one) => runs.some(({ conclusion }) => conclusion === one)) ??
    runs[0]?.conclusion ??
    null
  );
}

function branchAt({ git }: Repository, sha: string): string | null {
  const found = [...git.refs].find(([ref, head]) => head === sha && ref.startsWith("heads/"));
  return found?.[0].slice("heads/".length) ?? null;
}
