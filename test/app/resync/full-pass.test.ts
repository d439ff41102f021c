import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../../src/adapters/database/in-memory.ts";
import { fullPass } from "../../../src/app/resync/full-pass.ts";
import type { Round } from "../../../src/app/resync/resync.ts";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { Directory, RepositoryEntry } from "../../../src/reconcile/directory-port.ts";
import { Again, Stop } from "../../../src/reconcile/failure.ts";

const minute = 60_000;
const hour = 60 * minute;

let now: number;
let repositories: RepositoryEntry[];
/** What was asked of each repository: its id and since when. */
let reads: { repository: number; since: string | undefined; at: number }[];
let failing: Map<number, Error>;
let memory: ReturnType<typeof createInMemory>;

beforeEach(() => {
  now = Date.parse("2026-11-22T00:00:00Z");
  repositories = [];
  reads = [];
  failing = new Map();
  memory = createInMemory(() => new Date(now));
});

function addRepositories(count: number, change: Partial<RepositoryEntry> = {}): void {
  for (let added = 0; added < count; added += 1) {
    const repository = repositories.length + 1;
    const name = `acme/r${repository}`;
    const entry = { installation: 7, repository, name, archived: false, hasIssues: true };
    repositories.push({ ...entry, ...change });
  }
}

function startPass() {
  const directory: Directory = {
    listInstallations: async () => [{ installation: 7, account: "acme" }],
    listRepositories: async () => repositories,
    listIncidentIssues: async ({ repository }, { since }) => {
      const failure = failing.get(repository);
      if (failure !== undefined) throw failure;
      reads.push({ repository, since, at: now });
      return [];
    },
    failedDeliveries: async () => ({ addresses: [], more: false }),
  };
  const silent = () => undefined;
  const round: Round = {
    directory,
    memory,
    settings: {
      read: async () => ({ config: defaultConfig, templates: noTemplates, templateProblems: [] }),
    },
    labels: { isOurs: () => false, refresh: async () => undefined },
    open: { places: async () => [], add: async () => undefined },
    clock: { now: () => new Date(now) },
    log: { debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
    signal: new AbortController().signal,
    enqueue: async () => undefined,
  };
  return fullPass(round);
}

const noTemplates = {} as Awaited<ReturnType<Round["settings"]["read"]>>["templates"];

async function rounds(pass: ReturnType<typeof startPass>, ms: number): Promise<void> {
  for (const end = now + ms; now < end; now += 5 * minute) await pass.advance();
}

test("an empty database reads everything at once", async () => {
  addRepositories(20);
  await startPass().advance();
  expect(reads.map(({ repository }) => repository)).toHaveLength(20);
  expect(new Set(reads.map(({ since }) => since))).toEqual(new Set([undefined]));
});

test("no more than 300 calls are made within any hour, counted at five per repository", async () => {
  addRepositories(300);
  await rounds(startPass(), 6 * hour);
  expect(new Set(reads.map(({ repository }) => repository)).size).toBe(300);
  for (const { at } of reads) {
    const withinAnHour = reads.filter((other) => other.at >= at && other.at < at + hour);
    expect(withinAnHour.length * 5).toBeLessThanOrEqual(300);
  }
});

test("a restart does not give the hour's calls anew", async () => {
  addRepositories(100);
  await startPass().advance();
  const before = reads.length;
  await startPass().advance();
  expect(reads.length).toBe(before);
});

test("each repository is read once a day, spread over rounds, from where the last pass began", async () => {
  addRepositories(50);
  const pass = startPass();
  await pass.advance();
  reads = [];
  await rounds(pass, 24 * hour);
  expect(reads).toEqual([]);
  await rounds(pass, 24 * hour);
  expect(new Set(reads.map(({ repository }) => repository)).size).toBe(50);
  expect(reads).toHaveLength(50);
  expect(reads[0]?.since).toBe("2026-11-21T23:00:00Z");
  const [first] = reads;
  expect(reads.filter(({ at }) => at === first?.at).length).toBeLessThanOrEqual(5);
});

test("a repository that was added is read in the next round after it was heard of", async () => {
  addRepositories(1);
  const pass = startPass();
  await pass.advance();
  addRepositories(1);
  await pass.advance();
  expect(reads.map(({ repository }) => repository)).toEqual([1]);
  pass.lookForNew();
  await pass.advance();
  expect(reads.map(({ repository }) => repository)).toEqual([1, 2]);
});

test("a repository whose labels are others than was known is read whole, once", async () => {
  addRepositories(2);
  const pass = startPass();
  await pass.advance();
  reads = [];
  pass.readAgain(2);
  await pass.advance();
  await pass.advance();
  expect(reads).toMatchObject([{ repository: 2, since: undefined }]);
});

test("archived repositories and those without issues are left out", async () => {
  addRepositories(1, { archived: true });
  addRepositories(1, { hasIssues: false });
  addRepositories(1);
  await startPass().advance();
  expect(reads.map(({ repository }) => repository)).toEqual([3]);
});

test("a repository that cannot be read does not stop the others", async () => {
  addRepositories(3);
  failing.set(2, new Stop("gone", "GitHub: 404"));
  await startPass().advance();
  expect(reads.map(({ repository }) => repository)).toEqual([1, 3]);
});

test("a limit ends the round, and the next one goes on where it stopped", async () => {
  addRepositories(3);
  failing.set(2, new Again("GitHub: 429", { afterMs: 60_000 }));
  const pass = startPass();
  await pass.advance();
  expect(reads.map(({ repository }) => repository)).toEqual([1]);
  failing.clear();
  await pass.advance();
  expect(reads.map(({ repository }) => repository)).toEqual([1, 2, 3]);
});
