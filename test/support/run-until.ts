import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a script of this folder and resolves when it has printed that word. */
export async function runUntil(
  script: string,
  args: readonly string[],
  word: string,
): Promise<ChildProcess> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const said = new Promise<void>((resolve, reject) => {
    const collect = (chunk: Buffer) => {
      output += String(chunk);
      if (output.includes(word)) resolve();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("close", () => reject(new Error(`${script} ended without "${word}": ${output}`)));
  });
  await said;
  return child;
}

/** Ends it as a crash or a power cut would: no handler runs. */
export async function killHard(child: ChildProcess): Promise<void> {
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}
