import { z } from "zod";
import type { ChangedFile, PullSeen } from "../../core/rollback/history.ts";
import type { HistoryReader } from "../../reconcile/repository-port.ts";
import { type Place, unlessAbsent, unlessAnswered } from "./call.ts";
import { changedFileAnswer } from "./commit-answers.ts";
import { placedPullAnswer, pullAnswer } from "./pull-answer.ts";
import { isSha } from "./ref-name.ts";
import type { Wire } from "./wire.ts";

type PullReader = Pick<
  HistoryReader,
  "readPull" | "readPullFiles" | "pullsOfCommit" | "pullsOfBranch" | "listClosedPulls"
>;

/** Pull requests by number, by commit, by branch, and as lists. */
export function pullReader(wire: Wire): PullReader {
  return {
    readPull: (place, number) => readPull(wire, place, number),
    readPullFiles: (place, number) => readPullFiles(wire, place, number),
    pullsOfCommit: (place, sha) => pullsOfCommit(wire, place, sha),
    pullsOfBranch: (place, branch) => pullsOfBranch(wire, place, branch),
    listClosedPulls: (place, count) => listClosedPulls(wire, place, count),
  };
}

async function readPull(wire: Wire, place: Place, number: number): Promise<PullSeen | undefined> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    parameters: { pull_number: number },
    answer: pullAnswer,
    conditional: true,
    mayBeAbsent: true,
  });
  return (await unlessAbsent(call, undefined))?.data;
}

async function readPullFiles(
  wire: Wire,
  place: Place,
  number: number,
): Promise<readonly ChangedFile[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
    parameters: { pull_number: number, per_page: 100 },
    answer: z.array(changedFileAnswer),
    mayBeAbsent: true,
  });
  return (await unlessAbsent(call, undefined))?.data ?? [];
}

const absent = [404, 409, 410, 422];

async function pullsOfCommit(wire: Wire, place: Place, sha: string): Promise<readonly PullSeen[]> {
  if (!isSha(sha)) return [];
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    parameters: { commit_sha: sha, per_page: 100 },
    answer: z.array(pullAnswer),
    expects: absent,
  });
  const pulls = (await unlessAnswered(call, absent, undefined))?.data ?? [];
  return pulls.filter(({ merged, base, defaultBranch }) => merged && base === defaultBranch);
}

async function pullsOfBranch(
  wire: Wire,
  place: Place,
  branch: string,
): Promise<readonly PullSeen[]> {
  const owner = ownerOf(wire, place);
  const pulls = await pullsOfHead(wire, place, `${owner}:${branch}`);
  // A transferred repository was found again under its new name, but asked for the old owner's.
  const now = ownerOf(wire, place);
  const current = now === owner ? pulls : await pullsOfHead(wire, place, `${now}:${branch}`);
  // GitHub leaves a filter out that it does not understand.
  return current
    .filter(({ pull, isOwn }) => isOwn && pull.head.branch === branch)
    .map(({ pull }) => pull);
}

async function pullsOfHead(wire: Wire, place: Place, head: string) {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: { head, state: "all", sort: "created", direction: "desc", per_page: 100 },
    answer: z.array(placedPullAnswer),
    conditional: true,
    mayBeAbsent: true,
  });
  return (await unlessAbsent(call, undefined))?.data ?? [];
}

function ownerOf(wire: Wire, place: Place): string {
  return wire.nameOf(place).split("/")[0] ?? "";
}

async function listClosedPulls(
  wire: Wire,
  place: Place,
  count: number,
): Promise<readonly PullSeen[]> {
  const call = wire.inRepository(place, {
    route: "GET /repos/{owner}/{repo}/pulls",
    parameters: {
      state: "closed",
      sort: "updated",
      direction: "desc",
      per_page: Math.min(count, 100),
    },
    answer: z.array(pullAnswer),
    // Not kept for an ETag: a hundred pull requests are megabytes.
    mayBeAbsent: true,
  });
  return (await unlessAbsent(call, undefined))?.data ?? [];
}
