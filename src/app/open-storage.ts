import type { Database } from "../adapters/database/database.ts";
import { createInMemory } from "../adapters/database/in-memory.ts";
import { openPglite } from "../adapters/database/open-pglite.ts";
import { openPostgres } from "../adapters/database/open-postgres.ts";
import { openSqlMemory } from "../adapters/database/sql-memory.ts";
import { createInMemoryQueue } from "../adapters/queue/in-memory.ts";
import { openPgBossQueue } from "../adapters/queue/pg-boss.ts";
import { type Address, mergeAddresses } from "../reconcile/address.ts";
import type { Memory } from "../reconcile/memory-port.ts";
import type { Clock } from "../reconcile/ports.ts";
import type { LookQueue } from "../reconcile/queue-port.ts";
import type { Storage } from "./environment.ts";

/** The queue of looks and what is remembered between them. */
export interface OpenStorage {
  readonly queue: LookQueue<Address>;
  readonly memory: Memory;
  /** To be closed after the queue has stopped. */
  close(): Promise<void>;
}

export interface StorageOptions {
  /** `in-memory` forgets everything with the process: for tests and the demo. */
  readonly storage: Storage | { readonly kind: "in-memory" };
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** The database cannot be used any longer: the process must end. */
  readonly onFatal: (error: unknown) => void;
}

/** Opens what the environment names; throws with a clear message when that is not possible. */
export async function openStorage(options: StorageOptions): Promise<OpenStorage> {
  const { storage, clock, onError, onFatal } = options;
  switch (storage.kind) {
    case "in-memory":
      return openInMemory(clock, onError);
    case "postgres":
      return onDatabase(await openPostgres(storage.url, { onError }), onError);
    case "directory": {
      // Whatever an embedded database reports by itself means that it is lost.
      const database = await openPglite(storage.path, { onError: onFatal });
      return onDatabase(database, (error) => {
        onError(error);
        database.query("select 1").catch(onFatal);
      });
    }
    default:
      return storage satisfies never;
  }
}

function openInMemory(clock: Clock, onError: (error: unknown) => void): OpenStorage {
  const now = () => clock.now();
  const schedule = (task: () => void, afterMs: number) => {
    // Timers of Node take at most 2^31 - 1 milliseconds.
    setTimeout(task, Math.min(afterMs, 2_147_483_647)).unref();
  };
  return {
    queue: createInMemoryQueue<Address>({ merge: mergeAddresses, now, schedule, onError }),
    memory: createInMemory(now),
    close: async () => undefined,
  };
}

async function onDatabase(
  database: Database,
  onError: (error: unknown) => void,
): Promise<OpenStorage> {
  try {
    const memory = await openSqlMemory(database);
    const { connection } = database;
    const queue = await openPgBossQueue<Address>({ connection, merge: mergeAddresses, onError });
    return { queue, memory, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
