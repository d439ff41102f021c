import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../src/sandbox/github/http/routes.ts";
import { uninstallApp } from "../../src/sandbox/github/model/apps.ts";
import type { Delivery } from "../../src/sandbox/github/model/records.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { appJwt } from "../support/app-jwt.ts";
import { checkAnswer, checkDelivery, checkRequest } from "../support/openapi.ts";

/** Outside GitHub's REST description, so there is nothing to judge them by. */
const undescribed = ["/graphql"];

interface Step {
  as: "app" | "installation" | "person" | "anybody";
  request: string;
  body?: unknown;
  query?: Record<string, string>;
  status: number;
}

let sandbox: Sandbox;
let tokens: Record<Step["as"], string>;
let code: string;
const answers = new Map<string, unknown>();

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme", { members: { olga: { role: "admin", public: true } } });
  sandbox.repository("acme/web", {
    collaborators: { tina: "triage", wendy: "write" },
    files: { ".github/allclear.yml": "version: 1\n" },
  });
  const installation = sandbox.install("acme");
  tokens = {
    app: appJwt(sandbox.app.id, sandbox.privateKey),
    installation: sandbox.tokens.forInstallation(installation).token,
    person: sandbox.person("wendy").token,
    anybody: "",
  };
  code = sandbox.manifests.agree({ name: "Mine", default_events: ["issues"] }, sandbox.app.owner);
  sandbox.hookTo("http://127.0.0.1:9/nobody-listens");
});

afterAll(() => sandbox.close());

/** In this order: later rows build on earlier ones. `$…` stands for something answered before. */
const steps: readonly Step[] = [
  { as: "app", request: "GET /app", status: 200 },
  { as: "app", request: "GET /app/installations", status: 200 },
  { as: "app", request: "GET /app/installations/$installation", status: 200 },
  {
    as: "app",
    request: "POST /app/installations/$installation/access_tokens",
    body: { repositories: ["web"], permissions: { issues: "write" } },
    status: 201,
  },
  { as: "app", request: "GET /repos/acme/web/installation", status: 200 },
  { as: "app", request: "GET /orgs/acme/installation", status: 200 },
  { as: "app", request: "GET /users/wendy/installation", status: 404 },
  { as: "installation", request: "GET /installation/repositories", status: 200 },
  { as: "person", request: "GET /user", status: 200 },
  { as: "installation", request: "GET /users/allclear[bot]", status: 200 },
  { as: "installation", request: "GET /repos/acme/web", status: 200 },
  { as: "installation", request: "GET /repositories/$repository", status: 200 },
  {
    as: "installation",
    request: "POST /repos/acme/web/labels",
    body: { name: "incident", color: "d73a4a", description: "An incident" },
    status: 201,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/labels",
    body: { name: "Incident", color: "d73a4a" },
    status: 422,
  },
  { as: "installation", request: "GET /repos/acme/web/labels", status: 200 },
  { as: "installation", request: "GET /repos/acme/web/labels/incident", status: 200 },
  { as: "installation", request: "GET /repos/acme/web/labels/none", status: 404 },
  {
    as: "installation",
    request: "PATCH /repos/acme/web/labels/incident",
    body: { color: "b60205", description: "Something is on fire" },
    status: 200,
  },
  {
    as: "person",
    request: "POST /repos/acme/web/issues",
    body: { title: "Checkout is down", body: "500s", labels: ["incident"], assignees: ["tina"] },
    status: 201,
  },
  {
    as: "installation",
    request: "GET /repos/acme/web/issues",
    query: { state: "all", labels: "incident", since: "2020-01-01T00:00:00Z", per_page: "100" },
    status: 200,
  },
  { as: "installation", request: "GET /repos/acme/web/issues/1", status: 200 },
  { as: "installation", request: "GET /repositories/$repository/issues/1", status: 200 },
  { as: "installation", request: "GET /repos/acme/web/issues/99", status: 404 },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/1/comments",
    body: { body: "the card" },
    status: 201,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/1/comments",
    body: { body: "x".repeat(65_537) },
    status: 422,
  },
  {
    as: "installation",
    request: "GET /repos/acme/web/issues/1/comments",
    query: { since: "2020-01-01T00:00:00Z", per_page: "100" },
    status: 200,
  },
  { as: "installation", request: "GET /repos/acme/web/issues/comments/$comment", status: 200 },
  {
    as: "installation",
    request: "PATCH /repos/acme/web/issues/comments/$comment",
    body: { body: "the card, edited" },
    status: 200,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/comments/$comment/reactions",
    body: { content: "rocket" },
    status: 201,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/comments/$comment/reactions",
    body: { content: "rocket" },
    status: 200,
  },
  {
    as: "installation",
    request: "GET /repos/acme/web/issues/comments/$comment/reactions",
    status: 200,
  },
  {
    as: "installation",
    request: "DELETE /repos/acme/web/issues/comments/$comment/reactions/$reaction",
    status: 204,
  },
  { as: "installation", request: "PUT /repos/acme/web/issues/comments/$comment/pin", status: 200 },
  { as: "installation", request: "GET /repos/acme/web/issues/1", status: 200 },
  {
    as: "installation",
    request: "DELETE /repos/acme/web/issues/comments/$comment/pin",
    status: 204,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/1/labels",
    body: { labels: ["severity: SEV1"] },
    status: 200,
  },
  { as: "installation", request: "GET /repos/acme/web/issues/1/labels", status: 200 },
  {
    as: "installation",
    request: "DELETE /repos/acme/web/issues/1/labels/severity%3A%20SEV1",
    status: 200,
  },
  {
    as: "installation",
    request: "DELETE /repos/acme/web/issues/1/labels/severity%3A%20SEV1",
    status: 404,
  },
  {
    as: "installation",
    request: "PUT /repos/acme/web/issues/1/labels",
    body: { labels: ["incident", "bug"] },
    status: 200,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/1/assignees",
    body: { assignees: ["wendy"] },
    status: 201,
  },
  {
    as: "installation",
    request: "DELETE /repos/acme/web/issues/1/assignees",
    body: { assignees: ["wendy"] },
    status: 200,
  },
  {
    as: "installation",
    request: "PATCH /repos/acme/web/issues/1",
    body: { title: "Checkout was down", state: "closed", state_reason: "completed" },
    status: 200,
  },
  { as: "installation", request: "GET /repos/acme/web/issues/1/events", status: 200 },
  { as: "person", request: "PUT /repos/acme/web/issues/1/lock", status: 204 },
  {
    as: "installation",
    request: "POST /repos/acme/web/issues/1/comments",
    body: { body: "too late" },
    status: 403,
  },
  { as: "person", request: "DELETE /repos/acme/web/issues/1/lock", status: 204 },
  {
    as: "installation",
    request: "GET /repos/acme/web/collaborators/tina/permission",
    status: 200,
  },
  {
    as: "installation",
    request: "GET /repos/acme/web/collaborators/nobody/permission",
    status: 404,
  },
  {
    as: "installation",
    request: "GET /repos/acme/web/contents/.github/allclear.yml",
    status: 200,
  },
  { as: "installation", request: "GET /repos/acme/web/contents/.github", status: 200 },
  { as: "installation", request: "GET /repos/acme/web/contents/nowhere", status: 404 },
  {
    as: "installation",
    request: "GET /repos/acme/web/commits",
    query: { path: ".github/allclear.yml", per_page: "10" },
    status: 200,
  },
  {
    as: "installation",
    request: "POST /repos/acme/web/check-runs",
    body: { name: "allclear.yml", head_sha: "0".repeat(40), status: "in_progress" },
    status: 201,
  },
  {
    as: "installation",
    request: "PATCH /repos/acme/web/check-runs/$check",
    body: { conclusion: "failure", output: { title: "Broken", summary: "Line 3" } },
    status: 200,
  },
  {
    as: "installation",
    request: "DELETE /repos/acme/web/issues/comments/$comment",
    status: 204,
  },
  { as: "app", request: "GET /app/hook/deliveries", query: { status: "failure" }, status: 200 },
  { as: "app", request: "GET /app/hook/deliveries/$delivery", status: 200 },
  { as: "app", request: "POST /app/hook/deliveries/$delivery/attempts", status: 202 },
  {
    as: "installation",
    request: "POST /graphql",
    body: { query: "query { viewer { login } }" },
    status: 200,
  },
  { as: "installation", request: "GET /rate_limit", status: 200 },
  { as: "anybody", request: "GET /meta", status: 200 },
  { as: "anybody", request: "POST /app-manifests/$code/conversions", status: 201 },
];

test("every answer has the shape that GitHub describes, and every route is tried", async () => {
  const problems: string[] = [];
  for (const step of steps) problems.push(...(await take(step)));
  const tried = new Set(sandbox.github.requests.map(({ method, route }) => `${method} ${route}`));
  const untried = routes
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !tried.has(route));
  expect({ problems, untried }).toEqual({ problems: [], untried: [] });
});

test("every delivery has the shape that GitHub describes", async () => {
  const seen: Delivery[] = [];
  const watched = await createSandbox({ onDelivery: (delivery) => seen.push(delivery) });
  watched.organization("acme");
  watched.repository("acme/web", { collaborators: { tina: "triage", wendy: "write" } });
  const installation = watched.install("acme");
  const [tina, wendy] = [watched.person("tina"), watched.person("wendy")];
  const { number } = await tina.opens("acme/web", { title: "Down", labels: ["bug"] });
  const on = { repository: "acme/web", number };
  const { id } = await tina.comments(on, "/ack");
  await wendy.edits("acme/web", id, "/ack now");
  await wendy.asks("PUT", `/repos/acme/web/issues/comments/${id}/pin`);
  await wendy.asks("DELETE", `/repos/acme/web/issues/comments/${id}/pin`);
  await wendy.deletes("acme/web", id);
  await wendy.rewrites(on, { title: "Still down", body: "500s" });
  await tina.unlabels(on, "bug");
  await tina.assigns(on, "tina");
  await tina.unassigns(on, "tina");
  await tina.closes(on);
  await tina.reopens(on);
  await wendy.locks(on);
  uninstallApp(watched.world, installation);
  await watched.close();
  const problems = seen.flatMap(({ event, action, payload }) =>
    checkDelivery(event, action ?? "", payload),
  );
  expect(problems).toEqual([]);
  expect(new Set(seen.map(({ event, action }) => `${event}.${action}`)).size).toBe(16);
});

async function take(step: Step): Promise<string[]> {
  await sandbox.idle();
  const [method = "", template = ""] = step.request.split(" ");
  const path = fill(template);
  const url = new URL(sandbox.url + path.replace("[bot]", "%5Bbot%5D"));
  for (const [name, value] of Object.entries(step.query ?? {})) url.searchParams.set(name, value);
  const answer = await fetch(url, {
    method,
    headers: tokens[step.as] ? { authorization: `Bearer ${tokens[step.as]}` } : {},
    ...(step.body === undefined ? {} : { body: JSON.stringify(step.body) }),
  });
  const text = await answer.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  answers.set(step.request, body);
  if (answer.status !== step.status) return [`${step.request}: ${answer.status} ${text}`];
  if (undescribed.includes(path)) return [];
  return [
    ...(answer.status < 400 ? checkRequest(method, path, step.query, step.body) : []),
    ...checkAnswer(method, path, answer.status, body),
  ];
}

function fill(template: string): string {
  const known: Record<string, unknown> = {
    $installation: first("GET /app/installations"),
    $repository: idOf(answers.get("GET /repos/acme/web")),
    $comment: idOf(answers.get("GET /repos/acme/web/issues/1/comments"), 0),
    $reaction: idOf(answers.get("GET /repos/acme/web/issues/comments/$comment/reactions"), 0),
    $check: idOf(answers.get("POST /repos/acme/web/check-runs")),
    $delivery: first("GET /app/hook/deliveries"),
    $code: code,
  };
  return template.replace(/\$\w+/g, (name) => String(known[name]));
}

function first(request: string): unknown {
  return idOf(answers.get(request), 0);
}

function idOf(answer: unknown, index?: number): unknown {
  const one: unknown = index === undefined ? answer : Array.isArray(answer) ? answer[index] : {};
  return typeof one === "object" && one !== null && "id" in one ? one.id : undefined;
}
