import { describe, expect, test } from "vitest";
import { type Config, defaultConfig } from "../../../src/core/config/config.ts";
import type { Milestones } from "../../../src/core/incident/incident.ts";
import type { CommitSeen, PullSeen } from "../../../src/core/rollback/history.ts";
import { keyOf } from "../../../src/core/rollback/suspects/candidate.ts";
import type { Source, SuspectsFound } from "../../../src/core/rollback/suspects/suspects-found.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";
import { findSuspects } from "../../../src/reconcile/suspects/gather.ts";
import type { HistorySearched } from "../../../src/reconcile/suspects/history-searched.ts";
import {
  ago,
  commit,
  deploymentSeen,
  pullSeen,
  repository,
  serviceOf,
  sha,
  startedAt,
} from "../../core/rollback/suspects/given.ts";

const address = { installation: 1, repository: 2, name: repository, issue: 3, seen: {} };
const clock = { now: () => new Date("2026-08-02T00:00:00Z") };

type Calls = readonly (readonly [call: string, place: string, detail: unknown])[];
type Answers = {
  readonly [K in keyof HistorySearched]?: (
    ...given: Parameters<HistorySearched[K]>
  ) => Awaited<ReturnType<HistorySearched[K]>>;
};

/** A host that answers with these, and otherwise with nothing; it remembers what it was asked. */
function hostWith(answers: Answers): { readonly host: HistorySearched; readonly calls: Calls } {
  const calls: (readonly [string, string, unknown])[] = [];
  const asked = <K extends keyof HistorySearched>(
    call: K,
    given: Parameters<HistorySearched[K]>,
    otherwise: Awaited<ReturnType<HistorySearched[K]>>,
  ) => {
    calls.push([call, given[0].name, given[1]]);
    return answers[call]?.(...given) ?? otherwise;
  };
  const host: HistorySearched = {
    readRepository: async (...given) => asked("readRepository", given, undefined),
    listCommits: async (...given) => asked("listCommits", given, []),
    listClosedPulls: async (...given) => asked("listClosedPulls", given, []),
    listDeployments: async (...given) => asked("listDeployments", given, []),
    listFailedRuns: async (...given) => asked("listFailedRuns", given, []),
    listReleases: async (...given) => asked("listReleases", given, []),
    readPullFiles: async (...given) => asked("readPullFiles", given, []),
    readCommitFiles: async (...given) => asked("readCommitFiles", given, []),
    readDeploymentStatuses: async (...given) => asked("readDeploymentStatuses", given, []),
    readFile: async (...given) => asked("readFile", given, undefined),
  };
  return { host, calls };
}

interface Asked {
  readonly config?: Partial<Config>;
  readonly hit?: readonly string[];
  readonly services?: readonly string[];
  readonly since?: string;
  readonly lookBackMs?: number;
  readonly giveUp?: boolean;
  readonly milestones?: Milestones;
}

async function search(
  answers: Answers,
  { config = {}, hit = [], milestones = { startedAt }, giveUp = false, ...asked }: Asked = {},
): Promise<SuspectsFound & { readonly calls: Calls }> {
  const { host, calls } = hostWith(answers);
  const found = await findSuspects(
    {
      address,
      config: { ...defaultConfig, ...config },
      incident: { services: hit, milestones },
      giveUp,
      ...asked,
    },
    { host, clock },
  );
  return { ...found, calls };
}

const namesOf = ({ suspects }: SuspectsFound) => suspects.map(({ candidate }) => keyOf(candidate));

const longAgo = { minutes: 9000, commit: "old" };

/** Pull requests that were squashed every ten minutes, the newest first. */
function squashed(count: number): { pulls: readonly PullSeen[]; commits: readonly CommitSeen[] } {
  const numbers = Array.from({ length: count }, (_, at) => count - at);
  return {
    pulls: numbers.map((number) => {
      const minutes = 10 * (count - number + 1);
      return pullSeen(number, { minutes, commit: `s${number}` });
    }),
    commits: numbers.map((number) =>
      commit(`s${number}`, 10 * (count - number + 1), [`s${number - 1}`]),
    ),
  };
}

describe("a search", () => {
  test("takes five calls for a repository and one for each candidate it looks into", async () => {
    const { pulls, commits } = squashed(3);
    const found = await search({
      listClosedPulls: () => pulls,
      listCommits: () => [commit("p", 5, ["s3"]), ...commits],
      listDeployments: () => [deploymentSeen(1, { minutes: 4, commit: "p" })],
    });
    expect(found.calls).toHaveLength(5 + 5);
    expect(found).toMatchObject({ lookedInto: 5, notLookedInto: 0, gaps: [] });
    expect(namesOf(found)).toHaveLength(5);
  });

  test("looks into the newest fifteen only, and says how many it did not", async () => {
    const found = await search({
      listClosedPulls: () => squashed(40).pulls,
      listCommits: () => squashed(40).commits,
    });
    const looks = found.calls.filter(([call]) => call === "readPullFiles");
    expect(looks.map(([, , number]) => number)).toEqual(
      Array.from({ length: 15 }, (_, at) => 40 - at),
    );
    expect(found).toMatchObject({ lookedInto: 15, notLookedInto: 25 });
    expect(namesOf(found)).toHaveLength(40);
  });

  test("goes back as far as config says, from when the incident started", async () => {
    const config = { suspects: { onDeclare: true, windowMs: 2 * 3_600_000 } };
    const found = await search({}, { config, milestones: { startedAt, declaredAt: ago(-20) } });
    expect(found).toMatchObject({ since: ago(120), until: startedAt });
    const [, , filter] = found.calls.find(([call]) => call === "listCommits") ?? [];
    expect(filter).toEqual({ since: ago(120), until: startedAt, count: 100 });
  });

  test("takes the declaration where no start is known, and now where that is not known either", async () => {
    expect((await search({}, { milestones: { declaredAt: ago(-20) } })).until).toBe(ago(-20));
    expect((await search({}, { milestones: {} })).until).toBe("2026-08-02T00:00:00Z");
  });

  test("goes back as far as was asked", async () => {
    expect((await search({}, { since: ago(30) })).since).toBe(ago(30));
  });

  test("goes back so long before the start as was asked, however long ago that is", async () => {
    const long = { startedAt: "2026-07-30T12:00:00Z", declaredAt: startedAt };
    const found = await search({}, { lookBackMs: 2 * 3_600_000, milestones: long });
    expect(found).toMatchObject({ since: "2026-07-30T10:00:00Z", until: long.startedAt, gaps: [] });
  });

  test("of a time after the start finds nothing, at no cost", async () => {
    const found = await search({}, { since: ago(-1) });
    expect(found).toMatchObject({ suspects: [], gaps: [{ kind: "empty-window" }], calls: [] });
  });
});

describe("the catalog", () => {
  const config = {
    services: [
      serviceOf("api", { repository: "octo/api", environments: ["live"] }),
      serviceOf("web", { paths: ["/apps/web/"] }),
      ...[3, 4, 5, 6, 7].map((n) => serviceOf(`s${n}`, { repository: `octo/r${n}` })),
    ],
  };
  const listClosedPulls = () => [{ ...pullSeen(1, longAgo), private: false }];
  const repositoriesOf = ({ calls }: { calls: Calls }) => [
    ...new Set(calls.map(([, place]) => place)),
  ];

  test("says which repositories are searched, and CODEOWNERS is not asked", async () => {
    const found = await search({ listClosedPulls }, { config, hit: ["API", "web"] });
    expect(found.repositories).toEqual(["octo/api", repository]);
    expect(repositoriesOf(found)).toEqual(["octo/api", repository]);
    expect(found.services).toEqual(["API", "web"]);
    expect(found.calls).toHaveLength(10);
  });

  test("counts the services that were asked for instead of the incident's", async () => {
    const found = await search({ listClosedPulls }, { config, hit: ["web"], services: ["api"] });
    expect(found.repositories).toEqual(["octo/api"]);
  });

  test("is searched in five repositories at most", async () => {
    const hit = ["api", "s3", "s4", "s5", "s6", "s7"];
    const found = await search({ listClosedPulls }, { config, hit });
    expect(found.repositories).toHaveLength(5);
    expect(found.gaps).toEqual([{ kind: "more-repositories", names: ["octo/r7"] }]);
  });

  test("says which environment counts", async () => {
    const deployments = [
      deploymentSeen(1, { minutes: 9, commit: "a" }, "live"),
      deploymentSeen(2, { minutes: 8, commit: "a" }),
    ];
    const found = await search(
      { listClosedPulls, listDeployments: () => deployments },
      { config, hit: ["api"] },
    );
    expect(namesOf(found)).toEqual(["octo/api deployment 1"]);
  });

  test("ranks by the files of the service", async () => {
    const files: Record<number, string> = { 1: "apps/web/a.ts", 2: "libs/b.ts", 3: "libs/c.ts" };
    const found = await search(
      {
        listClosedPulls: () => squashed(3).pulls,
        listCommits: () => squashed(3).commits,
        readPullFiles: (_, number) => [
          { path: files[number] ?? "", change: "modified", additions: 9, deletions: 1 },
        ],
      },
      { config, hit: ["web"] },
    );
    expect(namesOf(found)[0]).toBe(`${repository}#1`);
  });
});

describe("without a catalog", () => {
  test("CODEOWNERS tells whose the files are", async () => {
    const found = await search(
      {
        readFile: (_, path) => (path === "CODEOWNERS" ? "/pay/ @octo/checkout\n" : undefined),
        listClosedPulls: () => squashed(2).pulls,
        listCommits: () => squashed(2).commits,
        readPullFiles: (_, number) => [
          {
            ...{ path: number === 1 ? "pay/a.ts" : "b.ts", change: "modified" },
            ...{ additions: 9, deletions: 1 },
          },
        ],
      },
      { hit: ["checkout"] },
    );
    expect(found.services).toEqual(["checkout"]);
    expect(namesOf(found)).toEqual([`${repository}#1`, `${repository}#2`]);
    const read = found.calls.filter(([call]) => call === "readFile").map(([, , path]) => path);
    expect(read).toEqual([".github/CODEOWNERS", "CODEOWNERS"]);
  });

  test("services whose files neither the catalog nor CODEOWNERS knows are named as a gap", async () => {
    const found = await search({}, { hit: ["checkout"] });
    expect(found).toMatchObject({
      services: [],
      gaps: [{ kind: "no-owners", services: ["checkout"] }],
    });
  });

  test("an incident without services has nothing to ask it", async () => {
    const found = await search({});
    expect(found.calls.map(([call]) => call)).not.toContain("readFile");
    expect(found.gaps).toEqual([]);
  });
});

describe("what may not be read is said, and nothing else is missed for it", () => {
  const forbidden = () => {
    throw new Stop("forbidden", "no");
  };
  const { pulls, commits } = squashed(2);

  test("deployments", async () => {
    const found = await search({
      listDeployments: forbidden,
      listClosedPulls: () => pulls,
      listCommits: () => commits,
    });
    expect(found.gaps).toEqual([
      { kind: "forbidden", repository, source: "deployments", needs: "deployments: read" },
    ]);
    expect(namesOf(found)).toHaveLength(2);
  });

  test("everything", async () => {
    const found = await search({
      listCommits: forbidden,
      listClosedPulls: forbidden,
      listDeployments: forbidden,
      listFailedRuns: forbidden,
      listReleases: forbidden,
    });
    expect(found.gaps.map((gap) => "source" in gap && gap.source)).toEqual([
      "commits",
      "pull requests",
      "deployments",
      "workflow runs",
      "releases",
    ]);
    expect(found.suspects).toEqual([]);
  });

  test("the files of changes, asked for once only", async () => {
    const found = await search({
      readPullFiles: forbidden,
      listClosedPulls: () => pulls,
      listCommits: () => commits,
    });
    expect(found.calls.filter(([call]) => call === "readPullFiles")).toHaveLength(1);
    expect(found.gaps).toHaveLength(1);
    expect(namesOf(found)).toHaveLength(2);
  });

  test("a repository that is not there costs one call", async () => {
    const config = { services: [serviceOf("api", { repository: "octo/gone" })] };
    const gone = () => {
      throw new Stop("gone", "no");
    };
    const found = await search({ listCommits: gone }, { config, hit: ["api"] });
    expect(found.calls).toHaveLength(1);
    expect(found.gaps).toEqual([{ kind: "invisible", repository: "octo/gone" }]);
  });

  test("the oldest of a list too long for a page", async () => {
    const many = Array.from({ length: 100 }, (_, at) => commit(`c${at}`, at, [`c${at + 1}`]));
    const found = await search({ listCommits: () => many });
    expect(found.gaps).toEqual([{ kind: "cut", repository, source: "commits" }]);
    expect(found.suspects).toHaveLength(100);
  });

  test("a repository that goes while it is searched", async () => {
    const readPullFiles = () => {
      throw new Stop("gone", "no");
    };
    const found = await search({
      readPullFiles,
      listClosedPulls: () => pulls,
      listCommits: () => [commit("p", 5, ["s2"]), ...commits],
    });
    expect(found.gaps).toEqual([{ kind: "invisible", repository }]);
    expect(found.calls.filter(([call]) => call === "readPullFiles")).toHaveLength(1);
    expect(namesOf(found)).toHaveLength(3);
  });
});

describe("what may work later", () => {
  const slow = () => {
    throw new Again("502");
  };
  const { pulls, commits } = squashed(2);
  const listClosedPulls = () => pulls;
  const listCommits = () => commits;
  const rows: readonly (readonly [Answers, Asked, Source])[] = [
    [{ listCommits: slow }, {}, "commits"],
    [{ listClosedPulls: slow }, {}, "pull requests"],
    [{ listDeployments: slow }, {}, "deployments"],
    [{ listFailedRuns: slow }, {}, "workflow runs"],
    [{ listReleases: slow }, {}, "releases"],
    [{ listClosedPulls, listCommits, readPullFiles: slow }, {}, "pull requests"],
    [{ listCommits, readCommitFiles: slow }, {}, "commits"],
    [{ readFile: slow }, { hit: ["checkout"] }, "CODEOWNERS"],
  ];

  test.each(rows)("%o is tried later", async (answers, asked) => {
    await expect(search(answers, asked)).rejects.toThrow(Again);
  });

  test.each(rows)("%o counts as unreadable once that has gone on too long", async (...row) => {
    const [answers, asked, source] = row;
    const found = await search(answers, { ...asked, giveUp: true });
    expect(found.gaps).toContainEqual({ kind: "unreadable", repository, source });
  });

  test("hides nothing else", async () => {
    const found = await search(
      { listClosedPulls, listCommits, listFailedRuns: slow },
      { giveUp: true },
    );
    expect(namesOf(found)).toHaveLength(2);
    expect(found).toMatchObject({ lookedInto: 2 });
  });
});

test("a rebased pull request and a push are told apart", async () => {
  const found = await search({
    listClosedPulls: () => [pullSeen(1, { minutes: 20, commit: "r2" })],
    listCommits: () => [commit("p", 10, ["r2"]), commit("r2", 20, ["r1"]), commit("r1", 20, ["a"])],
  });
  expect(namesOf(found).sort()).toEqual([`${repository}#1`, `${repository}@${sha("p")}`]);
});
