import type { HistoryReader, Place } from "../../src/reconcile/repository-port.ts";
import { requireSight } from "../../src/sandbox/github/model/access.ts";
import { readBranch } from "../../src/sandbox/github/model/code/branches.ts";
import { compare } from "../../src/sandbox/github/model/code/compare.ts";
import { listCommits } from "../../src/sandbox/github/model/code/list-commits.ts";
import { readGitCommit, readGitTag } from "../../src/sandbox/github/model/code/objects.ts";
import { readCommit } from "../../src/sandbox/github/model/code/read-commit.ts";
import { matchingRefs, readRef } from "../../src/sandbox/github/model/code/refs.ts";
import { listBranchRules } from "../../src/sandbox/github/model/code/rules.ts";
import { findRepository, fullName } from "../../src/sandbox/github/model/lookup.ts";
import { readContents, readText } from "../../src/sandbox/github/model/read-files.ts";
import type { Actor, Repository } from "../../src/sandbox/github/model/records.ts";
import { notFound } from "../../src/sandbox/github/model/refusal.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";
import { toChangedFile, toCommit, toGitCommit } from "./history-shapes.ts";
import { readWholeTree } from "./in-memory-tree.ts";
import { sorted, unlessAbsent, unlessRefused } from "./sorted-refusals.ts";

export interface InMemoryHistoryOptions {
  readonly model: Model;
  /** The installation that acts. */
  readonly actor: Actor;
}

type CodeReader = Omit<
  HistoryReader,
  | `${"readPull" | "pullsOf" | "listClosed"}${string}`
  | "readChecks"
  | `${string}Deployment${string}`
  | "listReleases"
  | "listFailedRuns"
>;

/** Where a place is, by its id, or by its name where only that is known. */
export function repositoryAt(model: Model, { repository, name }: Place): Repository {
  return findRepository(model, repository > 0 ? repository : name);
}

const noCommit = [404, 409, 410, 422];
const isSha = (text: string) => /^[0-9a-f]{40}$/i.test(text);

/** Branches, commits, trees and folders of the model. */
export function inMemoryCode({ model, actor }: InMemoryHistoryOptions): CodeReader {
  const at = (place: Place) => repositoryAt(model, place);
  return {
    readRepository: async (place) =>
      unlessAbsent(() => {
        const repository = at(place);
        requireSight(model, actor, repository);
        const { id, defaultBranch, private: isPrivate } = repository;
        return { id, name: fullName(repository), defaultBranch, private: isPrivate };
      }),

    listBranches: async (place, prefix) =>
      (
        unlessRefused([409], () => matchingRefs(model, actor, at(place), `heads/${prefix}`)) ?? []
      ).map(({ ref }) => ref.slice("refs/heads/".length)),

    readBranch: async (place, branch) =>
      unlessAbsent(() => {
        const view = readBranch(model, actor, at(place), branch);
        const { contexts } = view.protection.required_status_checks;
        const { name, commit } = view;
        const head = toCommit(commit);
        return { name, head, protected: view.protected, requiredChecks: contexts };
      }),

    readRules: async (place, branch) =>
      unlessAbsent(() => listBranchRules(model, actor, at(place), branch).map(toRule)) ?? [],

    findCommit: async (place, ref) =>
      unlessRefused(noCommit, () => {
        if (ref === "") throw notFound();
        return toCommit(readCommit(model, actor, at(place), ref).page(0, 0));
      }),

    readCommit: async (place, sha) =>
      unlessAbsent(() => toGitCommit(readGitCommit(model, actor, at(place), sha))),

    readTag: async (place, tag) =>
      unlessAbsent(() => {
        const repository = at(place);
        let { object } = readRef(model, actor, repository, `tags/${tag}`);
        while (object.type === "tag") {
          object = readGitTag(model, actor, repository, object.sha).object;
        }
        return object.type === "commit" ? object.sha : undefined;
      }),

    listCommits: async (place, { from, path, since, until, count }) =>
      unlessRefused(noCommit, () => {
        const filter = { sha: from, path, since, until };
        const list = listCommits(model, actor, at(place), filter);
        return list.page(0, Math.min(count, 100)).map(toCommit);
      }) ?? [],

    compare: async (place, base, head) =>
      unlessAbsent(() => toComparison(compare(model, actor, at(place), `${base}...${head}`))),

    readTrees: async (place, shas) =>
      sorted(() => shas.map((sha) => readWholeTree(model, actor, at(place), sha))),

    readCommitFiles: async (place, sha) =>
      unlessRefused(noCommit, () => {
        if (!isSha(sha)) throw notFound();
        const { files } = readCommit(model, actor, at(place), sha).page(0, 300);
        return files.map(toChangedFile);
      }) ?? [],

    listFolder: async (place, path, ref) => {
      const found = unlessAbsent(() =>
        readContents(model, actor, { repository: at(place), path, ref }),
      );
      const entries = Array.isArray(found) ? found : [];
      return entries.filter(({ type }) => type === "file").map((entry) => entry.path);
    },

    readFileAt: async (place, path, ref) =>
      unlessAbsent(() => readText(model, actor, { repository: at(place), path, ref })),
  };
}

function toRule({ type, parameters }: ReturnType<typeof listBranchRules>[number]) {
  const { required_status_checks: required } = (parameters ?? {}) as {
    required_status_checks?: readonly { context: string }[];
  };
  return required === undefined ? { type } : { type, checks: required.map((one) => one.context) };
}

function toComparison({ page }: ReturnType<typeof compare>) {
  const view = page(0, 250);
  return {
    status: view.status as "identical" | "ahead" | "behind" | "diverged",
    aheadBy: view.ahead_by,
    behindBy: view.behind_by,
    base: toCommit(view.base_commit),
    mergeBase: view.merge_base_commit.sha,
    commits: view.commits.map(toCommit),
  };
}
