import { PGlite } from "@electric-sql/pglite";
import { PGLITE_SETTINGS } from "./pglite-settings.ts";

const directory = process.argv[2];
if (directory === undefined) {
  throw new Error("Expected the directory to create, for example: data/pgdata.new");
}
const pglite = await PGlite.create({ dataDir: directory, postgresqlconf: PGLITE_SETTINGS });
await pglite.close();
