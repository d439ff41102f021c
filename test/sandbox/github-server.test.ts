import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Installation, Repository } from "../../src/sandbox/github/model/records.ts";
import { renameRepository } from "../../src/sandbox/github/model/repositories.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { appJwt } from "../support/app-jwt.ts";

let sandbox: Sandbox;
let web: Repository;
let installation: Installation;
let token: string;
let time: number;
const on = { repository: "acme/web", number: 1 };

beforeEach(async () => {
  time = Date.parse("2026-08-01T09:00:00Z");
  sandbox = await createSandbox({ now: () => new Date(time), rateLimit: 50 });
  sandbox.organization("acme");
  web = sandbox.repository("acme/web", { collaborators: { tina: "triage", wendy: "write" } });
  sandbox.repository("acme/secret", { private: true });
  installation = sandbox.install("acme", ["acme/web"]);
  token = sandbox.tokens.forInstallation(installation).token;
});

afterEach(() => sandbox.close());

function get(path: string, headers: Record<string, string> = {}) {
  return fetch(sandbox.url + path, {
    redirect: "manual",
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}

function send(method: string, path: string, body: unknown) {
  return fetch(sandbox.url + path, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
}

const openOne = () => sandbox.person("tina").opens("acme/web", { title: "Down" });

describe("identity", () => {
  test.each([
    ["no token", "", 401],
    ["a made-up token", "Bearer ghs_nothing", 401],
  ])("%s is answered %i", async (_, authorization, status) => {
    const answer = await get("/repos/acme/web", { authorization });
    expect(answer.status).toBe(status);
  });

  test("a JWT is only believed when the App's key signed it, and not for long", async () => {
    const ask = (jwt: string) => get("/app", { authorization: `Bearer ${jwt}` });
    const good = appJwt(sandbox.app.id, sandbox.privateKey);
    const [head, claims] = good.split(".");
    const now = Math.floor(Date.now() / 1000);
    expect((await ask(good)).status).toBe(200);
    expect((await ask(`${head}.${claims}.AAAA`)).status).toBe(401);
    expect((await ask(appJwt(sandbox.app.id, sandbox.privateKey, now - 3_600))).status).toBe(401);
    expect((await ask(appJwt(sandbox.app.id, sandbox.privateKey, now + 3_600))).status).toBe(401);
  });

  test("an installation on chosen repositories reaches no private other", async () => {
    expect((await get("/repos/acme/secret")).status).toBe(404);
    const list: unknown = await (await get("/installation/repositories")).json();
    expect(list).toMatchObject({ total_count: 1, repositories: [{ full_name: "acme/web" }] });
  });

  test("a narrowed token can do less than its installation", async () => {
    await openOne();
    token = sandbox.tokens.forInstallation(installation, {
      permissions: { metadata: "read", issues: "read" },
    }).token;
    expect((await get("/repos/acme/web/issues/1")).status).toBe(200);
    const comment = await send("POST", "/repos/acme/web/issues/1/comments", { body: "card" });
    expect(comment.status).toBe(403);
    expect(await comment.json()).toMatchObject({
      message: "Resource not accessible by integration",
    });
  });

  test("GITHUB_TOKEN writes as github-actions[bot] in its own repository", async () => {
    await openOne();
    token = sandbox.actionsToken("acme/web");
    const comment = await send("POST", "/repos/acme/web/issues/1/comments", { body: "card" });
    expect(await comment.json()).toMatchObject({ user: { login: "github-actions[bot]" } });
  });

  test("GITHUB_TOKEN is no user, and goes by the name of its bot", async () => {
    token = sandbox.actionsToken("acme/web");
    expect((await get("/user")).status).toBe(403);
    const viewer = await send("POST", "/graphql", { query: "{ viewer { login } }" });
    expect(await viewer.json()).toEqual({ data: { viewer: { login: "github-actions[bot]" } } });
  });

  test.each([
    ["issues", "POST", "/repos/acme/web/issues", { title: "Postmortem" }],
    ["pull_requests", "PATCH", "/repos/acme/web/pulls/99", { title: "Roll back" }],
    ["contents", "POST", "/repos/acme/web/git/blobs", { content: "x", encoding: "utf-8" }],
    ["checks", "POST", "/repos/acme/web/check-runs", { name: "x", head_sha: "0".repeat(40) }],
  ])(
    "GITHUB_TOKEN writes only what its workflow may: %s",
    async (permission, method, path, body) => {
      token = sandbox.actionsToken("acme/web", { [permission]: "read" });
      expect((await send(method, path, body)).status).toBe(403);
      token = sandbox.actionsToken("acme/web", { [permission]: "write" });
      expect((await send(method, path, body)).status).not.toBe(403);
    },
  );

  test("GITHUB_TOKEN writes in no other repository", async () => {
    sandbox.repository("acme/other");
    token = sandbox.actionsToken("acme/web", { issues: "write" });
    expect((await send("POST", "/repos/acme/other/issues", { title: "x" })).status).toBe(403);
  });
});

describe("answers", () => {
  test("an unchanged answer is 304 and costs nothing", async () => {
    await openOne();
    const first = await get("/repos/acme/web/issues/1");
    const etag = first.headers.get("etag") ?? "";
    const again = await get("/repos/acme/web/issues/1", { "if-none-match": etag });
    expect(again.status).toBe(304);
    expect(again.headers.get("x-ratelimit-used")).toBe(first.headers.get("x-ratelimit-used"));
    await sandbox.person("tina").comments(on, "hello");
    expect((await get("/repos/acme/web/issues/1", { "if-none-match": etag })).status).toBe(200);
  });

  test("the hourly limit is refused with the instant it ends, and ends then", async () => {
    for (let count = 0; count < 50; count += 1) await get("/repos/acme/web");
    const refused = await get("/repos/acme/web");
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(Number(refused.headers.get("x-ratelimit-reset")) * 1000).toBe(time + 3_600_000);
    time += 3_600_001;
    expect((await get("/repos/acme/web")).status).toBe(200);
  });

  test("pages lead from one to the next until every comment was seen", async () => {
    await openOne();
    for (let count = 0; count < 5; count += 1)
      await sandbox.person("tina").comments(on, `${count}`);
    const seen: unknown[] = [];
    let next: string | undefined = "/repos/acme/web/issues/1/comments?per_page=2";
    while (next) {
      const answer: Response = await get(next);
      const page: unknown = await answer.json();
      if (Array.isArray(page)) seen.push(...page.map((one: { body: string }) => one.body));
      const link: string = answer.headers.get("link") ?? "";
      next = /<([^>]+)>; rel="next"/.exec(link)?.[1]?.replace(sandbox.url, "");
    }
    expect(seen).toEqual(["0", "1", "2", "3", "4"]);
  });

  test("every repository route also answers under the repository's id", async () => {
    await openOne();
    const byName = await (await get("/repos/acme/web/issues/1")).json();
    const byId = await (await get(`/repositories/${web.id}/issues/1`)).json();
    expect(byId).toEqual(byName);
  });

  test("a renamed repository redirects to its id", async () => {
    renameRepository(web, "shop");
    const answer = await get("/repos/acme/web/issues");
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toBe(`${sandbox.url}/repositories/${web.id}/issues`);
  });

  test("a route nobody serves is 404 and counted", async () => {
    expect((await get("/repos/acme/web/stargazers")).status).toBe(404);
    expect(sandbox.github.unknownRequests().map(({ path }) => path)).toEqual([
      "/repos/acme/web/stargazers",
    ]);
  });

  test("a file is read raw when asked for, else as base64", async () => {
    const raw = await get("/repos/acme/web/contents/README.md", {
      accept: "application/vnd.github.raw+json",
    });
    expect(await raw.text()).toBe("# acme/web\n");
    const json: unknown = await (await get("/repos/acme/web/contents/README.md")).json();
    expect(json).toMatchObject({ encoding: "base64", type: "file" });
  });

  test("a host without pinned comments answers 404", async () => {
    await openOne();
    const { id } = await sandbox.person("tina").comments(on, "card");
    sandbox.world.pinnedComments = false;
    const answer = await send("PUT", `/repos/acme/web/issues/comments/${id}/pin`, {});
    expect(answer.status).toBe(404);
  });
});

describe("GraphQL", () => {
  const history = `query ($id: ID!) {
    node(id: $id) {
      ... on IssueComment {
        editor { login }
        lastEditedAt
        userContentEdits(first: 10) { nodes { editedAt editor { login } diff } }
      }
    }
  }`;

  test("tells who edited a comment, and every earlier text", async () => {
    await openOne();
    const { id, node_id } = await sandbox.person("tina").comments(on, "/ack");
    time += 60_000;
    await sandbox.person("wendy").edits("acme/web", id, "/resolve");
    const answer = await send("POST", "/graphql", { query: history, variables: { id: node_id } });
    expect(await answer.json()).toEqual({
      data: {
        node: {
          editor: { login: "wendy" },
          lastEditedAt: "2026-08-01T09:01:00Z",
          userContentEdits: {
            nodes: [
              { editedAt: "2026-08-01T09:01:00Z", editor: { login: "wendy" }, diff: "/resolve" },
              { editedAt: "2026-08-01T09:00:00Z", editor: { login: "tina" }, diff: "/ack" },
            ],
          },
        },
      },
    });
  });

  test("tells who edited an issue's own text, whoever else renamed it", async () => {
    const { number, node_id } = await openOne();
    time += 60_000;
    const issue = `/repos/acme/web/issues/${number}`;
    await sandbox.person("wendy").asks("PATCH", issue, { body: "- [x] one" });
    await sandbox.person("tina").asks("PATCH", issue, { title: "Renamed" });
    const query = `query ($id: ID!) {
      node(id: $id) { ... on IssueComment { body } ... on Issue {
        editor { login } lastEditedAt userContentEdits(first: 1) { totalCount nodes { diff } }
      } }
    }`;
    const answer = await send("POST", "/graphql", { query, variables: { id: node_id } });
    const edits = { totalCount: 2, nodes: [{ diff: "- [x] one" }] };
    expect(await answer.json()).toEqual({
      data: {
        node: {
          editor: { login: "wendy" },
          lastEditedAt: "2026-08-01T09:01:00Z",
          userContentEdits: edits,
        },
      },
    });
  });

  test("a host that lets only REST through answers 404", async () => {
    sandbox.world.graphql = false;
    const query = "query { viewer { login } }";
    expect((await send("POST", "/graphql", { query })).status).toBe(404);
  });

  test("pins an issue and folds a comment away", async () => {
    const issue = await openOne();
    const comment = await sandbox.person("tina").comments(on, "old");
    const mutation = `mutation ($issue: ID!, $comment: ID!) {
      pinIssue(input: { issueId: $issue }) { issue { isPinned } }
      minimizeComment(input: { subjectId: $comment, classifier: OUTDATED }) {
        minimizedComment { isMinimized minimizedReason }
      }
    }`;
    const variables = { issue: issue.node_id, comment: comment.node_id };
    const answer = await send("POST", "/graphql", { query: mutation, variables });
    expect(await answer.json()).toEqual({
      data: {
        pinIssue: { issue: { isPinned: true } },
        minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: "outdated" } },
      },
    });
  });

  test.each([
    ["a field that does not exist", "query { viewer { shoeSize } }", "shoeSize"],
    ["a node that does not exist", 'query { node(id: "IC_x") { id } }', "Could not resolve"],
    ["broken syntax", "query { viewer {", "Expected"],
  ])("%s is an error beside 200", async (_, query, message) => {
    const answer = await send("POST", "/graphql", { query });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(await answer.json())).toContain(message);
  });
});
