import type { PGlite } from "@electric-sql/pglite";

/**
 * This folder hides which PostgreSQL there is: the embedded one in a directory of this process, or
 * a server. It is a cache and an alarm clock; dropping it loses no incident.
 */
export interface Database {
  readonly kind: "pglite" | "postgres";
  /** What a library that brings its own SQL connects to. */
  readonly connection: DatabaseConnection;
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters, in one transaction. */
  script(text: string): Promise<void>;
  close(): Promise<void>;
}

export type DatabaseConnection =
  | { readonly kind: "pglite"; readonly pglite: PGlite }
  | { readonly kind: "postgres"; readonly connectionString: string };
