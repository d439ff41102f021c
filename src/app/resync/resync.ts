import { setTimeout as sleep } from "node:timers/promises";
import { type Address, keyOf, noIssue } from "../../reconcile/address.ts";
import type { Directory } from "../../reconcile/directory-port.ts";
import { Again, Stop } from "../../reconcile/failure.ts";
import type { Memory } from "../../reconcile/memory-port.ts";
import type { Clock } from "../../reconcile/ports.ts";
import type { LookQueue } from "../../reconcile/queue-port.ts";
import type { SettingsReader } from "../../reconcile/settings.ts";
import type { KnownLabels } from "../known-labels.ts";
import { describeError, type Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { OpenIncidents } from "../open-incidents.ts";
import { readFailedDeliveries } from "./failed-deliveries.ts";
import { fullPass } from "./full-pass.ts";
import { openRepositories, sinceCursor } from "./open-repositories.ts";

/** Finds what no delivery told us: GitHub loses some, and never sends them again by itself. */
export interface Resync {
  /** One round, now; several calls at once are one round. */
  run(): Promise<void>;
  /** A round now and then every so many milliseconds. */
  start(everyMs: number): void;
  /** Repositories were added: a round now, in which they are read. */
  lookForNewRepositories(): void;
  /** The incidents of a repository have another label than was known: a round now reads it. */
  readAgain(repository: number): void;
  /** A look was given up: the next round, of any process, asks for it again. */
  askAgain(address: Address): Promise<void>;
  stop(): Promise<void>;
}

export interface ResyncOptions {
  readonly directory: Directory;
  readonly settings: Pick<SettingsReader, "read">;
  readonly queue: Pick<LookQueue<Address>, "enqueue">;
  readonly memory: Pick<Memory, "cursor" | "saveCursor" | "lease" | "stillHeld" | "release">;
  readonly labels: Pick<KnownLabels, "isOurs" | "refresh">;
  readonly open: Pick<OpenIncidents, "places" | "add">;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "resync">;
  /** Names this process among the replicas: one of them does the round. */
  readonly holder: string;
}

/** What the parts of a round work with. */
export interface Round extends Omit<ResyncOptions, "holder" | "queue" | "metrics"> {
  /** Asks for looks; says in the metrics what found them. */
  enqueue(kind: string, addresses: readonly Address[]): Promise<void>;
  readonly signal: AbortSignal;
}

/** A round of a process that died is taken over after this time. */
const leaseMs = 15_000;
/** While a round runs it shows that it lives. */
const beatMs = 5_000;

export function resync(options: ResyncOptions): Resync {
  const stopping = new AbortController();
  const round: Round = {
    ...options,
    signal: stopping.signal,
    async enqueue(kind, addresses) {
      options.metrics.resync(kind, addresses.length);
      for (const address of addresses) await options.queue.enqueue(keyOf(address), address);
    },
  };
  const open = openRepositories(round);
  const pass = fullPass(round);
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;

  async function runRound(): Promise<void> {
    const { memory, holder, log } = options;
    const token = await memory.lease("resync", holder, leaseMs);
    if (token === undefined) {
      // Another replica is at it, or died at it: in the second case nobody else would do it now.
      again = setTimeout(runAside, leaseMs).unref();
      return;
    }
    const beat = setInterval(
      () => void memory.stillHeld("resync", token).catch(() => undefined),
      beatMs,
    );
    try {
      await part(log, "failed deliveries", () => readFailedDeliveries(round));
      await part(log, "repositories with open incidents", () => open.read());
      await part(log, "full pass", () => pass.advance());
    } finally {
      clearInterval(beat);
      await memory.release("resync", token);
    }
  }

  function run(): Promise<void> {
    running ??= runRound().finally(() => {
      running = undefined;
    });
    return running;
  }

  function runAside(): void {
    if (stopping.signal.aborted) return;
    run().catch((error: unknown) => options.log.error(describeError(error), "resync failed"));
  }

  return {
    run,
    start(everyMs) {
      if (!Number.isFinite(everyMs)) return;
      runAside();
      timer = setInterval(runAside, everyMs);
      timer.unref();
    },
    lookForNewRepositories() {
      pass.lookForNew();
      runAside();
    },
    readAgain(repository) {
      pass.readAgain(repository);
      runAside();
    },
    async askAgain(address) {
      // No round finds pushed files again: the next push that touches them does.
      if (address.issue === noIssue) return;
      await options.open.add(address);
      await options.memory.saveCursor(sinceCursor(address.repository), null);
    },
    async stop() {
      clearInterval(timer);
      clearTimeout(again);
      stopping.abort();
      // A call under way may take its time; the process does not wait for it.
      await Promise.race([
        running?.catch(() => undefined),
        sleep(1_000, undefined, { ref: false }),
      ]);
    },
  };
}

/** One part that fails does not keep the others from their turn. */
async function part(log: Log, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    const known = failure instanceof Again || failure instanceof Stop;
    const fields = { part: name, ...describeError(failure) };
    if (known) log.warn(fields, "resync: goes on in the next round");
    else log.error(fields, "resync: goes on in the next round");
  }
}
