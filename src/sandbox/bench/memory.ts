import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findIssue, findRepository } from "../github/model/lookup.ts";
import { startChild } from "./child.ts";
import { below, type Figure, type Section } from "./figure.ts";
import { childrenOf, readResident, requireProc } from "./proc.ts";
import { openPlace, type Place } from "./stage.ts";

/** How long the app rests before its memory counts as settled. */
const restMs = 10_000;
const sampleEveryMs = 25;
const patienceMs = 30_000;
const notes = 20;

/** What the app holds in memory with its embedded database, as `npm start` runs it. */
export const residentMemory: Section = {
  name: "memory",
  title: "Resident memory of the app with its embedded database",
  async measure() {
    requireProc();
    const place = await openPlace();
    const folder = await mkdtemp(join(tmpdir(), "allclear-bench-"));
    try {
      const first = await runOnce(place, folder);
      const later = await runOnce(place, folder);
      return figures(first, later);
    } finally {
      await place.clear();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Run {
  readonly peak: number;
  readonly settled: number;
  /** The most its children held; 0 when it had none. */
  readonly helpers: number;
  readonly secondsToListen: number;
}

/** Starts the app, lets it handle one incident, lets it rest, ends it. */
async function runOnce(place: Place, folder: string): Promise<Run> {
  const watched = { helpers: 0, over: false };
  let watching: Promise<void> | undefined;
  const started = performance.now();
  const child = await startChild(
    { program: "main.ts", folder, variables: { ...place.variables, LOG_LEVEL: "info" } },
    (pid) => {
      watching = watchHelpers(pid, watched);
    },
  );
  const secondsToListen = (performance.now() - started) / 1000;
  try {
    place.sandbox.hookTo(`${child.url}/api/github/webhooks`);
    await playIncident(place);
    await pause(restMs);
    const resident = await readResident(child.pid);
    if (resident === undefined) throw new Error("the app ended while it was measured");
    const { peak, now: settled } = resident;
    return { peak, settled, helpers: watched.helpers, secondsToListen };
  } finally {
    watched.over = true;
    await watching;
    await child.end();
  }
}

async function watchHelpers(
  pid: number,
  watched: { helpers: number; over: boolean },
): Promise<void> {
  while (!watched.over) {
    const helpers = await Promise.all((await childrenOf(pid)).map(readResident));
    const held = helpers.reduce((sum, one) => sum + (one?.peak ?? 0), 0);
    watched.helpers = Math.max(watched.helpers, held);
    await pause(sampleEveryMs);
  }
}

async function playIncident(place: Place): Promise<void> {
  const { ada, repository } = place;
  const { number } = await ada.opens(repository, { title: "Checkout is down", body: "Since two." });
  const on = { repository, number };
  await ada.labels(on, "incident");
  for (let count = 0; count < notes; count += 1) await ada.comments(on, `/note step ${count}`);
  const issue = findIssue(findRepository(place.sandbox.world, repository), number);
  const last = issue.comments.findLast(({ body }) => body.startsWith("/note"));
  const started = performance.now();
  while (last?.reactions.length === 0) {
    if (performance.now() - started > patienceMs) throw new Error("the app does not answer notes");
    await pause(sampleEveryMs);
  }
}

function figures(first: Run, later: Run): readonly Figure[] {
  const start = (run: Run) => `listens after ${run.secondsToListen.toFixed(1)} s`;
  return [
    bounded("first start, settled", first.settled, `after one incident and ${restMs / 1000} s`),
    bounded("first start, peak", first.peak, start(first)),
    {
      what: "first start, helper that creates the database",
      value: megabytes(first.helpers),
      unit: "MB",
      aside: "a process of its own, gone before the app serves",
    },
    bounded("later start, settled", later.settled, "the same, on the existing database"),
    bounded("later start, peak", later.peak, start(later)),
  ];
}

function bounded(what: string, bytes: number, aside: string): Figure {
  const value = megabytes(bytes);
  return { what, value, unit: "MB", target: below(300, value, " MB"), aside };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}
