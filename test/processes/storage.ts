import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { makeDirectory } from "../support/directory.ts";
import { startPostgres } from "../support/postgres.ts";

/** Where a program keeps its queue and its memory. */
export interface Storage {
  readonly variables: Readonly<Record<string, string>>;
  /** As if somebody had lost it, while no program runs. */
  drop(): Promise<void>;
  remove(): Promise<void>;
}

/** What gives each world a database of its own. */
export interface Storages {
  readonly name: string;
  make(): Promise<Storage>;
  close(): Promise<void>;
}

export const embedded = async (): Promise<Storages> => ({
  name: "PGlite",
  async make() {
    const { path, remove } = await makeDirectory();
    const data = join(path, "data");
    return {
      variables: { DATA_DIR: data },
      drop: () => rm(data, { recursive: true }),
      remove,
    };
  },
  close: async () => undefined,
});

/** One PostgreSQL server, with a database for each world. */
export async function onServer(): Promise<Storages> {
  const server = await startPostgres();
  return {
    name: "PostgreSQL",
    async make() {
      const database = `allclear_${randomUUID().replaceAll("-", "")}`;
      await run(server.url, `create database ${database}`);
      const url = server.url.replace(/\/postgres$/, `/${database}`);
      return {
        variables: { DATABASE_URL: url },
        drop: () => run(url, "drop schema allclear cascade; drop schema allclear_queue cascade"),
        remove: () => run(server.url, `drop database if exists ${database} with (force)`),
      };
    },
    close: () => server.stop(),
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
