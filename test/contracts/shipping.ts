import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Host } from "../../src/reconcile/ports.ts";
import type { Place } from "../../src/reconcile/repository-port.ts";
import {
  createDeployment,
  createDeploymentStatus,
} from "../../src/sandbox/github/model/shipping/deploy.ts";
import { createRelease } from "../../src/sandbox/github/model/shipping/releases.ts";
import { createStatus } from "../../src/sandbox/github/model/shipping/statuses.ts";
import { addWorkflowRun } from "../../src/sandbox/github/model/shipping/workflow-runs.ts";
import { type HistoryPlace, openHistory } from "./history-place.ts";
import type { HostUnderTest } from "./host.ts";
import { outcome } from "./outcome.ts";

const sha = "0".repeat(40);
const since = "2026-11-22T00:00:00Z";
const check = { name: "hotfix", title: "Say how", summary: "" };

/** What every reader promises of checks, deployments, releases and runs, and what is not there. */
export function shippingContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`what was shipped, read by ${name}`, () => {
    const opening = openHistory(open);
    const alice = { login: "alice" };
    let place: HistoryPlace;

    beforeEach(async () => {
      place = await opening.begin();
    });
    afterEach(() => opening.end());

    describe("checks and statuses", () => {
      const status = (context: string, state: string) =>
        createStatus(place.model, alice, place.repository, {
          sha: place.first.sha,
          context,
          state,
        });
      const checks = () => place.host.readChecks(place.at, place.first.sha);
      const report = (name: string, conclusion: "success" | "failure" | "action_required") =>
        place.host.reportCheck(place.at, { ...check, name, sha: place.first.sha, conclusion });

      test("are none on a commit that has neither, or that is not there", async () => {
        const none = { state: "none", failed: [] };
        expect(await checks()).toEqual(none);
        expect(await place.host.readChecks(place.at, sha)).toEqual(none);
      });

      test("have passed when all have", async () => {
        await report("unit", "success");
        status("deploy", "success");
        expect(await checks()).toEqual({ state: "passed", failed: [] });
      });

      test("are pending while one is", async () => {
        await report("unit", "success");
        status("deploy", "pending");
        expect(await checks()).toEqual({ state: "pending", failed: [] });
      });

      test("have failed with the names of those that did; the last word counts", async () => {
        await report("unit", "failure");
        await report("hotfix", "action_required");
        status("deploy", "pending");
        status("lint", "error");
        expect(await checks()).toEqual({ state: "failed", failed: expect.anything() });
        expect([...(await checks()).failed].sort()).toEqual(["hotfix", "lint", "unit"]);
        await report("unit", "success");
        await report("hotfix", "success");
        status("lint", "success");
        expect(await checks()).toEqual({ state: "pending", failed: [] });
      });
    });

    test("a check says what is wrong where, however many places there are", async () => {
      const annotations = Array.from({ length: 120 }, (_, at) => ({
        path: "docs/postmortem.md",
        line: at + 1,
        level: "warning" as const,
        title: "No owner",
        message: `Item ${at + 1} needs an owner.`,
      }));
      const conclusion = "neutral" as const;
      const report = { ...check, sha: place.first.sha, conclusion, annotations };
      await place.host.reportCheck(place.at, report);
      const [run, ...others] = place.repository.checkRuns.values();
      expect(others).toEqual([]);
      expect(run).toMatchObject({ conclusion, status: "completed" });
      expect(run?.annotations).toEqual(
        annotations.map(({ line, ...rest }) => ({ ...rest, startLine: line, endLine: line })),
      );
    });

    describe("deployments", () => {
      function deploys(ref: string, environment: string, ...states: string[]): number {
        const { model, repository } = place;
        const wanted = { ref, environment, requiredContexts: [] };
        const { id } = createDeployment(model, alice, repository, wanted);
        for (const state of states) {
          const logUrl = state === "failure" ? "https://ci.example/1" : undefined;
          createDeploymentStatus(model, alice, { repository, id }, { state, logUrl });
        }
        return id;
      }

      test("are listed newest first, by environment and by commit", async () => {
        const { at, host, first } = place;
        const one = deploys("main", "production");
        place.clockAt("02:00:00");
        const second = place.commits({ files: { a: "a" } });
        const two = deploys(second.sha, "production");
        const three = deploys("main", "staging");
        const list = async (filter: object = {}) =>
          (await host.listDeployments(at, { count: 30, ...filter })).map(({ id }) => id);
        expect(await list()).toEqual([three, two, one]);
        expect(await list({ count: 1 })).toEqual([three]);
        expect(await list({ environment: "production" })).toEqual([two, one]);
        expect(await list({ environment: "Production" })).toEqual([]);
        expect(await list({ sha: first.sha })).toEqual([one]);
        expect(await host.listDeployments(at, { sha: first.sha, count: 30 })).toEqual([
          {
            id: one,
            sha: first.sha,
            ref: "main",
            environment: "production",
            createdAt: "2026-11-22T01:00:00Z",
            by: "alice",
          },
        ]);
      });

      test("have statuses, newest first", async () => {
        const { at, host } = place;
        const id = deploys("main", "production", "in_progress", "failure");
        const statuses = await host.readDeploymentStatuses(at, id);
        expect(statuses.map(({ state }) => state)).toEqual(["failure", "in_progress"]);
        expect(statuses[0]).toEqual({
          id: expect.any(Number),
          state: "failure",
          at: "2026-11-22T01:00:00Z",
          by: "alice",
          url: "https://ci.example/1",
        });
        expect(statuses[1]).not.toHaveProperty("url");
        expect(await host.readDeploymentStatuses(at, 12)).toEqual([]);
      });
    });

    test("releases are listed newest first, without drafts", async () => {
      const { at, host, model, repository } = place;
      const release = (tag: string, more: object = {}) =>
        createRelease(model, alice, repository, { tag, ...more });
      release("v1", { name: "First" });
      place.clockAt("02:00:00");
      release("v2", { prerelease: true });
      release("v3", { draft: true });
      const releases = await host.listReleases(at, 10);
      expect(releases.map(({ tag, name }) => [tag, name])).toEqual([
        ["v2", "v2"],
        ["v1", "First"],
      ]);
      expect(releases[0]).toMatchObject({ publishedAt: "2026-11-22T02:00:00Z", by: "alice" });
    });

    test("failed runs are listed newest first, from an instant on", async () => {
      const { at, host, model, repository, first } = place;
      const run = (name: string, conclusion: string | null, time: string) =>
        addWorkflowRun(model, repository, {
          name,
          conclusion,
          at: new Date(`2026-11-22T${time}Z`),
        });
      run("too early", "failure", "00:59:59");
      run("early", "failure", "01:00:00");
      run("late", "failure", "02:00:00");
      run("well", "success", "02:00:00");
      run("running", null, "02:00:00");
      const runs = await host.listFailedRuns(at, "2026-11-22T01:00:00Z");
      expect(runs.map(({ name }) => name)).toEqual(["late", "early"]);
      expect(runs[0]).toMatchObject({
        sha: first.sha,
        branch: "main",
        createdAt: "2026-11-22T02:00:00Z",
      });
    });

    type Call = (host: Host, at: Place) => Promise<unknown>;

    test.each<[string, string, Call]>([
      ["deployments", "listDeployments", (host, at) => host.listDeployments(at, { count: 1 })],
      ["deployments", "readDeploymentStatuses", (host, at) => host.readDeploymentStatuses(at, 1)],
      ["actions", "listFailedRuns", (host, at) => host.listFailedRuns(at, since)],
      ["statuses", "readChecks", (host, at) => host.readChecks(at, sha)],
      ["checks", "readChecks", (host, at) => host.readChecks(at, sha)],
      ["pull_requests", "listClosedPulls", (host, at) => host.listClosedPulls(at, 1)],
      ["contents", "readFileAt", (host, at) => host.readFileAt(at, "README.md", "main")],
      ["contents", "findCommit", (host, at) => host.findCommit(at, "main")],
      ["contents", "createBranch", (host, at) => host.createBranch(at, "x", sha)],
      ["contents", "deleteBranch", (host, at) => host.deleteBranch(at, "x")],
      [
        "contents",
        "mergeInto",
        (host, at) => host.mergeInto(at, { base: "main", head: "x", message: "" }),
      ],
      [
        "pull_requests",
        "openPull",
        (host, at) =>
          host.openPull(at, { title: "t", body: "", head: "x", base: "main", draft: true }),
      ],
      [
        "checks",
        "reportCheck",
        (host, at) => host.reportCheck(at, { ...check, sha, conclusion: "neutral" }),
      ],
    ])("without the permission %s, %s is forbidden", async (permission, _, call) => {
      const { [permission]: __, ...others } = place.installation.permissions;
      place.grants(others);
      expect(await outcome(call(place.host, place.at))).toBe("stop: forbidden");
    });

    test.each<[string, string, Call]>([
      ["undefined", "readBranch", (host, at) => host.readBranch(at, "main")],
      ["undefined", "findCommit", (host, at) => host.findCommit(at, "main")],
      ["undefined", "readCommit", (host, at) => host.readCommit(at, sha)],
      ["undefined", "readTag", (host, at) => host.readTag(at, "v1")],
      ["undefined", "compare", (host, at) => host.compare(at, "main", "dev")],
      ["undefined", "readPull", (host, at) => host.readPull(at, 1)],
      ["empty", "readRules", (host, at) => host.readRules(at, "main")],
      ["empty", "listCommits", (host, at) => host.listCommits(at, { count: 1 })],
      ["empty", "readCommitFiles", (host, at) => host.readCommitFiles(at, sha)],
      ["empty", "readPullFiles", (host, at) => host.readPullFiles(at, 1)],
      ["empty", "pullsOfCommit", (host, at) => host.pullsOfCommit(at, sha)],
      ["empty", "pullsOfBranch", (host, at) => host.pullsOfBranch(at, "x")],
      ["empty", "listClosedPulls", (host, at) => host.listClosedPulls(at, 1)],
      ["empty", "listReleases", (host, at) => host.listReleases(at, 1)],
      ["empty", "listFolder", (host, at) => host.listFolder(at, "runbooks")],
      ["undefined", "readFileAt", (host, at) => host.readFileAt(at, "README.md", sha)],
      ["empty", "readDeploymentStatuses", (host, at) => host.readDeploymentStatuses(at, 1)],
      ["stop: gone", "readTrees", (host, at) => host.readTrees(at, [sha])],
      ["stop: gone", "readChecks", (host, at) => host.readChecks(at, sha)],
      ["stop: gone", "listDeployments", (host, at) => host.listDeployments(at, { count: 1 })],
      ["stop: gone", "listFailedRuns", (host, at) => host.listFailedRuns(at, since)],
      ["stop: gone", "createBranch", (host, at) => host.createBranch(at, "x", sha)],
    ])("of a repository that is not there is %s: %s", async (expected, _, call) => {
      const { host, installation } = place;
      const at = { installation: installation.id, repository: 0, name: "acme/no-such-repository" };
      expect(await ending(call(host, at))).toBe(expected);
    });
  });
}

async function ending(promise: Promise<unknown>): Promise<string> {
  const ended = await outcome(promise);
  if (ended !== "done") return ended;
  const value = await promise;
  return Array.isArray(value) && value.length === 0 ? "empty" : String(value);
}
