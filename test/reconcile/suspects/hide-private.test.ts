import { describe, expect, test } from "vitest";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { SuspectsFound } from "../../../src/core/rollback/suspects/suspects-found.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";
import { findSuspects } from "../../../src/reconcile/suspects/gather.ts";
import type { HistorySearched } from "../../../src/reconcile/suspects/history-searched.ts";
import {
  commit,
  repository as own,
  pullSeen,
  serviceOf,
  startedAt,
} from "../../core/rollback/suspects/given.ts";

const billing = "octo/billing";
const address = { installation: 1, repository: 2, name: own, issue: 3, seen: {} };
const clock = { now: () => new Date("2026-08-02T00:00:00Z") };

type Privacy = "public" | "private" | "unknown";

interface Stage {
  readonly own?: Privacy | "gone" | "slow";
  /** What pull requests say of the other repository, and what it says itself. */
  readonly pulls?: Privacy | "none";
  readonly other?: Privacy | "gone" | "slow";
  readonly hit?: readonly string[];
  readonly giveUp?: boolean;
}

/** Two repositories with one pull request or push each, of which not everything is said. */
async function search(
  stage: Stage,
): Promise<SuspectsFound & { readonly calls: readonly string[] }> {
  const { pulls = "public", hit = ["billing", "shop"], giveUp = false } = stage;
  const calls: string[] = [];
  const answer = async <T>(call: string, place: { readonly name: string }, is: T): Promise<T> => {
    calls.push(`${call} ${place.name}`);
    return is;
  };
  const privacy = pulls === "unknown" ? {} : { private: pulls === "private" };
  const inBilling = { ...pullSeen(7, { minutes: 9, commit: "b" }), title: "Salaries", ...privacy };
  const inShop = pullSeen(1, { minutes: 9, commit: "a" });
  const host: HistorySearched = {
    readRepository: async (place) => {
      calls.push(`readRepository ${place.name}`);
      return repositorySeen(place.name, place.name === own ? stage.own : stage.other);
    },
    listCommits: (place) => answer("listCommits", place, [commit("b", 9, ["z"])]),
    listClosedPulls: (place) => {
      const there = pulls === "none" ? [] : [inBilling];
      return answer("listClosedPulls", place, place.name === own ? [inShop] : there);
    },
    listDeployments: (place) => answer("listDeployments", place, []),
    listFailedRuns: (place) => answer("listFailedRuns", place, []),
    listReleases: (place) => answer("listReleases", place, []),
    readPullFiles: (place) => answer("readPullFiles", place, []),
    readCommitFiles: (place) => answer("readCommitFiles", place, []),
    readDeploymentStatuses: (place) => answer("readDeploymentStatuses", place, []),
    readFile: (place) => answer("readFile", place, undefined),
  };
  const services = [serviceOf("billing", { repository: billing }), serviceOf("shop")];
  const config = { ...defaultConfig, services };
  const incident = { services: hit, milestones: { startedAt } };
  const found = await findSuspects({ address, config, incident, giveUp }, { host, clock });
  return { ...found, calls };
}

function repositorySeen(name: string, is: Stage["own"] = "unknown") {
  if (is === "slow") throw new Again("502");
  if (is === "gone") throw new Stop("gone", "no");
  if (is === "unknown") return undefined;
  return { id: 1, name, defaultBranch: "main", private: is === "private" };
}

const shownOf = ({ suspects }: SuspectsFound) => [
  ...new Set(suspects.map(({ candidate }) => candidate.repository)),
];
const privacyCalls = ({ calls }: { readonly calls: readonly string[] }) =>
  calls.filter((call) => call.startsWith("readRepository"));

const [askOwn, askOther] = [`readRepository ${own}`, `readRepository ${billing}`];
const shown: readonly (readonly [Stage, readonly string[]])[] = [
  [{ pulls: "public" }, []],
  [{ pulls: "private", own: "private" }, [askOwn]],
  [{ pulls: "unknown", own: "private" }, [askOwn]],
  [{ pulls: "none", own: "private" }, [askOwn]],
  [{ pulls: "none", own: "public", other: "public" }, [askOwn, askOther]],
];
const hidden: readonly (readonly [Stage, readonly string[]])[] = [
  [{ pulls: "private", own: "public" }, [askOwn]],
  [{ pulls: "private", own: "unknown" }, [askOwn]],
  [{ pulls: "private", own: "gone" }, [askOwn]],
  [{ pulls: "private", own: "slow", giveUp: true }, [askOwn]],
  [{ pulls: "unknown", own: "public", other: "private" }, [askOwn, askOther]],
  [{ pulls: "none", own: "public", other: "private" }, [askOwn, askOther]],
  [{ pulls: "none", own: "public", other: "unknown" }, [askOwn, askOther]],
  [{ pulls: "none", own: "public", other: "gone" }, [askOwn, askOther]],
  [{ pulls: "none", own: "public", other: "slow", giveUp: true }, [askOwn, askOther]],
];

describe("another repository", () => {
  test.each(shown)("is shown where everybody who reads may read it: %o", async (stage, calls) => {
    const found = await search(stage);
    expect(shownOf(found).sort()).toEqual([billing, own]);
    expect(found.gaps).toEqual([]);
    expect(privacyCalls(found)).toEqual(calls);
  });

  test.each(hidden)("is not shown where that is not sure: %o", async (stage, calls) => {
    const found = await search(stage);
    expect(shownOf(found)).toEqual([own]);
    expect(found.repositories).toEqual([own]);
    expect(found.gaps).toEqual([{ kind: "private", repository: billing }]);
    expect(JSON.stringify(found)).not.toContain("Salaries");
    expect(privacyCalls(found)).toEqual(calls);
  });

  test("that is public costs nothing more: five calls each, and one for each candidate", async () => {
    const { calls, lookedInto } = await search({ pulls: "public" });
    expect(calls).toHaveLength(2 * 5 + lookedInto);
  });

  test("that is not shown is not looked into", async () => {
    const { calls } = await search({ pulls: "private", own: "public" });
    expect(calls).not.toContain(`readPullFiles ${billing}`);
    expect(calls).toContain(`readPullFiles ${own}`);
  });

  test("that is not shown, alone, leaves nothing to show", async () => {
    const found = await search({ pulls: "private", own: "public", hit: ["billing"] });
    expect(found).toMatchObject({ suspects: [], repositories: [], lookedInto: 0 });
  });

  test.each<Stage>([
    { pulls: "private", own: "slow" },
    { pulls: "none", own: "public", other: "slow" },
  ])("is waited for, as long as there is patience: %o", async (stage) => {
    await expect(search(stage)).rejects.toThrow(Again);
  });
});

test("the incident's own repository is always shown, unasked", async () => {
  const found = await search({ own: "public", hit: ["shop"] });
  expect(shownOf(found)).toEqual([own]);
  expect(privacyCalls(found)).toEqual([]);
});
