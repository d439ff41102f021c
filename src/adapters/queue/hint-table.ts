import type { MergeAddresses } from "../../reconcile/queue-port.ts";

/** The little of a database that the queue needs for its own table. */
export interface Sql {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export interface Hints<Address> {
  /** Merged from the rows and the address the look was started with. */
  readonly address: Address;
  readonly ids: readonly string[];
}

/**
 * What a key's next look must have seen: one row per enqueue, since policy `short` drops the
 * addresses of jobs that find one waiting. A row leaves only when a look that read it is done, so
 * a failed or killed look loses none.
 */
export class HintTable<Address> {
  readonly #sql: Sql;
  readonly #merge: MergeAddresses<Address>;

  constructor(sql: Sql, merge: MergeAddresses<Address>) {
    this.#sql = sql;
    this.#merge = merge;
  }

  async create(): Promise<void> {
    // Without the lock, two replicas that both find no schema collide in the catalog.
    await this.#sql.executeSql(`
      begin;
      select pg_advisory_xact_lock(hashtext('allclear queue'));
      create schema if not exists allclear;
      create table if not exists allclear.look_hint (
        id bigint generated always as identity primary key, key text not null,
        address_json text not null);
      create index if not exists look_hint_key on allclear.look_hint (key, id);
      commit;`);
  }

  async add(key: string, address: string): Promise<void> {
    await this.#sql.executeSql(
      "insert into allclear.look_hint (key, address_json) values ($1, $2)",
      [key, address],
    );
  }

  /** Everything owed to the key, and the ids to give to `forget` when it has been seen. */
  async read(key: string, first: string): Promise<Hints<Address>> {
    const { rows } = await this.#sql.executeSql(
      "select id::text, address_json from allclear.look_hint where key = $1 order by id",
      [key],
    );
    const addresses = rows.map((row): Address => JSON.parse(String(row.address_json)));
    const start: Address = JSON.parse(first);
    return {
      address: addresses.reduce(this.#merge, start),
      ids: rows.map((row) => String(row.id)),
    };
  }

  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#sql.executeSql("delete from allclear.look_hint where id = any($1::bigint[])", [
      [...ids],
    ]);
  }

  /** One row instead of many, so that a key which comes again and again does not pile them up. */
  async compact(key: string, hints: Hints<Address>): Promise<void> {
    if (hints.ids.length < 2) return;
    await this.#sql.executeSql(
      `with gone as (delete from allclear.look_hint where id = any($1::bigint[]) returning id)
        insert into allclear.look_hint (key, address_json)
        select $2, $3 where exists (select from gone)`,
      [[...hints.ids], key, JSON.stringify(hints.address)],
    );
  }
}
