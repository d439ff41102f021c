import { isObject } from "./http/fields.ts";
import type { commentView } from "./model/view/comment.ts";
import type { issueView } from "./model/view/issue.ts";

export type ShownIssue = ReturnType<typeof issueView>;
export type ShownComment = ReturnType<typeof commentView>;

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
  /** Any other request; throws when GitHub refuses it. */
  asks: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

export function createPerson(login: string, token: string, url: string): Person {
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
  const issue = async (...request: Parameters<typeof asks>) =>
    (await asks(...request)) as ShownIssue;
  const comment = async (...request: Parameters<typeof asks>) =>
    (await asks(...request)) as ShownComment;
  const quietly = async (...request: Parameters<typeof asks>) => {
    await asks(...request);
  };
  return {
    login,
    token,
    asks,
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
  };
}

async function readThread(asks: Person["asks"], on: Thread): Promise<ShownComment[]> {
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
