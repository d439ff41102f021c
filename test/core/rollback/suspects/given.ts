import type { Service } from "../../../../src/core/config/config.ts";
import type {
  CommitSeen,
  DeploymentSeen,
  PullSeen,
} from "../../../../src/core/rollback/history.ts";
import type { DirectPush, MergedPull } from "../../../../src/core/rollback/suspects/candidate.ts";

export const repository = "octo/shop";
export const startedAt = "2026-08-01T12:00:00Z";

/** So many minutes before the incident started. */
export function ago(minutes: number, seconds = 0): string {
  const at = new Date(Date.parse(startedAt) - minutes * 60_000 + seconds * 1000);
  return at.toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** A commit's name that begins with these letters. */
export function sha(name: string): string {
  return [...name]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join("")
    .padEnd(40, "0");
}

export function serviceOf(name: string, more: Partial<Service> = {}): Service {
  return {
    name,
    description: undefined,
    owners: [],
    repository: undefined,
    paths: [],
    environments: ["production"],
    deploy: undefined,
    rollback: undefined,
    staging: undefined,
    verify: [],
    ...more,
  };
}

export function pullOf(number: number, more: Partial<MergedPull> = {}): MergedPull {
  return {
    kind: "pull",
    repository,
    number,
    title: `Change ${number}`,
    by: "ada",
    at: ago(30),
    live: { state: "unknown" },
    files: [{ path: "src/a.ts", additions: 10, deletions: 2 }],
    ...more,
  };
}

export function pushOf(name: string, more: Partial<DirectPush> = {}): DirectPush {
  const { kind: _kind, number: _number, ...rest } = pullOf(1);
  return { ...rest, kind: "push", sha: sha(name), unreviewed: true, ...more };
}

/** A commit by its name; its parents by theirs. */
export function commit(name: string, minutes: number, parents: readonly string[]): CommitSeen {
  return {
    sha: sha(name),
    tree: sha(`t${name}`),
    parents: parents.map(sha),
    message: `Commit ${name}\n\nbody`,
    author: "grace",
    at: ago(minutes),
  };
}

export function pullSeen(
  number: number,
  seen: { readonly minutes: number; readonly commit: string; readonly head?: string },
  more: Partial<PullSeen> = {},
): PullSeen {
  const at = ago(seen.minutes);
  return {
    number,
    id: number + 1000,
    title: `Pull ${number}`,
    body: "",
    url: `https://github.com/${repository}/pull/${number}`,
    state: "closed",
    draft: false,
    author: "ada",
    merged: true,
    mergedAt: at,
    mergedBy: "grace",
    closedAt: at,
    mergeCommit: sha(seen.commit),
    base: "main",
    head: { branch: `b${number}`, sha: sha(seen.head ?? `h${number}`) },
    defaultBranch: "main",
    updatedAt: at,
    ...more,
  };
}

export function deploymentSeen(
  id: number,
  seen: { readonly minutes: number; readonly commit: string },
  environment = "production",
): DeploymentSeen {
  return {
    id,
    sha: sha(seen.commit),
    ref: "main",
    environment,
    createdAt: ago(seen.minutes),
    by: "deployer",
  };
}
