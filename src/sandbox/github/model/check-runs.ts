import { appOf, requireRead, requireWrite } from "./access.ts";
import { commitNamed, noCommit } from "./code/find-commit.ts";
import type { Actor, Annotation, App, CheckRun, Repository } from "./records.ts";
import { notForIntegrations, notFound, Refusal } from "./refusal.ts";
import { announceCheck } from "./shipping/announce-check.ts";
import { annotationView, checkRunView } from "./view/check-run.ts";
import { nextId, stamp, type World } from "./world.ts";

export interface CheckChange {
  name?: string | undefined;
  status?: string | undefined;
  conclusion?: string | undefined;
  externalId?: string | undefined;
  output?:
    | { title?: string; summary?: string; text?: string; annotations?: readonly Annotation[] }
    | undefined;
}

export interface CheckFilter {
  /** A branch, tag or commit. */
  ref: string;
  name?: string | undefined;
  status?: string | undefined;
  which?: "latest" | "all";
}

/** In one request; further ones are added by updates. */
const mostAnnotations = 50;
const need = { permission: "checks", role: "admin" as const };

/** Check runs belong to Apps: a person's token is refused. */
export function createCheckRun(
  world: World,
  actor: Actor,
  repository: Repository,
  input: CheckChange & { name: string; headSha: string },
) {
  requireWrite(world, actor, repository, need);
  checkAnnotations(input);
  const run = addCheckRun(world, repository, requireApp(world, actor), input);
  return checkRunView(world, repository, run);
}

/** Lets an App have reported a check, asking for no permission. */
export function addCheckRun(
  world: World,
  repository: Repository,
  app: App,
  input: CheckChange & { name: string; headSha: string },
): CheckRun {
  const { headSha } = input;
  const run: CheckRun = {
    id: nextId(world, "checkRun"),
    name: input.name,
    headSha,
    status: "queued",
    conclusion: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    externalId: "",
    startedAt: stamp(world),
    completedAt: null,
    app,
    suite: suiteOf(repository, app, headSha) ?? nextId(world, "checkSuite"),
  };
  repository.checkRuns.set(run.id, run);
  change(world, run, input);
  announceCheck(world, repository, run, "created");
  if (run.status === "completed") announceCheck(world, repository, run, "completed");
  return run;
}

/** `GET …/commits/{ref}/check-runs`: the newest run of each name, or all of them. */
export function listCheckRuns(
  world: World,
  actor: Actor,
  repository: Repository,
  filter: CheckFilter,
) {
  requireRead(world, actor, repository, "checks");
  const { sha } = commitNamed(repository, filter.ref, noCommit(filter.ref));
  const found = [...repository.checkRuns.values()].reverse().filter((run, index, all) => {
    if (run.headSha !== sha) return false;
    if (filter.name !== undefined && run.name !== filter.name) return false;
    if (filter.status !== undefined && run.status !== filter.status) return false;
    const newer = all.slice(0, index).some((one) => sameCheck(one, run));
    return filter.which === "all" || !newer;
  });
  return {
    total: found.length,
    page: (from: number, to: number) => ({
      total_count: found.length,
      check_runs: found.slice(from, to).map((run) => checkRunView(world, repository, run)),
    }),
  };
}

function sameCheck(one: CheckRun, other: CheckRun): boolean {
  return one.suite === other.suite && one.name === other.name;
}

function suiteOf(repository: Repository, app: App, sha: string): number | undefined {
  return repository.checkRuns.values().find((one) => one.app === app && one.headSha === sha)?.suite;
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
  checkAnnotations(input);
  const wasOpen = run.status !== "completed";
  change(world, run, input);
  if (wasOpen && run.status === "completed") announceCheck(world, repository, run, "completed");
  return checkRunView(world, repository, run);
}

/** What the run says of lines, over all its updates. */
export function listAnnotations(
  world: World,
  actor: Actor,
  { repository, id }: { repository: Repository; id: number },
) {
  requireRead(world, actor, repository, "checks");
  const run = repository.checkRuns.get(id);
  if (!run) throw notFound();
  return run.annotations.map((one) => annotationView(world, repository, run, one));
}

function checkAnnotations({ output }: CheckChange): void {
  if ((output?.annotations ?? []).length <= mostAnnotations) return;
  throw new Refusal(
    422,
    `Invalid request.\n\nNo more than ${mostAnnotations} items are allowed; ` +
      `${output?.annotations?.length} were supplied.`,
  );
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
  run.annotations.push(...(input.output?.annotations ?? []));
  run.conclusion = input.conclusion ?? run.conclusion;
  run.status = input.conclusion ? "completed" : (input.status ?? run.status);
  run.completedAt = run.status === "completed" ? (run.completedAt ?? stamp(world)) : null;
}
