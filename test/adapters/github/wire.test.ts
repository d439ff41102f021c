import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { githubHost } from "../../../src/adapters/github/github-host.ts";
import { githubLimiter } from "../../../src/adapters/github/limiter.ts";
import type { Octokit } from "../../../src/adapters/github/octokit.ts";
import {
  address,
  api,
  comment,
  issue,
  nockedHost,
  outcomeOf,
  startNock,
  virtualClock,
} from "./nocked-host.ts";

beforeEach(startNock);

const oldPath = "/repos/acme/shop/issues/42";
const newPath = "/repos/acme/store/issues/42";
const nowCalled = (name: string) =>
  nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: name });
const movedTo = (repository: number) => ({
  location: `${api}/repositories/${repository}/issues/42`,
});

describe("a repository that got another name", () => {
  it.each([301, 404])("is found by its id after a %i, and remembered", async (status) => {
    nock(api).get(oldPath).reply(status, { message: "Moved" }, movedTo(4711));
    nowCalled("acme/store");
    nock(api).get(newPath).times(2).reply(200, issue());
    const { host, calls } = nockedHost();
    await host.readIssue(address);
    await host.readIssue(address);
    expect(calls.map(({ status: code }) => code)).toEqual([status, 200, 200, 200]);
  });

  it("gets a write as a write, once, under its new name", async () => {
    nock(api).post(`${oldPath}/comments`).reply(307, { message: "Moved" }, movedTo(4711));
    nowCalled("acme/store");
    nock(api).post(`${newPath}/comments`, { body: "hello" }).reply(201, comment(5));
    const { host, calls } = nockedHost();
    expect(await host.createComment(address, "hello")).toMatchObject({ id: 5 });
    expect(calls.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  it("is called by the name in a newer address", async () => {
    nock(api).get(oldPath).reply(301, {}, movedTo(4711));
    nowCalled("acme/store");
    nock(api).get(newPath).reply(200, issue());
    nock(api)
      .get("/repos/acme/market/issues/42")
      .reply(200, issue({ title: "newest" }));
    const { host } = nockedHost();
    await host.readIssue(address);
    expect((await host.readIssue({ ...address, name: "acme/market" })).title).toBe("newest");
  });

  it("is not asked about at every missing file", async () => {
    nock(api)
      .get(/contents/)
      .times(3)
      .reply(404, { message: "Not Found" });
    nowCalled("acme/shop");
    const { host, calls } = nockedHost();
    for (const path of ["a", "b", "c"]) await host.readFile(address, path);
    expect(calls.filter(({ route }) => route.startsWith("/repositories"))).toHaveLength(1);
  });

  it("does not send a token where a redirect points", async () => {
    const elsewhere = nock("https://evil.example").get("/").reply(200, issue());
    nock(api).get(oldPath).reply(301, {}, { location: "https://evil.example/" });
    nowCalled("acme/shop");
    expect(await outcomeOf(nockedHost().host.readIssue(address))).toMatchObject({
      again: "backoff",
    });
    expect(elsewhere.isDone()).toBe(false);
  });
});

it("gives up an issue that was transferred to another repository", async () => {
  nock(api).get(oldPath).reply(301, { message: "Moved Permanently" }, movedTo(99));
  nowCalled("acme/shop");
  expect(await outcomeOf(nockedHost().host.readIssue(address))).toEqual({ stop: "gone" });
});

it("waits for the reset after the last call of the hour instead of being refused", async () => {
  const { host, clock, calls } = nockedHost();
  const reset = String(clock.now().getTime() / 1000 + 600);
  const spent = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
  nock(api).get(oldPath).reply(200, issue(), spent);
  await host.readIssue(address);
  expect(await outcomeOf(host.readIssue(address))).toEqual({ again: 600_000, lost: false });
  expect(calls).toHaveLength(1);
});

it("does not confuse the budget for searches with that for everything", async () => {
  const spent = { "x-ratelimit-remaining": "0", "x-ratelimit-resource": "search" };
  nock(api).get(oldPath).times(2).reply(200, issue(), spent);
  const { host } = nockedHost();
  await host.readIssue(address);
  expect((await host.readIssue(address)).number).toBe(42);
});

it("tells of every call: method, route without names, status, installation", async () => {
  nock(api).get(oldPath).reply(200, issue());
  const { host, calls } = nockedHost();
  await host.readIssue(address);
  expect(calls).toEqual([
    {
      method: "GET",
      route: "/repos/{owner}/{repo}/issues/{issue_number}",
      status: 200,
      installation: 7,
      ms: 0,
    },
  ]);
});

describe("a token that GitHub no longer takes", () => {
  /** Refuses until it has been renewed; octokit's own wait after a 401 takes real seconds. */
  function octokitWith(options: { refusals: number; renewal?: () => unknown }): Octokit & {
    sent: string[];
  } {
    const sent: string[] = [];
    let refusals = options.refusals;
    const request = async (route: string) => {
      sent.push(route.split(" ")[0] ?? "");
      refusals -= 1;
      if (refusals < 0) return { status: 201, headers: {}, data: comment(5) };
      throw refusal(401, "Bad credentials", `${api}/repos/acme/shop`);
    };
    return {
      sent,
      request: Object.assign(request, { endpoint: { DEFAULTS: { baseUrl: api } } }),
      auth: async () => options.renewal?.(),
    };
  }

  function refusal(status: number, message: string, url: string) {
    const request = { url, headers: { authorization: "token ghs_1_canary" } };
    return Object.assign(new Error(message), {
      status,
      request,
      response: { status, headers: {}, data: { message } },
    });
  }

  function post(octokit: Octokit) {
    const clock = virtualClock();
    const limiter = githubLimiter({ clock, sleep: clock.sleep });
    const host = githubHost({ octokitFor: () => octokit, limiter, clock });
    return outcomeOf(host.createComment(address, "hello"));
  }

  const renewal = () => ({ type: "token", installationId: 7, token: "ghs_2_canary" });

  it("is renewed once, and the call sent again", async () => {
    const octokit = octokitWith({ refusals: 1, renewal });
    expect(await post(octokit)).toMatchObject({ value: { id: 5 } });
    expect(octokit.sent).toEqual(["POST", "POST"]);
  });

  it("is tried later when the new one is refused too", async () => {
    const octokit = octokitWith({ refusals: 9, renewal });
    expect(await post(octokit)).toEqual({ again: "backoff", lost: false });
    expect(octokit.sent).toEqual(["POST", "POST"]);
  });

  it("cannot be renewed when it is a person's", async () => {
    const octokit = octokitWith({
      refusals: 9,
      renewal: () => ({ type: "token", tokenType: "oauth" }),
    });
    expect(await post(octokit)).toEqual({ again: "backoff", lost: false });
    expect(octokit.sent).toEqual(["POST"]);
  });

  it("ends it when the installation is gone", async () => {
    const octokit = octokitWith({
      refusals: 9,
      renewal: () => {
        throw refusal(404, "Not Found", `${api}/app/installations/7/access_tokens`);
      },
    });
    expect(await post(octokit)).toEqual({ stop: "gone" });
  });

  it("does not count as lost when no token could be had", async () => {
    const clock = virtualClock();
    const limiter = githubLimiter({ clock, sleep: clock.sleep });
    const octokitFor = () => {
      throw new Error("DECODER routines::unsupported");
    };
    const host = githubHost({ octokitFor, limiter, clock });
    expect(await outcomeOf(host.createComment(address, "hello"))).toEqual({
      again: "backoff",
      lost: false,
    });
  });
});
