import { fromPglite, type Job, PgBoss } from "pg-boss";
import type {
  EnqueueOptions,
  LookHandler,
  LookQueue,
  MergeAddresses,
  QueueDepth,
} from "../../reconcile/queue-port.ts";
import { addressToText, checkKey } from "./address-text.ts";
import { Attempts } from "./attempts.ts";
import { HintTable, type Sql } from "./hint-table.ts";
import {
  alarmsQueue,
  bossSchema,
  bossSettings,
  defaultExpireMs,
  forwardedSettings,
  laterQueue,
  looksQueue,
  looksSettings,
  pollSeconds,
} from "./pg-boss-settings.ts";

/**
 * This folder hides pg-boss: that looks, looks for later and alarms are three queues of it, which
 * of its policies keep them apart, and what brings a killed look back.
 */
export interface PgBossQueueOptions<Address> {
  readonly connection: QueueConnection;
  readonly merge: MergeAddresses<Address>;
  readonly onError: (error: unknown) => void;
  /** How long a look may take before it is aborted and comes again; whole seconds. */
  readonly expireMs?: number;
  /** How often looks are searched for where nothing tells of them; whole seconds. */
  readonly pollSeconds?: number;
}

export type QueueConnection =
  | { readonly kind: "pglite"; readonly pglite: Parameters<typeof fromPglite>[0] }
  | { readonly kind: "postgres"; readonly connectionString: string };

/** Opens the durable queue; the database stays the caller's to close, after `stop`. */
export async function openPgBossQueue<Address>(
  options: PgBossQueueOptions<Address>,
): Promise<LookQueue<Address>> {
  const boss = new PgBoss({ ...connectTo(options.connection), ...bossSettings });
  boss.on("error", options.onError);
  boss.on("warning", ({ message }) => options.onError(new Error(message)));
  await boss.start();
  const sql: Sql = boss.getDb();
  const hints = new HintTable(sql, options.merge);
  await hints.create();
  await boss.createQueue(laterQueue, { ...forwardedSettings, policy: "short" });
  await boss.createQueue(alarmsQueue, { ...forwardedSettings, policy: "short" });
  await boss.createQueue(looksQueue, looksSettings);
  return new PgBossQueue({ boss, sql, hints, ...options });
}

function connectTo(connection: QueueConnection) {
  if (connection.kind === "postgres") {
    return { connectionString: connection.connectionString, application_name: "allclear queue" };
  }
  return { db: fromPglite(connection.pglite), backend: "pglite" as const };
}

/** What a pg-boss job carries. */
interface Wake {
  readonly key: string;
  readonly address: string;
  readonly priority: number;
}

interface Parts<Address> extends PgBossQueueOptions<Address> {
  readonly boss: PgBoss;
  readonly sql: Sql;
  readonly hints: HintTable<Address>;
}

class PgBossQueue<Address> implements LookQueue<Address> {
  readonly #parts: Parts<Address>;
  readonly #boss: PgBoss;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #attempts: Attempts<Address>;

  constructor(parts: Parts<Address>) {
    this.#parts = parts;
    this.#boss = parts.boss;
    this.#attempts = new Attempts(parts.onError);
  }

  async enqueue(key: string, address: Address, options: EnqueueOptions = {}): Promise<void> {
    const { notBefore, priority = 0 } = options;
    checkKey(key);
    const wake = { key, address: addressToText(key, address), priority };
    if (notBefore === undefined || notBefore.getTime() <= Date.now()) return this.#wake(wake);
    // The address is owed from now on: a look that comes earlier for another reason sees it too.
    await this.#parts.hints.add(key, wake.address);
    const second = Math.ceil(notBefore.getTime() / 1000);
    const slot = `at ${second} ${key}`;
    await this.#boss.send(laterQueue, wake, { singletonKey: slot, startAfter: notBefore });
  }

  async setAlarm(key: string, address: Address, at: Date): Promise<void> {
    checkKey(key);
    const wake = { key, address: addressToText(key, address), priority: 0 };
    await this.#replace(alarmsQueue, wake, { singletonKey: key, startAfter: at });
  }

  async clearAlarm(key: string): Promise<void> {
    const alarms = await this.#boss.findJobs(alarmsQueue, { key, queued: true });
    if (alarms.length > 0)
      await this.#boss.deleteJob(
        alarmsQueue,
        alarms.map((alarm) => alarm.id),
      );
  }

  async work(
    handler: LookHandler<Address>,
    options: { readonly concurrency: number },
  ): Promise<void> {
    for (let worker = 0; worker < options.concurrency; worker++) await this.#startWorker(handler);
    const forward = { batchSize: 50, pollingIntervalSeconds: pollSeconds };
    for (const queue of [laterQueue, alarmsQueue]) {
      await this.#boss.work<Wake>(queue, forward, async (jobs) => {
        for (const job of jobs) await this.#wake(job.data);
      });
    }
  }

  async stop(withinMs: number): Promise<void> {
    const drained = Promise.all(
      [looksQueue, laterQueue, alarmsQueue].map((queue) =>
        this.#boss.offWork(queue, { wait: true }),
      ),
    );
    await within(withinMs, drained);
    this.#stopping.abort(new Error("The look was aborted: the queue stops"));
    // Handlers that heed the signal end before the database is closed under them.
    await within(1000, Promise.allSettled([...this.#running]));
    await this.#boss.stop({ graceful: false });
  }

  async depth(): Promise<QueueDepth> {
    const { rows } = await this.#parts.sql.executeSql(
      `select name, state::text, count(*)::int from ${bossSchema}.job
        where state <= 'active' group by 1, 2`,
    );
    const count = (name: string, state?: string) =>
      rows
        .filter((row) => row.name === name && (state ?? row.state) === row.state)
        .reduce((sum, row) => sum + Number(row.count), 0);
    const running = count(looksQueue, "active");
    return {
      waiting: count(looksQueue) - running + count(laterQueue),
      running,
      alarms: count(alarmsQueue),
    };
  }

  /** The hint is in the table before the job, so whichever look takes the job reads it. */
  async #wake(wake: Wake): Promise<void> {
    const { key, priority } = wake;
    await this.#parts.hints.add(key, wake.address);
    const expireInSeconds = Math.ceil((this.#parts.expireMs ?? defaultExpireMs) / 1000);
    const options = { singletonKey: key, group: { id: key }, priority, expireInSeconds };
    const created = await this.#boss.send(looksQueue, wake, options);
    // One waits already: it may have been less urgent.
    if (created === null && priority > 0) {
      await this.#boss.update(looksQueue, wake, { singletonKey: key, priority });
    }
  }

  /** Moves the waiting job of that slot, or makes one; beside a concurrent call the later wins. */
  async #replace(
    queue: string,
    wake: Wake,
    options: { readonly singletonKey: string; readonly startAfter: Date | number },
  ): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt++) {
      const { jobs } = await this.#boss.upsert(queue, wake, options);
      if (jobs.length > 0) return;
    }
    throw new Error(`The queue ${queue} would not take ${wake.key} after five attempts.`);
  }

  async #startWorker(handler: LookHandler<Address>): Promise<void> {
    const everySeconds = this.#parts.pollSeconds ?? pollSeconds;
    const options = {
      groupConcurrency: 1,
      pollingIntervalSeconds: everySeconds,
      // The default is 30 and also holds for jobs that get no notification.
      notifyPollingIntervalSeconds: everySeconds,
    };
    let id: string | undefined;
    id = await this.#boss.work<Wake>(looksQueue, options, async ([job]) => {
      if (job === undefined) return;
      const look = this.#look(job, handler);
      this.#running.add(look);
      try {
        await look;
      } finally {
        this.#running.delete(look);
        // Fetches again right after this job is completed: the key may have a look waiting.
        if (id !== undefined) this.#boss.notifyWorker(id);
      }
    });
  }

  async #look(job: Job<Wake>, handler: LookHandler<Address>): Promise<void> {
    const { key } = job.data;
    const signal = AbortSignal.any([job.signal, this.#stopping.signal]);
    const hints = await this.#parts.hints.read(key, job.data.address);
    const outcome = await this.#attempts.run({ key, address: hints.address }, handler, signal);
    // Failing the job sends it to the later queue; when it was taken from us, this changes nothing.
    signal.throwIfAborted();
    if (outcome.kind === "done") {
      await this.#parts.hints.forget(hints.ids);
      return;
    }
    await this.#parts.hints.compact(key, hints);
    const wake = { key, address: JSON.stringify(hints.address), priority: 0 };
    const startAfter = Math.max(0, outcome.afterMs) / 1000;
    await this.#replace(laterQueue, wake, { singletonKey: `again ${key}`, startAfter });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work.then(() => undefined), promise]).finally(() => clearTimeout(timer));
}
