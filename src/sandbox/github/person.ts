import { isObject } from "./http/fields.ts";
import type { FileChanges } from "./model/commit-files.ts";
import type { MergeMethod } from "./model/pulls/merged-head.ts";
import type { commentView } from "./model/view/comment.ts";
import type { deploymentView } from "./model/view/deployment.ts";
import type { issueView } from "./model/view/issue.ts";
import type { pullView } from "./model/view/pull.ts";

export type ShownIssue = ReturnType<typeof issueView>;
export type ShownComment = ReturnType<typeof commentView>;

export type ShownPull = ReturnType<typeof pullView>;
export type ShownDeployment = ReturnType<typeof deploymentView>;

/** What somebody pushes to a branch. */
export type Push = Omit<FileChanges, "author">;

export interface Proposal {
  title: string;
  body?: string;
  /** The branch it comes from. */
  head: string;
  /** The default branch unless told. */
  base?: string;
  draft?: boolean;
}

export interface Thread {
  /** `owner/name`. */
  repository: string;
  number: number;
}

/** Somebody with a browser: does over HTTP, with a token of their own, what people do by hand. */
export interface Person {
  login: string;
  token: string;
  opens: (
    repository: string,
    issue: {
      title: string;
      body?: string;
      labels?: readonly string[];
      assignees?: readonly string[];
    },
  ) => Promise<ShownIssue>;
  comments: (on: Thread, body: string) => Promise<ShownComment>;
  edits: (repository: string, commentId: number, body: string) => Promise<ShownComment>;
  deletes: (repository: string, commentId: number) => Promise<void>;
  reacts: (repository: string, commentId: number, content: string) => Promise<void>;
  rewrites: (on: Thread, change: { title?: string; body?: string }) => Promise<ShownIssue>;
  labels: (on: Thread, ...names: string[]) => Promise<void>;
  unlabels: (on: Thread, name: string) => Promise<void>;
  assigns: (on: Thread, ...logins: string[]) => Promise<void>;
  unassigns: (on: Thread, ...logins: string[]) => Promise<void>;
  closes: (on: Thread, reason?: "completed" | "not_planned") => Promise<ShownIssue>;
  reopens: (on: Thread) => Promise<ShownIssue>;
  locks: (on: Thread) => Promise<void>;
  readsIssue: (on: Thread) => Promise<ShownIssue>;
  /** Every comment, however many pages. */
  readsThread: (on: Thread) => Promise<ShownComment[]>;
  /** Pushes a commit with git, asking for no permission; returns its name. */
  pushes: (repository: string, push: Push) => string;
  deletesBranch: (repository: string, branch: string) => Promise<void>;
  opensPull: (repository: string, proposal: Proposal) => Promise<ShownPull>;
  /** Pushes files to a branch and opens a pull request from it. */
  proposes: (repository: string, proposal: Proposal & Push) => Promise<ShownPull>;
  readsPull: (on: Thread) => Promise<ShownPull>;
  /** Takes a pull request out of draft. */
  readies: (on: Thread) => Promise<void>;
  /** Returns the commit that the base branch then stands at. */
  merges: (on: Thread, method?: MergeMethod) => Promise<string>;
  /** Deploys a branch, tag or commit; says how it went unless `state` is left out. */
  deploys: (
    repository: string,
    what: { ref: string; environment?: string; task?: string; state?: string },
  ) => Promise<ShownDeployment>;
  /** Says how an earlier deployment goes on. */
  reportsDeployment: (repository: string, deploymentId: number, state: string) => Promise<void>;
  reportsStatus: (
    repository: string,
    sha: string,
    status: { state: string; context?: string; description?: string },
  ) => Promise<void>;
  releases: (
    repository: string,
    release: { tag: string; target?: string; prerelease?: boolean },
  ) => Promise<void>;
  /** Any other request; throws when GitHub refuses it. */
  asks: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

type Asks = Person["asks"];

export function createPerson({
  login,
  token,
  url,
  push,
}: {
  login: string;
  token: string;
  url: string;
  push: Person["pushes"];
}): Person {
  async function asks(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    if (answer.ok) return json;
    const message = isObject(json) ? String(json.message) : text;
    throw new Error(`${login}: ${method} ${path} was answered ${answer.status}: ${message}`);
  }
  return { login, token, asks, ...onThreads(asks), ...onCode(asks, push) };
}

function onThreads(asks: Asks) {
  const issue = async (...request: Parameters<Asks>) => (await asks(...request)) as ShownIssue;
  const comment = async (...request: Parameters<Asks>) => (await asks(...request)) as ShownComment;
  const quietly = async (...request: Parameters<Asks>) => void (await asks(...request));
  return {
    opens: (repository, input) => issue("POST", `/repos/${repository}/issues`, input),
    comments: (on, body) => comment("POST", `${at(on)}/comments`, { body }),
    edits: (repository, id, body) => comment("PATCH", commentAt(repository, id), { body }),
    deletes: (repository, id) => quietly("DELETE", commentAt(repository, id)),
    reacts: (repository, id, content) =>
      quietly("POST", `${commentAt(repository, id)}/reactions`, { content }),
    rewrites: (on, change) => issue("PATCH", at(on), change),
    labels: (on, ...labels) => quietly("POST", `${at(on)}/labels`, { labels }),
    unlabels: (on, name) => quietly("DELETE", `${at(on)}/labels/${encodeURIComponent(name)}`),
    assigns: (on, ...assignees) => quietly("POST", `${at(on)}/assignees`, { assignees }),
    unassigns: (on, ...assignees) => quietly("DELETE", `${at(on)}/assignees`, { assignees }),
    closes: (on, reason = "completed") =>
      issue("PATCH", at(on), { state: "closed", state_reason: reason }),
    reopens: (on) => issue("PATCH", at(on), { state: "open" }),
    locks: (on) => quietly("PUT", `${at(on)}/lock`),
    readsIssue: (on) => issue("GET", at(on)),
    readsThread: (on) => readThread(asks, on),
  } satisfies Partial<Person>;
}

function onCode(asks: Asks, push: Person["pushes"]) {
  const pull = async (...request: Parameters<Asks>) => (await asks(...request)) as ShownPull;
  const quietly = async (...request: Parameters<Asks>) => void (await asks(...request));
  const opensPull: Person["opensPull"] = async (repository, proposal) => {
    const base = proposal.base ?? (await defaultBranch(asks, repository));
    const { title, body, head, draft } = proposal;
    return pull("POST", `/repos/${repository}/pulls`, { title, body, head, base, draft });
  };
  const reportsDeployment: Person["reportsDeployment"] = (repository, id, state) =>
    quietly("POST", `/repos/${repository}/deployments/${id}/statuses`, { state });
  return {
    pushes: push,
    deletesBranch: (repository, branch) =>
      quietly("DELETE", `/repos/${repository}/git/refs/heads/${branch}`),
    opensPull,
    proposes: (repository, { title, body, head, base, draft, ...change }) => {
      push(repository, { message: title, ...change, branch: head });
      const proposal = { title, head, ...(body && { body }), ...(base && { base }) };
      return opensPull(repository, { ...proposal, draft: draft ?? false });
    },
    readsPull: (on) => pull("GET", pullAt(on)),
    readies: async (on) => markReady(asks, await pull("GET", pullAt(on))),
    merges: async (on, method = "merge") => {
      const merged = await asks("PUT", `${pullAt(on)}/merge`, { merge_method: method });
      return isObject(merged) ? String(merged.sha) : "";
    },
    deploys: async (repository, { state, ...what }) => {
      const wish = { ...what, required_contexts: [], auto_merge: false };
      const made = await asks("POST", `/repos/${repository}/deployments`, wish);
      const deployment = made as ShownDeployment;
      if (state) await reportsDeployment(repository, deployment.id, state);
      return deployment;
    },
    reportsDeployment,
    reportsStatus: (repository, sha, status) =>
      quietly("POST", `/repos/${repository}/statuses/${sha}`, status),
    releases: (repository, { tag, target, prerelease }) =>
      quietly("POST", `/repos/${repository}/releases`, {
        tag_name: tag,
        target_commitish: target,
        prerelease,
      }),
  } satisfies Partial<Person>;
}

async function defaultBranch(asks: Asks, repository: string): Promise<string> {
  const found = await asks("GET", `/repos/${repository}`);
  return isObject(found) ? String(found.default_branch) : "main";
}

/** GitHub has this in GraphQL only, which answers 200 to mistakes too. */
async function markReady(asks: Asks, { node_id: id }: ShownPull): Promise<void> {
  const query = `mutation($id: ID!) {
    markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
  }`;
  const answer = await asks("POST", "/graphql", { query, variables: { id } });
  if (isObject(answer) && answer.errors) throw new Error(JSON.stringify(answer.errors));
}

async function readThread(asks: Asks, on: Thread): Promise<ShownComment[]> {
  const thread: ShownComment[] = [];
  for (let page = 1; ; page += 1) {
    const some = await asks("GET", `${at(on)}/comments?per_page=100&page=${page}`);
    thread.push(...(some as ShownComment[]));
    if ((some as ShownComment[]).length < 100) return thread;
  }
}

function at({ repository, number }: Thread): string {
  return `/repos/${repository}/issues/${number}`;
}

function commentAt(repository: string, id: number): string {
  return `/repos/${repository}/issues/comments/${id}`;
}

function pullAt({ repository, number }: Thread): string {
  return `/repos/${repository}/pulls/${number}`;
}
