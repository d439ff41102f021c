import { access } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { calmWasm } from "./calm-wasm.ts";
import { createPglite } from "./create-pglite.ts";
import type { Database } from "./database.ts";
import { type DirectoryLock, lockDirectory } from "./lock-directory.ts";
import { pgliteSettings } from "./pglite-settings.ts";

/** Opens the embedded database of a directory, creating it at first; one process at a time. */
export async function openPglite(
  directory: string,
  options: { readonly onError: (error: unknown) => void },
): Promise<Database> {
  const lock = await lockDirectory(directory, { onLost: options.onError });
  try {
    const pglite = await openLocked(join(directory, "pgdata"));
    return asDatabase(pglite, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(directory: string): Promise<PGlite> {
  const exists = await access(join(directory, "PG_VERSION")).then(
    () => true,
    () => false,
  );
  if (!exists) await createPglite(directory);
  calmWasm();
  return PGlite.create({ dataDir: directory, postgresqlconf: pgliteSettings });
}

function asDatabase(pglite: PGlite, lock: DirectoryLock): Database {
  return {
    kind: "pglite",
    connection: { kind: "pglite", pglite },
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(text, [...values])).rows,
    script: async (text) => {
      await pglite.transaction((transaction) => transaction.exec(text));
    },
    close: async () => {
      await pglite.close();
      await lock.release();
    },
  };
}
