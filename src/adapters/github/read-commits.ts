import { z } from "zod";
import type { ChangedFile, CommitSeen, Comparison } from "../../core/rollback/history.ts";
import type { CommitFilter, HistoryReader } from "../../reconcile/repository-port.ts";
import { type Place, unlessAnswered } from "./call.ts";
import { changedFileAnswer, commitAnswer, gitCommitAnswer } from "./commit-answers.ts";
import { isRefName, isSha } from "./ref-name.ts";
import type { Wire } from "./wire.ts";

type CommitReader = Pick<
  HistoryReader,
  "findCommit" | "readCommit" | "listCommits" | "compare" | "readCommitFiles"
>;

// An empty repository answers 409, a name that leads to no commit or to several 422.
const absent = [404, 409, 410, 422];

/** Commits by name, as lists, and against each other. */
export function commitReader(wire: Wire): CommitReader {
  return {
    findCommit: (place, ref) => findCommit(wire, place, ref),
    readCommit: (place, sha) => readCommit(wire, place, sha),
    listCommits: (place, filter) => listCommits(wire, place, filter),
    compare: (place, base, head) => compare(wire, place, { base, head }),
    readCommitFiles: (place, sha) => readCommitFiles(wire, place, sha),
  };
}

async function findCommit(wire: Wire, place: Place, ref: string): Promise<CommitSeen | undefined> {
  if (!isRefName(ref)) return undefined;
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/commits/{ref}",
    // Its files come in pages; we want none of them.
    parameters: { ref, per_page: 1 },
    answer: commitAnswer,
    expects: absent,
  });
  return (await unlessAnswered(call, absent, undefined))?.data;
}

/** GitHub also knows commits here that live only in a fork: whoever acts must ask for ancestry. */
async function readCommit(wire: Wire, place: Place, sha: string): Promise<CommitSeen | undefined> {
  if (!isSha(sha)) return undefined;
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
    parameters: { commit_sha: sha },
    answer: gitCommitAnswer,
    expects: absent,
  });
  return (await unlessAnswered(call, absent, undefined))?.data;
}

async function listCommits(
  wire: Wire,
  place: Place,
  { from, path, since, until, count }: CommitFilter,
): Promise<readonly CommitSeen[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/commits",
    parameters: {
      per_page: Math.min(count, 100),
      ...(from === undefined ? {} : { sha: from }),
      ...(path === undefined ? {} : { path }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
    answer: z.array(commitAnswer),
    expects: absent,
  });
  return (await unlessAnswered(call, absent, undefined))?.data ?? [];
}

const comparisonAnswer = z
  .object({
    status: z.enum(["identical", "ahead", "behind", "diverged"]),
    ahead_by: z.number(),
    behind_by: z.number(),
    base_commit: commitAnswer,
    merge_base_commit: z.object({ sha: z.string() }),
    commits: z.array(commitAnswer),
  })
  .transform(
    (comparison): Comparison => ({
      status: comparison.status,
      aheadBy: comparison.ahead_by,
      behindBy: comparison.behind_by,
      base: comparison.base_commit,
      mergeBase: comparison.merge_base_commit.sha,
      commits: comparison.commits,
    }),
  );

// Without a word of paging, GitHub gives up to 250 commits at once; with it, at most 100.
async function compare(
  wire: Wire,
  place: Place,
  { base, head }: { base: string; head: string },
): Promise<Comparison | undefined> {
  if (!isRefName(base) || !isRefName(head)) return undefined;
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/compare/{basehead}",
    parameters: { basehead: `${base}...${head}` },
    answer: comparisonAnswer,
    // Also where the two have no ancestor in common.
    expects: [404],
  });
  return (await unlessAnswered(call, [404], undefined))?.data;
}

async function readCommitFiles(
  wire: Wire,
  place: Place,
  sha: string,
): Promise<readonly ChangedFile[]> {
  if (!isSha(sha)) return [];
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/commits/{ref}",
    parameters: { ref: sha },
    answer: z.object({ files: z.array(changedFileAnswer).default([]) }),
    expects: absent,
  });
  return (await unlessAnswered(call, absent, undefined))?.data.files ?? [];
}
