import { openPglite } from "../../src/adapters/database/open-pglite.ts";

/** A process that writes a hundred rows into a PGlite directory and keeps it open. */
const database = await openPglite(process.argv[2] ?? "", { onError: console.error });
await database.script("drop table if exists held; create table held (row int)");
for (let row = 0; row < 100; row++) await database.query("insert into held values ($1)", [row]);
process.on("SIGTERM", () => void database.close().then(() => process.exit(0)));
console.log("open");
setInterval(() => {}, 1000);
