import { headOf } from "../../src/sandbox/github/model/code/find-commit.ts";
import { deleteRef } from "../../src/sandbox/github/model/code/refs.ts";
import { commitFiles, type FileChanges } from "../../src/sandbox/github/model/commit-files.ts";
import { mergePull } from "../../src/sandbox/github/model/pulls/merge-pull.ts";
import type { MergeMethod } from "../../src/sandbox/github/model/pulls/merged-head.ts";
import { openPull } from "../../src/sandbox/github/model/pulls/open-pull.ts";
import { pullsOf } from "../../src/sandbox/github/model/pulls/pull-request.ts";
import { setDraft, updatePull } from "../../src/sandbox/github/model/pulls/update-pull.ts";
import type { Repository } from "../../src/sandbox/github/model/records.ts";
import {
  createDeployment,
  createDeploymentStatus,
} from "../../src/sandbox/github/model/shipping/deploy.ts";
import { createStatus } from "../../src/sandbox/github/model/shipping/statuses.ts";
import type { World as Model } from "../../src/sandbox/github/model/world.ts";

/** Somebody with git, acting at once on the model of GitHub. */
export interface ModelCoder {
  /** Commits to the default branch, or to another one; returns the commit. */
  pushes(files: FileChanges["files"], more?: Omit<FileChanges, "files">): string;
  /** Opens a pull request with these files and merges it; returns its number. */
  lands(title: string, files: FileChanges["files"], method?: MergeMethod): number;
  /** Takes a pull request out of draft if need be, and merges it; returns the commit. */
  merges(number: number, method?: MergeMethod): string;
  readies(number: number): void;
  closesPull(number: number): void;
  rewritesPull(number: number, body: string): void;
  /** Deploys the default branch's head, or that commit, and says how it went. */
  deploys(state: string, what?: { ref?: string; environment?: string }): void;
  /** Says how a check of a branch's head ended. */
  reports(branch: string, state: "success" | "failure" | "pending"): void;
  deletesBranch(branch: string): void;
}

export function modelCoder(model: Model, repository: Repository, login: string): ModelCoder {
  const actor = { login };
  const account = () => model.accounts.get(login.toLowerCase());
  const at = (number: number) => ({ repository, number });
  const { defaultBranch } = repository;
  const pushes: ModelCoder["pushes"] = (files, more = {}) => {
    const author = account();
    return commitFiles(model, repository, { ...more, files, ...(author && { author }) }).sha;
  };
  const merges: ModelCoder["merges"] = (number, method = "squash") => {
    const pull = pullsOf(repository).find((one) => one.number === number)?.pull;
    if (pull?.draft === true) setDraft(model, actor, at(number), false);
    mergePull(model, actor, at(number), { method });
    return headOf(repository, defaultBranch)?.sha ?? "";
  };
  return {
    pushes,
    merges,
    lands(title, files, method = "squash") {
      const branch = `change-${repository.nextNumber}`;
      pushes(files, { branch, message: title });
      const head = { title, head: branch, base: defaultBranch };
      const { number } = openPull(model, actor, repository, head);
      merges(number, method);
      return number;
    },
    readies: (number) => setDraft(model, actor, at(number), false),
    closesPull: (number) => void updatePull(model, actor, at(number), { state: "closed" }),
    rewritesPull: (number, body) => void updatePull(model, actor, at(number), { body }),
    deploys(state, { ref = defaultBranch, environment = "production" } = {}) {
      const asked = { ref, environment, requiredContexts: [] };
      const { id } = createDeployment(model, actor, repository, asked);
      createDeploymentStatus(model, actor, { repository, id }, { state });
    },
    reports(branch, state) {
      const sha = headOf(repository, branch)?.sha ?? "";
      createStatus(model, actor, repository, { sha, state, context: "ci/build" });
    },
    deletesBranch: (branch) => deleteRef(model, actor, repository, `heads/${branch}`),
  };
}
