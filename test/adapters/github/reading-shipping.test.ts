import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { accepts, notFound, shaOf, stillThere } from "./nocked-history.ts";
import { address, api, nockedHost, outcomeOf, startNock } from "./nocked-host.ts";

beforeEach(startNock);

const sha = shaOf("change");
const unknown = { message: "No commit found for SHA: nope" };

describe("checks", () => {
  const run = (name: string, status: string, conclusion: string | null) => ({
    name,
    status,
    conclusion,
  });
  const status = (context: string, state: string) => ({ context, state });
  const passed = run("unit", "completed", "success");

  it.each([
    ["none", [], [], []],
    ["passed", [passed, run("docs", "completed", "skipped")], [status("deploy", "success")], []],
    ["pending", [passed, run("e2e", "in_progress", null)], [], []],
    ["pending", [passed], [status("deploy", "pending")], []],
    ["failed", [run("e2e", "queued", null)], [status("deploy", "error")], ["deploy"]],
    ["failed", [run("e2e", "completed", "timed_out")], [], ["e2e"]],
    ["failed", [run("e2e", "completed", "startup_failure")], [status("e2e", "failure")], ["e2e"]],
  ])("and statuses together are %s: %j, %j", async (state, runs, statuses, failed) => {
    accepts(`/commits/${sha}/check-runs`)
      .query({ filter: "latest", per_page: 100, page: 1 })
      .reply(200, { total_count: runs.length, check_runs: runs });
    accepts(`/commits/${sha}/status`)
      .query({ per_page: 100, page: 1 })
      .reply(200, { state: "pending", statuses });
    expect(await nockedHost().host.readChecks(address, sha)).toEqual({ state, failed });
  });

  it("name at most twenty that failed", async () => {
    const runs = Array.from({ length: 30 }, (_, index) =>
      run(`job ${index}`, "completed", "failure"),
    );
    accepts(`/commits/${sha}/check-runs`).query(true).reply(200, { check_runs: runs });
    accepts(`/commits/${sha}/status`).query(true).reply(200, { state: "pending", statuses: [] });
    expect((await nockedHost().host.readChecks(address, sha)).failed).toHaveLength(20);
  });

  it("of a commit GitHub does not know are none", async () => {
    nock(api)
      .get(/commits/)
      .twice()
      .reply(422, unknown);
    const nothing = { state: "none", failed: [] };
    expect(await nockedHost().host.readChecks(address, sha)).toEqual(nothing);
  });
});

describe("what was shipped", () => {
  const created_at = "2026-11-22T02:00:00Z";
  const creator = { login: "deployer[bot]", id: 3 };

  it("is listed newest first, whatever GitHub's order", async () => {
    const deployment = (id: number) => ({
      id,
      sha,
      ref: "main",
      environment: "production",
      created_at,
      creator: id === 2 ? creator : null,
    });
    accepts("/deployments")
      .query({ environment: "production", per_page: 30 })
      .reply(200, [deployment(1), deployment(2)]);
    const filter = { environment: "production", count: 30 };
    const [latest, first] = await nockedHost().host.listDeployments(address, filter);
    expect(latest).toEqual({
      id: 2,
      sha,
      ref: "main",
      environment: "production",
      createdAt: created_at,
      by: "deployer[bot]",
    });
    expect(first).not.toHaveProperty("by");
  });

  it("has statuses with the address that tells most", async () => {
    const urls = (log_url: string, target_url: string, environment_url: string) => ({
      log_url,
      target_url,
      environment_url,
    });
    accepts("/deployments/9/statuses")
      .query({ per_page: 100 })
      .reply(200, [
        { id: 1, state: "in_progress", created_at, creator: null, ...urls("", "", "") },
        { id: 2, state: "success", created_at, creator, ...urls("", "", "https://shop.example") },
      ]);
    expect(await nockedHost().host.readDeploymentStatuses(address, 9)).toEqual([
      { id: 2, state: "success", at: created_at, by: creator.login, url: "https://shop.example" },
      { id: 1, state: "in_progress", at: created_at },
    ]);
  });

  it("has releases without drafts", async () => {
    const release = (tag_name: string, published_at: string | null, more: object = {}) => ({
      tag_name,
      name: null,
      html_url: `https://github.com/acme/shop/releases/${tag_name}`,
      draft: published_at === null,
      published_at,
      author: { login: "mona" },
      ...more,
    });
    accepts("/releases")
      .query({ per_page: 5 })
      .reply(200, [
        release("v3", null),
        release("v1", "2026-11-20T00:00:00Z"),
        release("v2", "2026-11-21T00:00:00Z", { name: "Second" }),
      ]);
    const releases = await nockedHost().host.listReleases(address, 5);
    expect(releases.map(({ tag, name }) => [tag, name])).toEqual([
      ["v2", "Second"],
      ["v1", "v1"],
    ]);
  });

  it("has failed runs created since then", async () => {
    const since = "2026-11-22T00:00:00Z";
    const run = { id: 5, name: null, head_sha: sha, head_branch: null, html_url: "u", created_at };
    accepts("/actions/runs")
      .query({ status: "failure", created: `>=${since}`, per_page: 100 })
      .reply(200, { total_count: 1, workflow_runs: [run] });
    expect(await nockedHost().host.listFailedRuns(address, since)).toEqual([
      { id: 5, name: "", sha, branch: "", url: "u", createdAt: created_at },
    ]);
  });

  it("is forbidden when GitHub hides the list but not the repository", async () => {
    nock(api)
      .get(/deployments/)
      .reply(404, notFound);
    stillThere();
    accepts("").reply(200, { id: 4711 });
    const { host } = nockedHost();
    const read = host.listDeployments(address, { count: 30 });
    expect(await outcomeOf(read)).toEqual({ stop: "forbidden" });
  });

  it("is gone when the repository is", async () => {
    nock(api).persist().get(/./).reply(404, notFound);
    const read = nockedHost().host.listFailedRuns(address, created_at);
    expect(await outcomeOf(read)).toEqual({ stop: "gone" });
  });
});
