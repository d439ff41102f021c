import type { Database } from "./database.ts";

/**
 * Raised when a table changes: the cache is then made anew, which loses nothing (a restart of the
 * resync fills it again). Texts that may hold anything are stored as JSON text, because PostgreSQL
 * refuses NUL and lone surrogates in text and jsonb alike.
 */
const schemaVersion = 1;

const tables = `
  create table if not exists allclear.card (
    key text primary key, comment_id bigint not null, generation bigint not null,
    body_json text not null, at timestamptz not null);
  create table if not exists allclear.done (
    key text not null, effect text not null, at timestamptz not null, primary key (key, effect));
  create index if not exists done_at on allclear.done (at);
  create table if not exists allclear.lease (
    key text primary key, holder text not null, token text not null,
    ttl_ms double precision not null,
    until timestamptz not null);
  create table if not exists allclear.installation_limit (
    installation bigint primary key, until timestamptz not null);
  create table if not exists allclear.cursor (name text primary key, value_json text not null)`;

export const memoryTables = ["card", "done", "lease", "installation_limit", "cursor"].map(
  (name) => `allclear.${name}`,
);

/** Makes the tables, or makes them anew after an upgrade; safe to run by replicas at once. */
export async function createMemorySchema(database: Database): Promise<void> {
  // Without the lock, two replicas that both find no schema collide in the catalog.
  await database.script(`
    select pg_advisory_xact_lock(hashtext('allclear memory'));
    create schema if not exists allclear;
    create table if not exists allclear.version (only_row boolean primary key check (only_row),
      version int not null);
    do $$ begin
      if exists (select from allclear.version where version <> ${schemaVersion}) then
        drop table if exists ${memoryTables.join(", ")};
      end if;
    end $$;
    ${tables};
    insert into allclear.version values (true, ${schemaVersion})
      on conflict (only_row) do update set version = ${schemaVersion}`);
}
