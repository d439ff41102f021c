import { randomUUID } from "node:crypto";
import type { CardCopy, LeaseToken, Memory } from "../../reconcile/memory-port.ts";
import { effectMemoryDays } from "../../reconcile/memory-port.ts";
import type { Database } from "./database.ts";
import { createMemorySchema, memoryTables } from "./memory-schema.ts";

/** The memory that all processes on one database share; it survives restarts. */
export async function openSqlMemory(database: Database): Promise<Memory> {
  await createMemorySchema(database);
  return new SqlMemory(database);
}

// Times are judged by the database's clock, the one clock that replicas share.
class SqlMemory implements Memory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async lastCard(key: string): Promise<CardCopy | undefined> {
    const [row] = await this.#database.query<{ id: string; gen: string; body: string; at: Date }>(
      `select comment_id::text as id, generation::text as gen, body_json as body, at
        from allclear.card where key = $1`,
      [key],
    );
    if (row === undefined) return undefined;
    const { id, gen, at } = row;
    return { commentId: Number(id), generation: Number(gen), body: JSON.parse(row.body), at };
  }

  async rememberCard(key: string, card: CardCopy): Promise<void> {
    await this.#database.query(
      `insert into allclear.card as known values ($1, $2, $3, $4, $5)
        on conflict (key) do update set comment_id = excluded.comment_id, at = excluded.at,
          generation = excluded.generation, body_json = excluded.body_json
        where known.generation <= excluded.generation`,
      [key, card.commentId, card.generation, JSON.stringify(card.body), card.at],
    );
  }

  async remember(key: string, effect: string): Promise<void> {
    await this.#database.query(
      `with old as (delete from allclear.done where at < ${oldest} and (key, effect) <> ($1, $2))
        insert into allclear.done values ($1, $2, clock_timestamp())
        on conflict (key, effect) do update set at = excluded.at`,
      [key, effect],
    );
  }

  async has(key: string, effect: string): Promise<boolean> {
    const rows = await this.#database.query(
      `select from allclear.done where key = $1 and effect = $2 and at >= ${oldest}`,
      [key, effect],
    );
    return rows.length > 0;
  }

  async keepOnly(key: string, effects: readonly string[]): Promise<void> {
    await this.#database.query(
      "delete from allclear.done where key = $1 and not effect = any($2::text[])",
      [key, [...effects]],
    );
  }

  async lease(key: string, holder: string, ttlMs: number): Promise<LeaseToken | undefined> {
    const [row] = await this.#database.query<{ token: string }>(
      `insert into allclear.lease as held values ($1, $2, $3, $4, ${inMs("$4")})
        on conflict (key) do update set holder = excluded.holder, token = excluded.token,
          ttl_ms = excluded.ttl_ms, until = excluded.until
        where held.holder = excluded.holder or held.until <= clock_timestamp()
        returning token`,
      [key, holder, randomUUID(), ttlMs],
    );
    return row?.token;
  }

  async stillHeld(key: string, token: LeaseToken): Promise<boolean> {
    const rows = await this.#database.query(
      `update allclear.lease set until = ${inMs("ttl_ms")}
        where key = $1 and token = $2 and until > clock_timestamp() returning 1`,
      [key, token],
    );
    return rows.length > 0;
  }

  async release(key: string, token: LeaseToken): Promise<void> {
    await this.#database.query("delete from allclear.lease where key = $1 and token = $2", [
      key,
      token,
    ]);
  }

  async notBefore(installation: number): Promise<Date | undefined> {
    const [row] = await this.#database.query<{ until: Date }>(
      `select until from allclear.installation_limit
        where installation = $1 and until > clock_timestamp()`,
      [installation],
    );
    return row?.until;
  }

  async limit(installation: number, until: Date): Promise<void> {
    await this.#database.query(
      `insert into allclear.installation_limit as known values ($1, $2)
        on conflict (installation) do update set until = greatest(known.until, excluded.until)`,
      [installation, until],
    );
  }

  async cursor(name: string): Promise<unknown> {
    const [row] = await this.#database.query<{ value: string }>(
      "select value_json as value from allclear.cursor where name = $1",
      [name],
    );
    return row === undefined ? undefined : JSON.parse(row.value);
  }

  async saveCursor(name: string, value: unknown): Promise<void> {
    await this.#database.query(
      `insert into allclear.cursor values ($1, $2)
        on conflict (name) do update set value_json = excluded.value_json`,
      [name, JSON.stringify(value ?? null)],
    );
  }

  async forgetEverything(): Promise<void> {
    await this.#database.script(`truncate ${memoryTables.join(", ")}`);
  }
}

const oldest = `clock_timestamp() - interval '${effectMemoryDays} days'`;

function inMs(expression: string): string {
  return `clock_timestamp() + ${expression}::double precision * interval '1 millisecond'`;
}
