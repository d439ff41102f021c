import type { History, Place } from "../../../src/reconcile/repository-port.ts";
import { type GitCommit, readCommit } from "../../../src/sandbox/github/git/commit.ts";
import { commitFiles } from "../../../src/sandbox/github/model/commit-files.ts";
import { findIssue } from "../../../src/sandbox/github/model/lookup.ts";
import { openIssue } from "../../../src/sandbox/github/model/open-issue.ts";
import { addAccount } from "../../../src/sandbox/github/model/people.ts";
import { mergePull } from "../../../src/sandbox/github/model/pulls/merge-pull.ts";
import { openPull } from "../../../src/sandbox/github/model/pulls/open-pull.ts";
import type { Issue } from "../../../src/sandbox/github/model/records.ts";
import { setCollaborator } from "../../../src/sandbox/github/model/repositories.ts";
import {
  createDeployment,
  createDeploymentStatus,
} from "../../../src/sandbox/github/model/shipping/deploy.ts";
import { createStatus } from "../../../src/sandbox/github/model/shipping/statuses.ts";
import { readTree } from "../../support/read-tree.ts";
import { type HistoryPlace, historyPlace } from "./history-place.ts";

export type Texts = Readonly<Record<string, string | null>>;

/** A repository that a test writes a history into, step by step. */
export class SmallRepository {
  readonly at: HistoryPlace;
  /** Every call that the engine made of the host. */
  readonly calls: { readonly method: keyof History; readonly args: readonly unknown[] }[] = [];
  readonly host: History;
  readonly place: Place;
  /** The commit that everything begins with. */
  readonly first: string;
  /** What the engine said it could not do. */
  readonly reports: string[] = [];
  readonly report = (what: string) => {
    this.reports.push(what);
  };
  /** Told of a call before it is made; may throw in its place. */
  onCall: (method: keyof History, send: () => Promise<unknown>) => Promise<unknown> = (_, send) =>
    send();
  #pulls = 0;

  constructor() {
    this.at = historyPlace();
    const { repository, installation } = this.at;
    this.place = { installation, repository: repository.id, name: "acme/web" };
    this.first = repository.git.refs.get("heads/main") ?? "";
    this.host = new Proxy(this.at.host, {
      get: (target, property, receiver) => {
        const run: unknown = Reflect.get(target, property, receiver);
        if (typeof run !== "function") return run;
        const method = property as keyof History;
        return (...args: unknown[]) => {
          this.calls.push({ method, args });
          return this.onCall(method, async () => Reflect.apply(run, target, args));
        };
      },
    });
  }

  /** A commit right on a branch, the default one unless told. */
  push(files: Texts, message?: string, branch?: string): string {
    this.at.pass(5);
    const { model, repository } = this.at;
    const options = { ...(message !== undefined && { message }), ...(branch && { branch }) };
    return commitFiles(model, repository, { files: { ...files }, ...options }).sha;
  }

  /** A merged pull request with these commits; answers with its number and its merge commit. */
  pull(
    title: string,
    commits: readonly Texts[],
    how: "merge" | "squash" | "rebase" = "squash",
    words?: string,
  ): { number: number; sha: string } {
    const { model, repository } = this.at;
    this.#pulls += 1;
    const branch = `work-${this.#pulls}`;
    for (const [index, files] of commits.entries()) {
      this.push(files, `${title}, part ${index + 1}`, branch);
    }
    const actor = { login: "acme" };
    const input = { title, head: branch, base: repository.defaultBranch };
    const { number } = openPull(model, actor, repository, input);
    this.at.pass(5);
    const wish = { method: how, ...(words !== undefined && { title: words }) };
    const { sha } = mergePull(model, actor, { repository, number }, wish);
    return { number, sha };
  }

  /** Says that a commit was deployed, and how that went. */
  deploy(ref: string, state: string, environment = "production"): void {
    this.at.pass(5);
    const { model, repository } = this.at;
    const actor = { login: "acme" };
    const { id } = createDeployment(model, actor, repository, { ref, environment });
    this.at.pass(1);
    createDeploymentStatus(model, actor, { repository, id }, { state });
  }

  /** The texts of a tree or commit, without what everything begins with. */
  async texts(sha: string): Promise<Record<string, string>> {
    const { files } = await readTree(this.at.host, this.place, sha);
    const first = await readTree(this.at.host, this.place, this.first);
    const { objects } = this.at.repository.git;
    const own = [...files].filter(([path]) => !first.files.has(path));
    const entries = own.map(([path, entry]) => {
      return [path, objects.get(entry.sha)?.bytes.toString() ?? ""] as const;
    });
    return Object.fromEntries(entries);
  }

  commit(sha: string): GitCommit {
    return readCommit(this.at.repository.git, sha);
  }

  /** Says how a check of a commit ended. */
  checked(sha: string, state: "success" | "failure"): void {
    const { model, repository } = this.at;
    createStatus(model, { login: "acme" }, repository, { sha, state, context: "build" });
  }

  /** Takes a permission from our App. */
  forbid(permission: string, left?: string): void {
    const installed = this.at.model.installations.get(this.at.installation);
    if (installed === undefined) throw new Error("Our App is not installed");
    const { [permission]: _, ...others } = installed.permissions;
    installed.permissions = { ...others, ...(left !== undefined && { [permission]: left }) };
  }

  /** Lets somebody write. */
  invite(login: string): void {
    addAccount(this.at.model, login);
    setCollaborator(this.at.repository, login, "write");
  }

  /** An issue under exactly that number; answers with how it is. */
  openIssue(number: number): () => Issue {
    const { model, repository } = this.at;
    repository.nextNumber = number;
    openIssue(model, { login: "acme" }, repository, { title: "Something else" });
    return () => findIssue(repository, number);
  }

  branches(): readonly string[] {
    return [...this.at.repository.git.refs.keys()].filter((ref) => /^heads\/allclear/.test(ref));
  }
}

/** Twelve lines, some of them changed: far enough apart that git merges them. */
export function lines(changes: Readonly<Record<number, string>> = {}): string {
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  return numbers.map((number) => `${changes[number] ?? `line ${number}`}\n`).join("");
}
