import { appOf, requireWrite } from "./access.ts";
import { fullName } from "./lookup.ts";
import { nodeId } from "./node-ids.ts";
import type { Actor, App, CheckRun, Repository } from "./records.ts";
import { notForIntegrations, notFound } from "./refusal.ts";
import { appView } from "./view/app.ts";
import { nextId, stamp, type World } from "./world.ts";

export interface CheckChange {
  name?: string | undefined;
  status?: string | undefined;
  conclusion?: string | undefined;
  externalId?: string | undefined;
  output?: { title?: string; summary?: string; text?: string } | undefined;
}

const need = { permission: "checks", role: "admin" as const };

/** Check runs belong to Apps: a person's token is refused. */
export function createCheckRun(
  world: World,
  actor: Actor,
  repository: Repository,
  input: CheckChange & { name: string; headSha: string },
) {
  requireWrite(world, actor, repository, need);
  const run: CheckRun = {
    id: nextId(world, "checkRun"),
    name: input.name,
    headSha: input.headSha,
    status: "queued",
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    externalId: "",
    startedAt: stamp(world),
    completedAt: null,
    app: requireApp(world, actor),
  };
  repository.checkRuns.set(run.id, run);
  change(world, run, input);
  return checkRunView(world, repository, run);
}

export function updateCheckRun(
  world: World,
  actor: Actor,
  { repository, id }: { repository: Repository; id: number },
  input: CheckChange,
) {
  requireWrite(world, actor, repository, need);
  const run = repository.checkRuns.get(id);
  if (!run) throw notFound();
  if (run.app !== requireApp(world, actor)) throw notForIntegrations();
  change(world, run, input);
  return checkRunView(world, repository, run);
}

function requireApp(world: World, actor: Actor): App {
  const app = appOf(world, actor);
  if (!app || actor.installation === undefined) throw notForIntegrations();
  return app;
}

function change(world: World, run: CheckRun, input: CheckChange): void {
  run.name = input.name ?? run.name;
  run.externalId = input.externalId ?? run.externalId;
  run.title = input.output?.title ?? run.title;
  run.summary = input.output?.summary ?? run.summary;
  run.text = input.output?.text ?? run.text;
  run.conclusion = input.conclusion ?? run.conclusion;
  run.status = input.conclusion ? "completed" : (input.status ?? run.status);
  run.completedAt = run.status === "completed" ? (run.completedAt ?? stamp(world)) : null;
}

function checkRunView(world: World, repository: Repository, run: CheckRun) {
  const url = `${world.links.api}/repos/${fullName(repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("checkRun", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${world.links.html}/${fullName(repository)}/runs/${run.id}`,
    details_url: null,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.id },
    app: appView(world, run.app),
    pull_requests: [],
  };
}
