import { afterAll, beforeAll, expect, test } from "vitest";
import { writeTag } from "../../src/sandbox/github/git/tag.ts";
import { routes } from "../../src/sandbox/github/http/routes.ts";
import { uninstallApp } from "../../src/sandbox/github/model/apps.ts";
import { commitNamed } from "../../src/sandbox/github/model/code/find-commit.ts";
import { findIssue, findRepository } from "../../src/sandbox/github/model/lookup.ts";
import type { Delivery } from "../../src/sandbox/github/model/records.ts";
import { createSandbox, defaultEvents, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { appJwt } from "../support/app-jwt.ts";
import { checkAnswer, checkDelivery, checkRequest } from "../support/openapi.ts";
import { codePlaces, codeSteps } from "./code-steps.ts";
import { followUpPlaces, followUpSteps } from "./follow-up-steps.ts";
import { type Step, threadSteps } from "./thread-steps.ts";

/** Some mistakes are described without the message that GitHub sends with all of them. */
const bodiless = /4\d\d has no body, but one came$/;

/** Outside GitHub's REST description, so there is nothing to judge them by. */
const undescribed = ["/graphql"];

let sandbox: Sandbox;
let tokens: Record<Step["as"], string>;
let code: string;
const answers = new Map<string, unknown>();

beforeAll(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme", { members: { olga: { role: "admin", public: true } } });
  sandbox.repository("acme/web", {
    collaborators: { tina: "triage", wendy: "write" },
    files: { ".github/allclear.yml": "version: 1\n", "src/pay.ts": "1\n2\n3\n" },
    rules: [{ branches: "main", type: "required_status_checks" }],
    protection: { stable: ["ci"] },
  });
  sandbox.person("wendy").pushes("acme/web", {
    branch: "rival",
    files: { "src/pay.ts": "1\n2\nthree\n" },
  });
  const repository = findRepository(sandbox.world, "acme/web");
  const tagger = { name: "wendy", email: "wendy@example.com", at: 0, zone: "+0000" };
  const object = commitNamed(repository, "main").sha;
  const annotated = writeTag(repository.git, {
    object,
    kind: "commit",
    name: "v1",
    tagger,
    message: "One\n",
  });
  repository.git.refs.set("tags/v1", annotated);
  sandbox.runsWorkflow("acme/web", { conclusion: "failure" });
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

test("every answer has the shape that GitHub describes, and every route is tried", async () => {
  const problems: string[] = [];
  for (const step of [...threadSteps, ...followUpSteps, ...codeSteps])
    problems.push(...(await take(step)));
  const tried = new Set(sandbox.github.requests.map(({ method, route }) => `${method} ${route}`));
  const untried = routes
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !tried.has(route));
  expect({ problems, untried }).toEqual({ problems: [], untried: [] });
});

test("every delivery has the shape that GitHub describes", async () => {
  const seen: Delivery[] = [];
  const watched = await createSandbox({
    app: { events: [...defaultEvents, "sub_issues"] },
    onDelivery: (delivery) => seen.push(delivery),
  });
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
  const { number: child } = await tina.opens("acme/web", { title: "Alert on it" });
  const { id: childId } = findIssue(findRepository(watched.world, "acme/web"), child);
  const parent = `/repos/acme/web/issues/${number}`;
  await tina.asks("POST", `${parent}/sub_issues`, { sub_issue_id: childId });
  await tina.asks("DELETE", `${parent}/sub_issue`, { sub_issue_id: childId });
  await wendy.locks(on);
  uninstallApp(watched.world, installation);
  await watched.close();
  const problems = seen.flatMap(({ event, action, payload }) =>
    checkDelivery(event, action ?? "", payload),
  );
  expect(problems).toEqual([]);
  expect(new Set(seen.map(({ event, action }) => `${event}.${action}`)).size).toBe(20);
});

async function take(step: Step): Promise<string[]> {
  await sandbox.idle();
  const [method = "", template = ""] = step.request.split(" ");
  const path = fill(template);
  const url = new URL(sandbox.url + path.replace("[bot]", "%5Bbot%5D"));
  for (const [name, value] of Object.entries(step.query ?? {})) url.searchParams.set(name, value);
  const sent = step.body === undefined ? undefined : fill(asNumbers(JSON.stringify(step.body)));
  const answer = await fetch(url, {
    method,
    headers: tokens[step.as] ? { authorization: `Bearer ${tokens[step.as]}` } : {},
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await answer.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  if (answer.status < 400) answers.set(step.request, body);
  if (answer.status !== step.status) return [`${step.request}: ${answer.status} ${text}`];
  if (undescribed.includes(path)) return [];
  return [
    ...(answer.status < 400
      ? checkRequest(method, path, step.query, sent && JSON.parse(sent))
      : []),
    ...checkAnswer(method, path, answer.status, body).filter((one) => !bodiless.test(one)),
  ];
}

/** Where each `$…` is found: the request, and the way into its answer. */
const places: Record<string, readonly [request: string, ...path: (string | number)[]]> = {
  $installation: ["GET /app/installations", 0, "id"],
  $repository: ["GET /repos/acme/web", "id"],
  $comment: ["GET /repos/acme/web/issues/1/comments", 0, "id"],
  $reaction: ["GET /repos/acme/web/issues/comments/$comment/reactions", 0, "id"],
  $check: ["POST /repos/acme/web/check-runs", "id"],
  $delivery: ["GET /app/hook/deliveries", 0, "id"],
  ...followUpPlaces,
  ...codePlaces,
};

function fill(template: string): string {
  return template.replace(/\$\w+/g, (name) => {
    if (name === "$code") return code;
    const [request, ...path] = places[name] ?? [];
    // Variables of GraphQL begin with a dollar sign too.
    return request === undefined ? name : String(into(answers.get(request), path));
  });
}

/** A place that stands for a number is not to be sent as text. */
function asNumbers(json: string): string {
  return json.replaceAll('"$child"', "$child");
}

function into(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) return value;
  const next: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : "";
  return into(next, rest);
}
