import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { apiUrl, setting } from "./settings.ts";

/** GitHub as one token sees it. */
export interface Caller {
  /** Any answer, refusals too. */
  asks: <Body>(method: string, path: string, body?: unknown) => Promise<Answer<Body>>;
  /** Of the repository under test; throws unless it succeeds. */
  does: <Body>(method: string, path: string, body?: unknown) => Promise<Body>;
  graph: <Data>(query: string, variables: object) => Promise<Data>;
}

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface Refused {
  readonly message: string;
}

export interface IssueShown {
  readonly id: number;
  readonly node_id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly updated_at: string;
  readonly comments: number;
  readonly labels: readonly { readonly name: string; readonly color: string }[];
  readonly assignees: readonly { readonly login: string }[];
  readonly pinned_comment?: { readonly id: number } | null;
}

export interface CommentShown {
  readonly id: number;
  readonly node_id: string;
  readonly body: string;
  readonly updated_at: string;
  readonly user: { readonly login: string };
}

/** GitHub asks for a second between writes; a stand-in on loopback does not. */
const writeGapMs = /^https?:\/\/(127\.0\.0\.1|localhost)\b/.test(apiUrl()) ? 0 : 1_100;

export function callerWith(token: string): Caller {
  async function asks<Body>(method: string, path: string, body?: unknown): Promise<Answer<Body>> {
    if (method !== "GET") await pause(writeGapMs);
    const answer = await fetch(apiUrl() + path, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === "" ? {} : JSON.parse(text)) as Body };
  }

  async function succeed<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await asks<Body>(method, path, body);
    if (answer.status < 300) return answer.body;
    const said = JSON.stringify(answer.body).slice(0, 500);
    throw new Error(`${method} ${path} was answered ${answer.status}: ${said}`);
  }

  return {
    asks,
    does: (method, path, body) => succeed(method, `/repos/${repository()}${path}`, body),
    graph: async <Data>(query: string, variables: object) => {
      const answer = await succeed<{ data: Data }>("POST", "/graphql", { query, variables });
      return answer.data;
    },
  };
}

/** Whoever owns `ALLCLEAR_LIVE_TOKEN`. */
export function maintainer(): Caller {
  return callerWith(setting("ALLCLEAR_LIVE_TOKEN"));
}

export function repository(): string {
  return setting("ALLCLEAR_LIVE_REPOSITORY");
}

/** Opens an issue for one test, and closes it when the test has ended. */
export async function openIssue(by: Caller, more: object = {}): Promise<IssueShown> {
  const title = `Live check ${new Date().toISOString()}`;
  const issue = await by.does<IssueShown>("POST", "/issues", {
    title,
    body: "As opened.",
    ...more,
  });
  onTestFinished(async () => {
    await maintainer().does("PATCH", `/issues/${issue.number}`, { state: "closed" });
  });
  return issue;
}

export function readIssue(by: Caller, { number }: Pick<IssueShown, "number">): Promise<IssueShown> {
  return by.does("GET", `/issues/${number}`);
}

export function comment(
  by: Caller,
  { number }: Pick<IssueShown, "number">,
  body: string,
): Promise<CommentShown> {
  return by.does("POST", `/issues/${number}/comments`, { body });
}

/** GitHub's times have no fractions: what must differ in time has to be a second apart. */
export function anotherSecond(): Promise<void> {
  return pause(1_200);
}

/** What `read` shows, once the lists have caught up with it. */
export async function eventually<T>(read: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error("It was not to be seen within a minute.");
    await pause(500);
  }
}
