import nock from "nock";
import { beforeEach, describe, expect, it } from "vitest";
import { accepts, commit, notFound, repo, seenCommit, stillThere } from "./nocked-history.ts";
import { address, api, nockedHost, outcomeOf, startNock } from "./nocked-host.ts";

beforeEach(startNock);

describe("a branch", () => {
  const required = { contexts: ["test"], checks: [{ context: "test" }, { context: "lint" }] };

  it("says what guards it", async () => {
    accepts("/branches/main").reply(200, {
      name: "main",
      commit: commit("head"),
      protected: true,
      protection: { enabled: true, required_status_checks: required },
    });
    expect(await nockedHost().host.readBranch(address, "main")).toEqual({
      name: "main",
      head: seenCommit("head"),
      protected: true,
      requiredChecks: ["test", "lint"],
    });
  });

  it.each([404, 301])("that has gone or was renamed is undefined: %i", async (status) => {
    const location = `${api}/repositories/4711/branches/main`;
    accepts("/branches/master").reply(status, notFound, { location });
    stillThere();
    const { host, lines } = nockedHost();
    expect(await host.readBranch(address, "master")).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it("has the rules that apply to its name", async () => {
    const checks = [{ context: "test", integration_id: 1 }];
    accepts("/rules/branches/allclear%2Frollback")
      .query({ per_page: 100 })
      .reply(200, [
        { type: "creation", ruleset_id: 1 },
        { type: "required_status_checks", parameters: { required_status_checks: checks } },
        { type: "pull_request", parameters: { required_approving_review_count: 1 } },
      ]);
    expect(await nockedHost().host.readRules(address, "allclear/rollback")).toEqual([
      { type: "creation" },
      { type: "required_status_checks", checks: ["test"] },
      { type: "pull_request" },
    ]);
  });

  it("has no rules where the plan has none, but forbidden is forbidden", async () => {
    const upgrade = "Upgrade to GitHub Pro or make this repository public to enable this feature.";
    nock(api).get(/rules/).reply(403, { message: upgrade });
    const { host } = nockedHost();
    expect(await host.readRules(address, "main")).toEqual([]);
    nock(api).get(/rules/).reply(403, { message: "Resource not accessible by integration" });
    expect(await outcomeOf(host.readRules(address, "main"))).toEqual({ stop: "forbidden" });
  });
});

describe("a folder", () => {
  it("has files; other folders, links and submodules are none", async () => {
    const entry = (type: string, path: string) => ({ type, path, name: path });
    accepts("/contents/runbooks").reply(200, [
      entry("file", "runbooks/api.md"),
      entry("dir", "runbooks/old"),
      entry("symlink", "runbooks/link.md"),
    ]);
    const { host } = nockedHost();
    expect(await host.listFolder(address, "runbooks")).toEqual(["runbooks/api.md"]);
    accepts("/contents/runbooks").reply(200, { type: "file", path: "runbooks" });
    expect(await host.listFolder(address, "runbooks")).toEqual([]);
    accepts("/contents/runbooks").reply(404, notFound);
    stillThere();
    expect(await host.listFolder(address, "runbooks")).toEqual([]);
  });
});

describe("a repository", () => {
  const place = { installation: 7, repository: 0, name: "acme/shop" };

  it("of which only the name is known tells its id and default branch", async () => {
    accepts("").reply(200, {
      ...{ id: 4711, full_name: "acme/Shop", default_branch: "trunk" },
      private: true,
    });
    expect(await nockedHost().host.readRepository(place)).toEqual({
      id: 4711,
      name: "acme/Shop",
      defaultBranch: "trunk",
      private: true,
    });
  });

  it.each([404, 301])("that has gone is undefined: %i", async (status) => {
    const location = `${api}/repositories/12`;
    nock(api).get(repo).reply(status, notFound, { location });
    expect(await nockedHost().host.readRepository(place)).toBeUndefined();
  });
});
