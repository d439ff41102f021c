import nock from "nock";
import { api } from "./nocked-host.ts";

/** What GitHub would say of a history. */

export const repo = "/repos/acme/shop";

/** Forty hex digits from one word. */
export const shaOf = (word: string) =>
  Buffer.from(word.padEnd(20, ".")).toString("hex").slice(0, 40);

export const accepts = (path: string) => nock(api).get(`${repo}${path}`);
export const notFound = { message: "Not Found" };

/** The repository is there: what was not found is something in it. */
export const stillThere = () => {
  nock(api).get("/repositories/4711").reply(200, { id: 4711, full_name: "acme/shop" });
};

export const gitCommit = (word: string, change: object = {}) => ({
  sha: shaOf(word),
  message: `${word} it`,
  tree: { sha: shaOf(`${word}-tree`) },
  parents: [{ sha: shaOf("parent") }],
  author: { name: "Mona", email: "m@example.com", date: "2026-11-22T01:00:00Z" },
  committer: { name: "GitHub", email: "g@example.com", date: "2026-11-22T02:00:00Z" },
  ...change,
});

export const commit = (word: string, change: object = {}) => {
  const { sha, parents, ...parts } = gitCommit(word);
  return { sha, parents, commit: parts, author: { login: "mona", id: 1 }, ...change };
};

export const seenCommit = (word: string) => ({
  sha: shaOf(word),
  tree: shaOf(`${word}-tree`),
  parents: [shaOf("parent")],
  message: `${word} it`,
  author: "mona",
  at: "2026-11-22T02:00:00Z",
});

const own = { id: 4711, default_branch: "main", private: true };

export const pull = (number: number, change: object = {}) => ({
  number,
  id: 100 + number,
  title: `Change ${number}`,
  body: null,
  html_url: `https://github.com/acme/shop/pull/${number}`,
  state: "closed",
  draft: false,
  user: { login: "mona", id: 1, type: "User" },
  merged_at: "2026-11-22T02:00:00Z",
  closed_at: "2026-11-22T02:00:00Z",
  merge_commit_sha: shaOf("merge"),
  base: { ref: "main", repo: own },
  head: { ref: `topic-${number}`, sha: shaOf("head"), repo: own },
  updated_at: "2026-11-22T02:01:00Z",
  ...change,
});

export const seenPull = (number: number) => ({
  number,
  id: 100 + number,
  title: `Change ${number}`,
  body: "",
  url: `https://github.com/acme/shop/pull/${number}`,
  state: "closed",
  draft: false,
  author: "mona",
  merged: true,
  mergedAt: "2026-11-22T02:00:00Z",
  closedAt: "2026-11-22T02:00:00Z",
  mergeCommit: shaOf("merge"),
  base: "main",
  head: { branch: `topic-${number}`, sha: shaOf("head") },
  defaultBranch: "main",
  private: true,
  updatedAt: "2026-11-22T02:01:00Z",
});
