import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { snapshot } from "../../src/sandbox/github/model/snapshot.ts";
import type { Person } from "../../src/sandbox/github/person.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/github/sandbox.ts";

let sandbox: Sandbox;
let wendy: Person;
let sha: string;
const acme = "acme/web";
const api = `/repos/${acme}`;

beforeEach(async () => {
  sandbox = await createSandbox();
  sandbox.organization("acme");
  sandbox.repository(acme, { collaborators: { wendy: "write" } });
  wendy = sandbox.person("wendy");
  sha = wendy.pushes(acme, { files: { a: "1\n" } });
});

afterEach(() => sandbox.close());

const read = async (path: string) => (await wendy.asks("GET", api + path)) as never[];

describe("deployments", () => {
  const states = async (id: number) =>
    (await read(`/deployments/${id}/statuses`)).map(({ state }) => state);

  test("keep their statuses, newest first", async () => {
    const { id } = await wendy.deploys(acme, { ref: "main", state: "in_progress" });
    await wendy.reportsDeployment(acme, id, "success");
    expect(await states(id)).toEqual(["success", "in_progress"]);
  });

  test("retire earlier ones of their environment, but not in production", async () => {
    const deploy = (environment: string) =>
      wendy.deploys(acme, { ref: "main", environment, state: "success" });
    const [first, other, live] = [
      await deploy("staging"),
      await deploy("preview"),
      await deploy("production"),
    ];
    await deploy("staging");
    await deploy("production");
    expect(await states(first.id)).toEqual(["inactive", "success"]);
    expect(await states(other.id)).toEqual(["success"]);
    expect(await states(live.id)).toEqual(["success"]);
  });

  test("are found by commit, ref, task and environment, newest first", async () => {
    const one = await wendy.deploys(acme, { ref: "main", environment: "staging" });
    const two = await wendy.deploys(acme, { ref: sha, environment: "staging", task: "migrate" });
    const ids = async (query: string) => (await read(`/deployments?${query}`)).map(({ id }) => id);
    expect(await ids(`sha=${sha}`)).toEqual([two.id, one.id]);
    expect(await ids("ref=main")).toEqual([one.id]);
    expect(await ids("task=migrate&environment=staging")).toEqual([two.id]);
    expect(await ids("environment=production")).toEqual([]);
  });

  test("are refused while a status of the commit is not good", async () => {
    await wendy.reportsStatus(acme, sha, { state: "pending", context: "ci" });
    const deploy = () => wendy.asks("POST", `${api}/deployments`, { ref: "main" });
    await expect(deploy()).rejects.toThrow("409");
    await wendy.reportsStatus(acme, sha, { state: "success", context: "ci" });
    expect(await deploy()).toMatchObject({ sha, environment: "production" });
  });
});

describe("checks and statuses", () => {
  test("of a commit are the newest of each name", async () => {
    for (const conclusion of ["failure", "success"]) {
      sandbox.reportsCheck(acme, { name: "ci", conclusion });
    }
    const list = (query: string) => wendy.asks("GET", `${api}/commits/main/check-runs?${query}`);
    expect(await list("")).toMatchObject({
      total_count: 1,
      check_runs: [{ conclusion: "success" }],
    });
    expect(await list("filter=all")).toMatchObject({ total_count: 2 });
    expect(await list("check_name=lint")).toMatchObject({ total_count: 0 });
  });

  test.each([
    [[], "pending"],
    [["success", "pending"], "pending"],
    [["success", "error"], "failure"],
    [["success", "success"], "success"],
  ])("%j are together %s", async (each, together) => {
    for (const [index, state] of each.entries()) {
      await wendy.reportsStatus(acme, sha, { state, context: `check ${index}` });
    }
    expect(await wendy.asks("GET", `${api}/commits/main/status`)).toMatchObject({
      state: together,
      total_count: each.length,
    });
  });
});

describe("releases", () => {
  test("make their tag, and the latest is no prerelease", async () => {
    await wendy.releases(acme, { tag: "v1" });
    wendy.pushes(acme, { files: { a: "2\n" } });
    await wendy.releases(acme, { tag: "v2-beta", prerelease: true });
    expect(await wendy.asks("GET", `${api}/releases/latest`)).toMatchObject({ tag_name: "v1" });
    expect(await wendy.asks("GET", `${api}/git/ref/tags/v1`)).toMatchObject({ object: { sha } });
    expect(await wendy.asks("GET", `${api}/commits/v1`)).toMatchObject({ sha });
  });
});

describe("workflow runs", () => {
  test("are found by branch, event, outcome, commit and when", async () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
    sandbox.runsWorkflow(acme, { name: "one", conclusion: "failure", at: at(1) });
    sandbox.runsWorkflow(acme, {
      name: "two",
      conclusion: "success",
      at: at(2),
      event: "schedule",
    });
    sandbox.runsWorkflow(acme, { name: "three", conclusion: null, at: at(3) });
    const names = async (query: string) => {
      const found = await wendy.asks("GET", `${api}/actions/runs?${query}`);
      return (found as { workflow_runs: { name: string }[] }).workflow_runs.map(({ name }) => name);
    };
    expect(await names("branch=main")).toEqual(["three", "two", "one"]);
    expect(await names("status=failure")).toEqual(["one"]);
    expect(await names("status=in_progress")).toEqual(["three"]);
    expect(await names("event=schedule")).toEqual(["two"]);
    expect(await names(`head_sha=${sha}&created=%3E%3D2026-01-01T02:00:00Z`)).toEqual([
      "three",
      "two",
    ]);
    expect(await names("created=2026-01-01T01:00:00Z..2026-01-01T02:00:00Z")).toEqual([
      "two",
      "one",
    ]);
    expect(await names("head_sha=0")).toEqual([]);
  });
});

test("a snapshot stays as it was when the history goes on", async () => {
  const before = snapshot(sandbox.world);
  const copy = structuredClone(before);
  await wendy.proposes(acme, { title: "Fix", head: "fix", files: { a: "2\n" } });
  expect(before).toEqual(copy);
  expect(snapshot(sandbox.world)).not.toEqual(before);
});
