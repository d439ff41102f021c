import { describe, expect, it } from "vitest";
import type { RollbackFinding } from "../../../src/core/rollback/plan.ts";
import { aPlan, ready } from "./a-plan.ts";
import { givenIncident, kindsOf, refusalOf, type Story } from "./given.ts";

const target = { kind: "pull", number: 123 } as const;
const rollback = (found: RollbackFinding) => ({ kind: "ProposeRollback", target, found }) as const;
const said = (found: RollbackFinding) => ({ by: "alice", command: rollback(found) });

const opened = {
  kind: "PullRequestOpened",
  mitigation: 1,
  number: 130,
  id: 9130,
  url: "https://github.com/acme/web/pull/130",
  draft: true,
  branch: aPlan().branch,
} as const;

/** A rollback whose pull request lies open as a draft. */
function withDraft(): Story {
  return givenIncident()
    .when(said(ready()))
    .and({ ...opened });
}

describe("a rollback", () => {
  it("that was tried and is clean is proposed, and stands in the mitigation log", () => {
    const told = givenIncident().when(said(ready()));
    expect(kindsOf(told)).toEqual(["RollbackProposed"]);
    expect(told.incident.mitigations).toMatchObject([
      { id: 1, kind: "rollback", what: "rollback of #123", state: "opening", by: "alice" },
    ]);
  });

  it.each([
    ["triage", "bob"],
    ["read access", "olga"],
  ])("is refused to somebody with %s, whatever was found", (_what, by) => {
    const told = givenIncident().when({ ...said(ready()), by });
    expect(refusalOf(told)).toEqual({ code: "not-allowed", needs: ["write"] });
    expect(told.incident.mitigations).toBeUndefined();
  });

  it("of an incident that has ended is refused", () => {
    const ended = givenIncident().when({
      by: "alice",
      command: { kind: "DismissIncident", reason: "false-positive" },
    });
    expect(refusalOf(ended.when(said(ready())))).toMatchObject({ code: "ended" });
  });

  it("in conflict is refused with the files and what would be clean", () => {
    const conflict = {
      kind: "conflict",
      repository: "acme/web",
      target: "#123",
      sha: aPlan().sha,
      files: ["src/cart.ts"],
      more: 0,
      inTheWay: [],
      alternatives: [{ command: "/rollback last-good", means: "back to 1a2b" }],
    } as const;
    expect(refusalOf(givenIncident().when(said(conflict)))).toEqual({
      code: "rollback-conflict",
      conflict,
    });
  });

  it("of something that is not there is refused with the reason", () => {
    const found = { kind: "impossible", target: "#123", why: "not-merged" } as const;
    expect(refusalOf(givenIncident().when(said(found)))).toEqual({
      code: "rollback-impossible",
      target: "#123",
      why: "not-merged",
    });
  });

  it("that would change nothing changes nothing, and says so", () => {
    const told = givenIncident().when(said({ kind: "nothing", target: "#123" }));
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
  });

  it("asked for twice before its pull request is open is one rollback", () => {
    const told = givenIncident().when(said(ready())).when(said(ready()));
    expect(kindsOf(told)).toEqual(["NothingChanged"]);
    expect(told.incident.mitigations).toHaveLength(1);
  });

  it("asked for again answers with the pull request that is open", () => {
    const told = withDraft().when(said(ready()));
    expect(told.events).toMatchObject([{ kind: "PullRequestFound", number: 130, state: "open" }]);
  });

  it("whose pull request was closed unmerged can be asked for again", () => {
    const told = withDraft()
      .when({ by: "allclear[bot]", command: follow("closed") })
      .when(said(ready({ branch: `${aPlan().branch}-2` })));
    expect(kindsOf(told)).toEqual(["RollbackProposed"]);
    expect(told.incident.mitigations?.map(({ id }) => id)).toEqual([1, 2]);
  });

  it("back to a commit is another one than taking that commit out", () => {
    const back = ready({ kind: "restore", branch: "allclear/rollback-7-1-111111111111" });
    expect(kindsOf(withDraft().when(said(back)))).toEqual(["RollbackProposed"]);
  });

  it("that GitHub would not open is said to be not opened, with GitHub's words", () => {
    const why = "branch names must begin with team/";
    const told = givenIncident()
      .when(said(ready()))
      .and({ kind: "PullRequestNotOpened", mitigation: 1, why });
    expect(told.incident.mitigations).toMatchObject([{ state: "not-opened", why }]);
  });
});

const follow = (
  to: "draft" | "open" | "merged" | "closed" | "deployed" | "deploy-failed",
  more = {},
) => ({ kind: "FollowPullRequest", mitigation: 1, to, ...more }) as const;
const followed = (story: Story, ...args: Parameters<typeof follow>) =>
  story.when({ by: "dave", command: follow(...args) });

describe("a pull request of the incident", () => {
  it("is followed from draft to ready, merged and deployed", () => {
    let told = withDraft();
    for (const to of ["open", "merged", "deployed"] as const) {
      told = followed(told, to, { deploys: true, environment: "production" });
      expect(told.incident.mitigations).toMatchObject([{ state: to }]);
    }
    expect(told.incident.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "rollback of #123: pull request #130 merged",
        "rollback of #123: deployed to production",
      ]),
    );
  });

  it("proposes to call it mitigated once it is deployed, and not when it is merged", () => {
    const merged = followed(withDraft(), "merged", { deploys: true });
    expect(merged.events).toMatchObject([{ proposesMitigated: false }]);
    expect(followed(merged, "deployed").events).toMatchObject([{ proposesMitigated: true }]);
  });

  it("proposes it when it is merged where nothing is known to be deployed", () => {
    const told = followed(withDraft(), "merged", { deploys: false });
    expect(told.events).toMatchObject([{ proposesMitigated: true }]);
  });

  it("proposes nothing once somebody has said that it is mitigated", () => {
    const told = withDraft().when({ by: "alice", command: { kind: "MitigateIncident" } });
    expect(followed(told, "deployed").events).toMatchObject([{ proposesMitigated: false }]);
  });

  it("whose deployment failed is not out", () => {
    const merged = followed(withDraft(), "merged", { deploys: true });
    const told = followed(merged, "deploy-failed", { environment: "production" });
    expect(told.incident.mitigations).toMatchObject([{ state: "deploy-failed" }]);
    expect(told.events).toMatchObject([{ proposesMitigated: false }]);
  });

  it("that is where it was changes nothing", () => {
    expect(followed(withDraft(), "draft").events).toEqual([]);
  });

  it("of no mitigation is none of ours", () => {
    const told = withDraft().when({
      by: "dave",
      command: { ...follow("merged"), mitigation: 9 },
    });
    expect(told.events).toEqual([]);
  });

  it("has its checks told when they end, and only once", () => {
    const checks = (to: "pending" | "failed") => ({
      by: "dave",
      command: { kind: "FollowChecks", mitigation: 1, to, failed: ["build"] } as const,
    });
    const failed = withDraft().when(checks("pending")).when(checks("failed"));
    expect(failed.incident.mitigations).toMatchObject([{ checks: "failed" }]);
    expect(failed.incident.timeline.at(-1)?.text).toBe("checks of pull request #130 failed: build");
    expect(failed.when(checks("failed")).events).toEqual([]);
  });
});

describe("a hotfix", () => {
  const found = {
    kind: "ready",
    repository: "acme/web",
    repositoryId: 7,
    base: "main",
    sha: "d".repeat(40),
    tree: "e".repeat(40),
    incidentRepository: 7,
    issue: 1,
  } as const;
  const hotfix = { kind: "OpenHotfix", title: "Raise the limit", found } as const;

  it("is proposed on a branch that only it has", () => {
    const told = givenIncident().when(said(ready())).when({ by: "alice", command: hotfix });
    expect(told.events).toMatchObject([
      { kind: "HotfixProposed", mitigation: 2, branch: "allclear/hotfix-7-1-2" },
    ]);
  });

  it("takes write access", () => {
    const told = givenIncident().when({ by: "bob", command: hotfix });
    expect(refusalOf(told)).toMatchObject({ code: "not-allowed" });
  });

  it("has its rollback plan reviewed for each commit and each change of the text", () => {
    const review = (sha: string, filled: boolean) => ({
      by: "allclear[bot]",
      command: { kind: "ReviewHotfixPlan", mitigation: 1, sha, filled } as const,
    });
    const first = givenIncident()
      .when({ by: "alice", command: hotfix })
      .and({ ...opened, branch: "allclear/hotfix-7-1-1" })
      .when(review("a", false));
    expect(kindsOf(first)).toEqual(["HotfixPlanReviewed"]);
    expect(first.when(review("a", false)).events).toEqual([]);
    expect(kindsOf(first.when(review("a", true)))).toEqual(["HotfixPlanReviewed"]);
    expect(kindsOf(first.when(review("b", false)))).toEqual(["HotfixPlanReviewed"]);
  });
});
