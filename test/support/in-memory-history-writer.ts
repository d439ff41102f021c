import type {
  Annotation,
  HistoryWriter,
  Merged,
  Place,
} from "../../src/reconcile/repository-port.ts";
import { createCheckRun, updateCheckRun } from "../../src/sandbox/github/model/check-runs.ts";
import { mergeBranches } from "../../src/sandbox/github/model/code/merge-branches.ts";
import { createGitCommit } from "../../src/sandbox/github/model/code/objects.ts";
import { createRef, deleteRef } from "../../src/sandbox/github/model/code/refs.ts";
import { createTree } from "../../src/sandbox/github/model/code/trees.ts";
import { openPull } from "../../src/sandbox/github/model/pulls/open-pull.ts";
import { requestReviewers } from "../../src/sandbox/github/model/pulls/request-reviewers.ts";
import { toPull } from "./history-shapes.ts";
import { type InMemoryHistoryOptions, repositoryAt } from "./in-memory-code.ts";
import { refusedWith, sorted, unlessRefused } from "./sorted-refusals.ts";

/** The writes to a repository of the model. */
export function inMemoryHistoryWriter(options: InMemoryHistoryOptions): HistoryWriter {
  const { model, actor } = options;
  const at = (place: Place) => repositoryAt(model, place);
  return {
    createTree: async (place, { base, entries }) =>
      sorted(() => createTree(model, actor, at(place), { base, entries }).sha),

    createCommit: async (place, commit) =>
      sorted(() => createGitCommit(model, actor, at(place), commit).sha),

    createBranch: async (place, branch, sha) =>
      unlessSaid(/already exists/, "exists" as const, () => {
        createRef(model, actor, at(place), { ref: `refs/heads/${branch}`, sha });
        return "created" as const;
      }),

    deleteBranch: async (place, branch) =>
      unlessSaid(/does not exist|not found/i, undefined, () =>
        deleteRef(model, actor, at(place), `heads/${branch}`),
      ),

    mergeInto: async (place, merge) => mergeInto(options, place, merge),

    openPull: async (place, pull) => sorted(() => toPull(openPull(model, actor, at(place), pull))),

    requestReviews: async (place, number, reviewers) => {
      // The model knows no teams: a request with one is refused as a whole, then sent without.
      const people = reviewers.filter((name) => !name.includes("/"));
      if (people.length === 0) return;
      unlessRefused([403, 404, 422], () =>
        requestReviewers(model, actor, { repository: at(place), number }, people),
      );
    },

    reportCheck: async (place, { name, sha, conclusion, title, summary, annotations = [] }) => {
      const [first = [], ...rest] = inFifties(annotations);
      const said = { title, summary };
      const input = { name, headSha: sha, status: "completed", conclusion };
      const output = { ...said, annotations: first };
      const { id } = sorted(() => createCheckRun(model, actor, at(place), { ...input, output }));
      for (const some of rest) {
        const more = { output: { ...said, annotations: some } };
        sorted(() => updateCheckRun(model, actor, { repository: at(place), id }, more));
      }
    },
  };
}

function inFifties(annotations: readonly Annotation[]) {
  const rows = annotations.map(({ line, ...rest }) => ({
    ...rest,
    startLine: line,
    endLine: line,
  }));
  const parts = Array.from({ length: Math.ceil(rows.length / 50) }, (_, at) => 50 * at);
  return parts.map((from) => rows.slice(from, from + 50));
}

function mergeInto(
  { model, actor }: InMemoryHistoryOptions,
  place: Place,
  merge: { base: string; head: string; message: string },
): Merged {
  try {
    const made = mergeBranches(model, actor, repositoryAt(model, place), merge);
    if (made === undefined) return { kind: "nothing" };
    return { kind: "merged", sha: made.sha, tree: made.commit.tree.sha };
  } catch (refusal) {
    if (refusedWith(refusal, 409, /./)) return { kind: "conflict" };
    if (refusedWith(refusal, 404, /./)) return { kind: "missing" };
    return sorted(() => {
      throw refusal;
    });
  }
}

function unlessSaid<T, F>(words: RegExp, fallback: F, act: () => T): T | F {
  try {
    return act();
  } catch (refusal) {
    if ([404, 422].some((status) => refusedWith(refusal, status, words))) return fallback;
    return sorted(() => {
      throw refusal;
    });
  }
}
