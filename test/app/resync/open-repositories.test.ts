import { beforeEach, expect, test } from "vitest";
import { createInMemory } from "../../../src/adapters/database/in-memory.ts";
import { openRepositories, sinceCursor } from "../../../src/app/resync/open-repositories.ts";
import type { Round } from "../../../src/app/resync/resync.ts";
import { defaultConfig } from "../../../src/core/config/config.ts";
import type { ListedIssue } from "../../../src/reconcile/directory-port.ts";

const now = () => new Date("2026-11-22T02:35:00Z");
const place = { installation: 7, repository: 1, name: "acme/shop" };
const issue: ListedIssue = {
  address: { ...place, issue: 42, seen: {} },
  updatedAt: "2026-11-22T02:32:00Z",
  labels: ["incident"],
  state: "open",
};

let asked: number[];
let memory: ReturnType<typeof createInMemory>;

let following: { issue: number; repositories: number[] }[];

beforeEach(() => {
  asked = [];
  following = [];
  memory = createInMemory(now);
});

function startReading() {
  const silent = () => undefined;
  const templates = {} as Awaited<ReturnType<Round["settings"]["read"]>>["templates"];
  const settings = { config: defaultConfig, templates, templateProblems: [] };
  return openRepositories({
    directory: {
      listInstallations: async () => [],
      listRepositories: async () => [],
      listIncidentIssues: async (_, { since = "" }) => (issue.updatedAt >= since ? [issue] : []),
      failedDeliveries: async () => ({ addresses: [], more: false }),
    },
    memory,
    settings: { read: async () => settings },
    labels: { isOurs: (_, label) => label === "incident", refresh: async () => undefined },
    open: { places: async () => [{ ...place, issues: [], following }], add: async () => undefined },
    clock: { now },
    log: { debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
    signal: new AbortController().signal,
    enqueue: async (_, addresses) => void asked.push(...addresses.map((one) => one.issue)),
  });
}

test("an issue that did not change since it was told is not told again", async () => {
  const reading = startReading();
  await reading.read();
  await reading.read();
  expect(asked).toEqual([42]);
});

test("after a look was given up, every process asks for it again", async () => {
  const [one, other] = [startReading(), startReading()];
  await one.read();
  await other.read();
  asked = [];
  await memory.saveCursor(sinceCursor(1), null);
  await one.read();
  expect(asked).toEqual([42]);
  expect(typeof (await memory.cursor(sinceCursor(1)))).toBe("string");
});
