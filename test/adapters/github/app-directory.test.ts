import { generateKeyPairSync } from "node:crypto";
import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { appDirectory } from "../../../src/adapters/github/app-directory.ts";
import { appOctokits } from "../../../src/adapters/github/app-octokits.ts";
import { githubLimiter } from "../../../src/adapters/github/limiter.ts";
import { whoAmIAsApp, whoAmIWithToken } from "../../../src/adapters/github/who-am-i.ts";
import { type CallNote, createWire } from "../../../src/adapters/github/wire.ts";
import { api, issue, nockedHost, outcomeOf, startNock, virtualClock } from "./nocked-host.ts";

beforeEach(startNock);

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

function appWire() {
  const clock = virtualClock();
  const calls: CallNote[] = [];
  const limiter = githubLimiter({ clock, sleep: clock.sleep });
  const octokitFor = appOctokits({ appId: 12, privateKey });
  const wire = createWire({ octokitFor, limiter, clock, onCall: (note) => calls.push(note) });
  return { wire, calls, directory: appDirectory(wire) };
}

const givesToken = () =>
  nock(api)
    .post("/app/installations/7/access_tokens")
    .reply(201, { token: "ghs_7", expires_at: "2099-01-01T00:00:00Z", permissions: {} });

describe("the directory of an App", () => {
  it("lists installations that are not suspended, over all pages", async () => {
    const page = (number: number) =>
      nock(api, { reqheaders: { authorization: /^bearer ey/ } })
        .get("/app/installations")
        .query({ per_page: 100, page: number });
    const suspended = { id: 8, account: { login: "x" }, suspended_at: "2026-01-01T00:00:00Z" };
    page(1).reply(200, [{ id: 7, account: { login: "acme" }, suspended_at: null }, suspended], {
      link: `<${api}/app/installations?page=2>; rel="next"`,
    });
    page(2).reply(200, [{ id: 9, account: { slug: "big-corp" } }]);
    expect(await appWire().directory.listInstallations()).toEqual([
      { installation: 7, account: "acme" },
      { installation: 9, account: "big-corp" },
    ]);
  });

  it("lists the repositories of an installation with one token for all calls", async () => {
    givesToken();
    const repositories = [
      { id: 4711, full_name: "acme/shop", archived: false, has_issues: true },
      { id: 4712, full_name: "acme/old", archived: true, has_issues: false },
    ];
    nock(api, { reqheaders: { authorization: "token ghs_7" } })
      .get("/installation/repositories")
      .query(true)
      .times(2)
      .reply(200, { total_count: 2, repositories });
    const { directory } = appWire();
    await directory.listRepositories(7);
    expect(await directory.listRepositories(7)).toEqual([
      { installation: 7, repository: 4711, name: "acme/shop", archived: false, hasIssues: true },
      { installation: 7, repository: 4712, name: "acme/old", archived: true, hasIssues: false },
    ]);
  });

  it("lists issues changed since then, whatever their labels, without pull requests", async () => {
    givesToken();
    const since = "2026-11-22T02:00:00Z";
    nock(api)
      .get("/repos/acme/shop/issues")
      .query({ state: "all", since, sort: "created", direction: "desc", per_page: 100, page: 1 })
      .reply(200, [issue(), issue({ number: 41, pull_request: {} })]);
    const place = { installation: 7, repository: 4711, name: "acme/shop" };
    expect(await appWire().directory.listIncidentIssues(place, { since })).toEqual([
      {
        address: { ...place, issue: 42, seen: { updatedAt: "2026-11-22T02:32:00Z" } },
        updatedAt: "2026-11-22T02:32:00Z",
        labels: ["incident"],
        state: "open",
      },
    ]);
  });

  it("knows an installation that is gone, and loses nothing by it", async () => {
    nock(api).post("/app/installations/7/access_tokens").reply(404, { message: "Not Found" });
    expect(await outcomeOf(appWire().directory.listRepositories(7))).toEqual({ stop: "gone" });
  });
});

describe("failed deliveries", () => {
  const row = (id: string, change: object = {}) =>
    JSON.stringify({ id: 0, event: "issue_comment", status_code: 502, ...change }).replace(
      '"id":0',
      `"id":${id}`,
    );
  const listed = (rows: string[], query: object = {}, headers: Record<string, string> = {}) =>
    nock(api)
      .get("/app/hook/deliveries")
      .query({ status: "failure", per_page: 100, ...query })
      .reply(200, `[${rows.join(",")}]`, { "content-type": "application/json", ...headers });
  const payload = (action: string, number: number, change: object = {}) => ({
    action,
    issue: { number, updated_at: "2026-11-22T02:32:00Z", body: "a body that must not travel" },
    comment: { id: number * 10, body: "/resolve" },
    repository: { id: 4711, full_name: "acme/shop" },
    installation: { id: 7 },
    sender: { login: "mona" },
    ...change,
  });
  const delivered = (id: string, body: object) =>
    nock(api)
      .get(`/app/hook/deliveries/${id}`)
      .reply(200, { id: 1, request: { payload: body } });
  const place = { installation: 7, repository: 4711, name: "acme/shop" };
  const updatedAt = "2026-11-22T02:32:00Z";

  it("become addresses with the identities they named, oldest first, and no text", async () => {
    const cursor = { link: `<${api}/app/hook/deliveries?cursor=v1_9&x=1>; rel="next"` };
    // Beyond what a number holds exactly: rounded, the last two would be one delivery.
    listed([row("9007199254740995"), row("9007199254740993")], {}, cursor);
    listed([row("12"), row("11"), row("10", { event: "push" })], { cursor: "v1_9" });
    delivered("11", payload("created", 1));
    delivered("12", payload("deleted", 2));
    delivered("9007199254740993", payload("edited", 3));
    delivered("9007199254740995", payload("labeled", 4, { comment: undefined }));
    expect(await appWire().directory.failedDeliveries()).toEqual({
      addresses: [
        { ...place, issue: 1, seen: { updatedAt, commentId: 10, named: [10] } },
        { ...place, issue: 2, seen: { deleted: [20] } },
        {
          ...place,
          issue: 3,
          seen: { updatedAt, edited: [{ commentId: 30, by: "mona" }], named: [30] },
        },
        { ...place, issue: 4, seen: { updatedAt } },
      ],
      mark: "9007199254740995",
      more: false,
    });
  });

  it("are read from the mark on, and no page further", async () => {
    const cursor = { link: `<${api}/app/hook/deliveries?cursor=v1_9>; rel="next"` };
    listed([row("13"), row("12"), row("11")], {}, cursor);
    delivered("13", payload("created", 1));
    const { directory, calls } = appWire();
    const found = await directory.failedDeliveries("12");
    expect(found).toMatchObject({ addresses: [{ issue: 1 }], mark: "13", more: false });
    expect(calls).toHaveLength(2);
  });

  it("keep their mark when nothing failed since", async () => {
    listed([]);
    const found = await appWire().directory.failedDeliveries("12");
    expect(found).toEqual({ addresses: [], mark: "12", more: false });
  });

  it("leave out what is no delivery about an issue, was received, or is forgotten", async () => {
    listed([row("14"), row("13", { status_code: 200 }), row("12"), row("11")]);
    delivered("11", { zen: "Keep it logically awesome." });
    nock(api).get("/app/hook/deliveries/12").reply(404, { message: "Not Found" });
    delivered("14", payload("created", 5));
    const found = await appWire().directory.failedDeliveries();
    expect(found).toMatchObject({ addresses: [{ issue: 5 }], mark: "14" });
  });

  it.each([400, 403, 404, 410, 422, 451])("pass over one that answers %i", async (status) => {
    listed([row("12"), row("11")]);
    nock(api).get("/app/hook/deliveries/11").reply(status, { message: "must have admin rights" });
    delivered("12", payload("created", 5));
    const found = await appWire().directory.failedDeliveries();
    expect(found).toMatchObject({ addresses: [{ issue: 5 }], mark: "12" });
  });

  it("are read a hundred at a time", async () => {
    listed(Array.from({ length: 150 }, (_, index) => row(String(1150 - index))));
    nock(api)
      .get(/deliveries\/\d+/)
      .times(100)
      .reply(200, { request: { payload: payload("created", 1) } });
    const found = await appWire().directory.failedDeliveries();
    expect(found.addresses).toHaveLength(100);
    expect(found).toMatchObject({ mark: "1100", more: true });
  });
});

describe("whom we act as", () => {
  it("is the App's bot", async () => {
    const app = { id: 12, slug: "allclear", name: "Allclear" };
    nock(api)
      .get("/app")
      .reply(200, { ...app, html_url: "https://ghe.example/github-apps/allclear" });
    expect(await whoAmIAsApp(appWire().wire)).toEqual({
      login: "allclear[bot]",
      writer: "app:12",
      webUrl: "https://ghe.example",
      appId: 12,
      slug: "allclear",
      name: "Allclear",
    });
  });

  it("is the person whose token it is", async () => {
    nock(api).get("/user").reply(200, { login: "mona", html_url: "https://github.com/mona" });
    const identity = await whoAmIWithToken(nockedHost().wire, { webUrl: "https://unused.example" });
    expect(identity).toEqual({ login: "mona", writer: "action", webUrl: "https://github.com" });
  });

  it.each([
    [
      "the bot GraphQL names",
      { data: { viewer: { login: "release-helper" } } },
      "release-helper[bot]",
    ],
    ["the Actions bot where nothing is told", { data: null }, "github-actions[bot]"],
  ])("is %s with the token of an installation", async (_, answer, login) => {
    nock(api).get("/user").reply(403, { message: "Resource not accessible by integration" });
    nock(api).post("/graphql").reply(200, answer);
    const identity = await whoAmIWithToken(nockedHost().wire, { webUrl: "https://github.com" });
    expect(identity).toEqual({ login, writer: "action", webUrl: "https://github.com" });
  });
});
