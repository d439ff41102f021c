import { type Address, keyOf } from "../reconcile/address.ts";
import { Again, Stop } from "../reconcile/failure.ts";
import type { Memory } from "../reconcile/memory-port.ts";
import type { Clock } from "../reconcile/ports.ts";
import type { LookHandler, LookOutcome } from "../reconcile/queue-port.ts";
import type { Guard } from "../reconcile/reconcile.ts";
import { describeError, type Log } from "./log.ts";
import type { LookResult, Metrics } from "./metrics.ts";

/** How long a look may be silent before another process takes the incident over. */
export const leaseMs = 15_000;
/** While a look runs it shows that it lives, also when GitHub takes its time to answer. */
const beatMs = 5_000;
/** After so many unexpected errors without one look done, it waits for an event or a resync. */
export const mostErrors = 8;

const backoffMs = [1_000, 2_000, 5_000, 15_000, 60_000];

export interface WorkerOptions {
  /** One look, safe to run at any time; throws `Again`, `Stop`, or what nobody expected. */
  readonly look: (address: Address, guard: Guard) => Promise<unknown>;
  readonly memory: Pick<Memory, "lease" | "stillHeld" | "release" | "notBefore">;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Names this process among the replicas. */
  readonly holder: string;
  /** Told of a look that failed too often, so that somebody asks for it later. */
  readonly onGivenUp?: (address: Address) => Promise<void>;
}

interface Ending {
  readonly outcome: LookOutcome;
  readonly result: LookResult;
  readonly failure?: unknown;
}

/** Takes looks from the queue: one process per incident, and nothing thrown goes unseen. */
export function worker(options: WorkerOptions): LookHandler<Address> {
  const failures: Failures = new Map();
  return async ({ key, address }, signal) => {
    const started = options.clock.now().getTime();
    const ending = await run({ key, address, signal }, options, failures);
    if (ending.result === "given-up") await options.onGivenUp?.(address);
    if (ending.outcome.kind === "done") failures.delete(key);
    const ms = options.clock.now().getTime() - started;
    options.metrics.look(ending.result, ms);
    tell(ending, { key, address, ms }, options.log);
    return ending.outcome;
  };
}

/** By key, since its last look that was done; only what nobody expected counts as an error. */
type Failures = Map<string, { readonly tries: number; readonly errors: number }>;

interface Job {
  readonly key: string;
  readonly address: Address;
  readonly signal: AbortSignal;
}

async function run(job: Job, options: WorkerOptions, failures: Failures): Promise<Ending> {
  const { memory, clock, holder } = options;
  const key = keyOf(job.address);
  let token: string | undefined;
  let beat: NodeJS.Timeout | undefined;
  try {
    const until = await memory.notBefore(job.address.installation);
    const waitMs = (until?.getTime() ?? 0) - clock.now().getTime();
    if (waitMs > 0) return again("limited", waitMs);
    token = await memory.lease(key, holder, leaseMs);
    if (token === undefined) return again("busy", 2_000);
    const held = token;
    beat = setInterval(() => void memory.stillHeld(key, held).catch(() => undefined), beatMs);
    await options.look(job.address, guardOf(key, token, { job, memory }));
    return { outcome: { kind: "done" }, result: "done" };
  } catch (failure) {
    return endingOf(failure, { job, failures });
  } finally {
    clearInterval(beat);
    if (token !== undefined) await memory.release(key, token).catch(() => undefined);
  }
}

/** Asked before every write: the lease must be ours and the look must not have been given up. */
function guardOf(
  key: string,
  token: string,
  { job, memory }: { job: Job; memory: WorkerOptions["memory"] },
): Guard {
  return async () => {
    job.signal.throwIfAborted();
    if (await memory.stillHeld(key, token)) return;
    throw new Again("another process looks at this incident now");
  };
}

function endingOf(failure: unknown, { job, failures }: { job: Job; failures: Failures }): Ending {
  // The queue knows that it took the look away, and lets it come again by itself.
  if (job.signal.aborted) throw failure;
  if (failure instanceof Stop) return { outcome: { kind: "done" }, result: "stop", failure };
  const isExpected = failure instanceof Again;
  const before = failures.get(job.key) ?? { tries: 0, errors: 0 };
  const tries = before.tries + 1;
  const errors = before.errors + (isExpected ? 0 : 1);
  failures.set(job.key, { tries, errors });
  const waitMs = backoffMs[Math.min(tries, backoffMs.length) - 1] ?? 1_000;
  if (isExpected) return { ...again("again", failure.afterMs ?? waitMs), failure };
  if (errors < mostErrors) return { ...again("error", waitMs), failure };
  return { outcome: { kind: "done" }, result: "given-up", failure };
}

function again(result: LookResult, afterMs: number): Ending {
  return { outcome: { kind: "again", afterMs }, result };
}

/** One line per look. */
function tell(
  { outcome, result, failure }: Ending,
  look: { key: string; address: Address; ms: number },
  log: Log,
): void {
  const { installation, repository, issue } = look.address;
  const fields = {
    installation,
    repository,
    issue,
    result,
    ms: look.ms,
    ...(outcome.kind === "again" && { afterMs: outcome.afterMs }),
    ...(failure !== undefined && describeError(failure)),
  };
  if (result === "error") log.error(fields, "look failed and comes again");
  else if (result === "given-up") log.error(fields, "look given up until something new happens");
  else log.info(fields, "look");
}
