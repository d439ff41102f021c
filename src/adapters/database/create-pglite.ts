import { spawn } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/**
 * Makes a new embedded database in a process of its own: creating one takes some 700 MB, which a
 * long-lived process would not give back. A killed creation leaves nothing that looks finished.
 */
export async function createPglite(directory: string): Promise<void> {
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await run(fileURLToPath(new URL("./create-pglite-child.ts", import.meta.url)), draft);
  await rename(draft, directory);
}

function run(script: string, directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, directory], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.on("data", (chunk) => {
      complaint = (complaint + String(chunk)).slice(-2000);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`Creating ${directory} ended with ${signal ?? code}: ${complaint}`));
    });
  });
}
