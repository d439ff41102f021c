import { describe, expect, test } from "vitest";
import { keyOf } from "../../../../src/core/rollback/suspects/candidate.ts";
import {
  candidatesOf,
  type Looked,
  type PastOfRepository,
} from "../../../../src/core/rollback/suspects/candidates-of.ts";
import { ago, commit, deploymentSeen, pullSeen, repository, sha, startedAt } from "./given.ts";

const empty: PastOfRepository = {
  repository,
  commits: [],
  pulls: [],
  deployments: [],
  runs: [],
  releases: [],
};

function candidates(
  past: Partial<PastOfRepository>,
  looked: ReadonlyMap<string, Looked> = new Map(),
) {
  const window = { since: ago(600), until: startedAt };
  return candidatesOf({ ...empty, ...past }, { ...window, environments: ["production"], looked });
}

const namesOf = (past: Partial<PastOfRepository>) =>
  candidates(past).map((candidate) => keyOf(candidate).replace(repository, ""));

const pushed = (name: string) => `@${sha(name)}`;

describe("each change is one candidate, however it came", () => {
  test("a merge brings its commits along", () => {
    const commits = [
      commit("m", 10, ["a", "f2"]),
      commit("f2", 20, ["f1"]),
      commit("f1", 30, ["a"]),
      commit("a", 40, ["z"]),
    ];
    const pulls = [pullSeen(1, { minutes: 10, commit: "m", head: "f2" })];
    expect(namesOf({ commits, pulls })).toEqual(["#1", pushed("a")]);
  });

  test("a squash is its pull request, a push stays a push", () => {
    const commits = [commit("b", 10, ["s"]), commit("s", 20, ["a"])];
    const pulls = [pullSeen(1, { minutes: 20, commit: "s" })];
    expect(namesOf({ commits, pulls })).toEqual([pushed("b"), "#1"]);
  });

  test("a rebase brings several commits at once, and no more than those", () => {
    const commits = [
      commit("r3", 20, ["r2"]),
      commit("r2", 20, ["r1"]),
      commit("r1", 20, ["a"]),
      commit("a", 45, ["z"]),
    ];
    const pulls = [pullSeen(1, { minutes: 20, commit: "r3" })];
    expect(namesOf({ commits, pulls })).toEqual(["#1", pushed("a")]);
  });

  test("two squashes by a merge queue in one second stay two", () => {
    const commits = [commit("s2", 20, ["s1"]), commit("s1", 20, ["a"])];
    const pulls = [
      pullSeen(2, { minutes: 20, commit: "s2" }),
      pullSeen(1, { minutes: 20, commit: "s1" }),
    ];
    expect(namesOf({ commits, pulls })).toEqual(["#2", "#1"]);
  });

  test("commits of a pull request that was merged later are none of it", () => {
    const commits = [commit("f", 5, ["a"]), commit("b", 10, ["a"]), commit("a", 40, ["z"])];
    const pulls = [pullSeen(1, { minutes: -30, commit: "m", head: "f" })];
    expect(namesOf({ commits, pulls })).toEqual([pushed("b"), pushed("a")]);
  });

  test("what was not merged, or to another branch, or at another time, is none", () => {
    const pulls = [
      pullSeen(1, { minutes: 10, commit: "x" }, { merged: false }),
      pullSeen(2, { minutes: 10, commit: "y" }, { base: "next" }),
      pullSeen(3, { minutes: 601, commit: "z" }),
      pullSeen(4, { minutes: -1, commit: "w" }),
      pullSeen(5, { minutes: 600, commit: "v" }),
    ];
    expect(namesOf({ pulls })).toEqual(["#5"]);
  });

  test("a commit is not said to lack a review where pull requests could not be read", () => {
    const commits = [commit("a", 10, ["z"])];
    expect(candidates({ commits, pulls: undefined })).toMatchObject([{ unreviewed: false }]);
    expect(candidates({ commits })).toMatchObject([{ unreviewed: true, title: "Commit a" }]);
  });
});

describe("a change goes live with the first deployment that carries it", () => {
  const commits = [commit("c", 60, ["b"]), commit("b", 90, ["a"]), commit("a", 120, ["z"])];
  const liveOf = (past: Partial<PastOfRepository>, looked?: ReadonlyMap<string, Looked>) =>
    Object.fromEntries(
      candidates({ commits, ...past }, looked).flatMap((candidate) =>
        candidate.kind === "push" ? [[candidate.title.slice(-1), candidate.live]] : [],
      ),
    );
  const at = (minutes: number) =>
    ({ state: "deployed", environment: "production", at: ago(minutes) }) as const;
  const not = { state: "not-deployed", environment: "production" } as const;
  const unknown = { state: "unknown" } as const;
  const statuses = (id: number, ...states: readonly (readonly [string, number])[]) =>
    [
      `${repository} deployment ${id}`,
      { statuses: states.map(([state, minutes], n) => ({ id: n, state, at: ago(minutes) })) },
    ] as const;

  test("which may carry several", () => {
    const deployments = [
      deploymentSeen(2, { minutes: 30, commit: "c" }),
      deploymentSeen(1, { minutes: 70, commit: "b" }),
    ];
    expect(liveOf({ deployments })).toEqual({ a: at(70), b: at(70), c: at(30) });
    const deployed = candidates({ commits, deployments });
    expect(deployed.filter(({ kind }) => kind === "deployment")).toMatchObject([
      { id: 2, carries: 1 },
      { id: 1, carries: 2 },
    ]);
  });

  test("at the time it succeeded, where that is known", () => {
    const deployments = [deploymentSeen(1, { minutes: 30, commit: "c" })];
    const looked = new Map([statuses(1, ["inactive", 2], ["success", 25], ["in_progress", 29])]);
    expect(liveOf({ deployments }, looked)).toEqual({ a: at(25), b: at(25), c: at(25) });
  });

  test("but not with one that failed", () => {
    const deployments = [
      deploymentSeen(2, { minutes: 30, commit: "c" }),
      deploymentSeen(1, { minutes: 55, commit: "c" }),
    ];
    const looked = new Map([statuses(1, ["failure", 54]), statuses(2, ["success", 25])]);
    expect(liveOf({ deployments }, looked)).toEqual({ a: at(25), b: at(25), c: at(25) });
  });

  test("nor with one after the incident started, or to another place", () => {
    const deployments = [
      deploymentSeen(3, { minutes: -5, commit: "c" }),
      deploymentSeen(2, { minutes: 40, commit: "c" }, "staging"),
      deploymentSeen(1, { minutes: 100, commit: "a" }),
    ];
    expect(liveOf({ deployments })).toMatchObject({ a: { at: ago(100) }, b: not, c: not });
  });

  test("however the environment's name is written", () => {
    const deployments = [deploymentSeen(1, { minutes: 50, commit: "c" }, "Production")];
    expect(liveOf({ deployments })).toMatchObject({ c: { environment: "Production" } });
  });

  test("of a commit that is not listed nobody can tell what it carries", () => {
    const deployments = [deploymentSeen(1, { minutes: 75, commit: "elsewhere" })];
    expect(liveOf({ deployments })).toEqual({ a: unknown, b: unknown, c: not });
  });

  test("and without deployments nothing is known", () => {
    expect(liveOf({})).toEqual({ a: unknown, b: unknown, c: unknown });
    expect(liveOf({ deployments: undefined })).toEqual({ a: unknown, b: unknown, c: unknown });
    const old = [deploymentSeen(1, { minutes: 60 * 24 * 31, commit: "old" })];
    expect(liveOf({ deployments: old })).toEqual({ a: unknown, b: unknown, c: unknown });
  });
});

test("failed runs of the default branch count, one for each workflow", () => {
  const run = (id: number, name: string, minutes: number, branch = "main") => ({
    id,
    name,
    branch,
    sha: sha(`r${id}`),
    url: "",
    createdAt: ago(minutes),
  });
  const runs = [run(1, "ci", 50), run(2, "ci", 10), run(3, "nightly", 70), run(4, "pr", 5, "b1")];
  const pulls = [pullSeen(1, { minutes: 300, commit: "s" })];
  expect(namesOf({ runs, pulls })).toEqual([" run 2", " run 3", "#1"]);
});

test("releases of the time count", () => {
  const releases = [ago(20), ago(700), ago(-2)].map((publishedAt, n) => ({
    ...{ tag: `v${n}`, name: "", url: "", publishedAt },
  }));
  expect(namesOf({ releases })).toEqual([" release v0"]);
});

test("a past that may not be read at all has no candidates", () => {
  const nothing = { commits: undefined, pulls: undefined, deployments: undefined };
  expect(namesOf({ ...nothing, runs: undefined, releases: undefined })).toEqual([]);
});
