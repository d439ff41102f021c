import pg from "pg";
import type { Database } from "./database.ts";

/** Connects to a PostgreSQL server (13 or newer) that any number of replicas may share. */
export async function openPostgres(
  connectionString: string,
  options: { readonly onError: (error: unknown) => void },
): Promise<Database> {
  const pool = new pg.Pool({
    connectionString,
    max: 5,
    connectionTimeoutMillis: 10_000,
    application_name: "allclear",
  });
  // An idle connection that drops would otherwise end the process.
  pool.on("error", options.onError);
  await verify(pool);
  return {
    kind: "postgres",
    connection: { kind: "postgres", connectionString },
    query: async (text, values = []) => (await pool.query(text, [...values])).rows,
    script: async (text) => {
      await pool.query(`begin; ${text}; commit;`);
    },
    close: () => pool.end(),
  };
}

async function verify(pool: pg.Pool): Promise<void> {
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw new Error(
      "Cannot reach the database named by DATABASE_URL. Expected a PostgreSQL server that answers, " +
        "for example postgres://user:password@host:5432/allclear. It said: " +
        (error instanceof Error ? error.message : String(error)),
      { cause: error },
    );
  }
}
