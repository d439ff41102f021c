import { z } from "zod";
import type { HistoryWriter, Merged } from "../../reconcile/repository-port.ts";
import { acknowledged, type Place, unlessAbsent, unlessAnswered } from "./call.ts";
import { pullAnswer } from "./pull-answer.ts";
import { reportCheck } from "./report-check.ts";
import { requestReviews } from "./request-reviews.ts";
import { answerBehind, isVerdict } from "./sort-failure.ts";
import type { Wire } from "./wire.ts";

const named = z.object({ sha: z.string() });

/**
 * The writes to a repository. Each is sent once; what became of a lost answer is the loop's to
 * see.
 */
export function historyWriter(wire: Wire): HistoryWriter {
  return {
    async createTree(place, { base, entries }) {
      const { data } = await wire.inRepository(place, {
        route: "POST /repos/{owner}/{repo}/git/trees",
        parameters: {
          base_tree: base,
          tree: entries.map(({ path, mode, type, ...what }) => ({
            ...{ path, mode, type },
            ...("content" in what ? { content: what.content } : { sha: what.sha }),
          })),
        },
        answer: named,
      });
      return data.sha;
    },

    async createCommit(place, { tree, parents, message }) {
      const { data } = await wire.inRepository(place, {
        route: "POST /repos/{owner}/{repo}/git/commits",
        parameters: { tree, parents, message },
        answer: named,
      });
      return data.sha;
    },

    createBranch: (place, branch, sha) => createBranch(wire, place, { branch, sha }),

    async deleteBranch(place, branch) {
      const removal = wire.inRepository(place, {
        route: "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
        parameters: { ref: `heads/${branch}` },
        answer: acknowledged,
        mayBeAbsent: true,
        expects: [422],
      });
      await unlessSaid(unlessAbsent(removal, undefined), /does not exist/i, undefined);
    },

    mergeInto: (place, merge) => mergeInto(wire, place, merge),

    async openPull(place, { title, body, head, base, draft }) {
      const { data } = await wire.inRepository(place, {
        route: "POST /repos/{owner}/{repo}/pulls",
        parameters: { title, body, head, base, draft },
        answer: pullAnswer,
        pace: "notify",
      });
      return data;
    },

    requestReviews: (place, number, reviewers) =>
      requestReviews(wire, place, { number, reviewers }),

    reportCheck: (place, check) => reportCheck(wire, place, check),
  };
}

async function createBranch(
  wire: Wire,
  place: Place,
  { branch, sha }: { branch: string; sha: string },
): Promise<"created" | "exists"> {
  const creation = wire.inRepository(place, {
    route: "POST /repos/{owner}/{repo}/git/refs",
    parameters: { ref: `refs/heads/${branch}`, sha },
    answer: acknowledged,
    expects: [422],
  });
  const created = creation.then(() => "created" as const);
  return await unlessSaid(created, /already exists/i, "exists");
}

const mergeAnswer = z.union([
  z.undefined().transform((): Merged => ({ kind: "nothing" })),
  z
    .object({ sha: z.string(), commit: z.object({ tree: named }) })
    .transform(({ sha, commit }): Merged => ({ kind: "merged", sha, tree: commit.tree.sha })),
]);

async function mergeInto(
  wire: Wire,
  place: Place,
  { base, head, message }: { base: string; head: string; message: string },
): Promise<Merged> {
  const merge = wire.inRepository(place, {
    route: "POST /repos/{owner}/{repo}/merges",
    parameters: { base, head, commit_message: message },
    answer: mergeAnswer,
    expects: [404, 409],
  });
  try {
    return (await unlessAnswered(merge, [409], { data: { kind: "conflict" } as const })).data;
  } catch (failure) {
    if (isVerdict(failure, [404])) return { kind: "missing" };
    throw failure;
  }
}

/** GitHub says 422 to many things; only its words tell them apart. */
async function unlessSaid<T, F>(promise: Promise<T>, words: RegExp, fallback: F): Promise<T | F> {
  try {
    return await promise;
  } catch (failure) {
    const isSo = isVerdict(failure, [422]) && words.test(answerBehind(failure)?.message ?? "");
    if (isSo) return fallback;
    throw failure;
  }
}
