import { PGlite } from "@electric-sql/pglite";
import { calmWasm } from "./calm-wasm.ts";
import { pgliteSettings } from "./pglite-settings.ts";

const directory = process.argv[2];
if (directory === undefined) {
  throw new Error("Expected the directory to create, for example: data/pgdata.new");
}
calmWasm();
const pglite = await PGlite.create({ dataDir: directory, postgresqlconf: pgliteSettings });
await pglite.close();
