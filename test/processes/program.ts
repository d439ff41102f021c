import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** How a process ended: its exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
}

/** `node src/main.ts`, as whoever installs it runs it. */
export interface Program {
  /** Resolves with its address; rejects with its output when it ends before. */
  readonly listening: Promise<string>;
  readonly ended: Promise<Ending>;
  /** Everything it has printed so far. */
  output(): string;
  /** `SIGKILL` ends it as a crash or a power cut would: no handler runs. */
  signal(name: "SIGKILL" | "SIGTERM"): void;
}

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Starts the program in a folder, with these variables and no others. */
export function startProgram(
  variables: Readonly<Record<string, string>>,
  directory: string,
): Program {
  const child = spawn(process.execPath, [main], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? "", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const takeAlong = () => child.kill("SIGKILL");
  process.once("exit", takeAlong);
  const listening = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<Ending>();
  let output = "";
  const collect = (chunk: Buffer) => {
    output += String(chunk);
    const url = /"message":"listening","url":"([^"]+)"/.exec(output)?.[1];
    if (url !== undefined) listening.resolve(url);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  child.on("close", (code, signal) => {
    process.off("exit", takeAlong);
    ended.resolve({ code, signal });
    listening.reject(new Error(`The program ended (${code ?? signal}): ${output.slice(-2_000)}`));
  });
  // Whoever waits for it is told; a program that was meant to end is no error.
  listening.promise.catch(() => undefined);
  return {
    listening: listening.promise,
    ended: ended.promise,
    output: () => output,
    signal: (name) => void child.kill(name),
  };
}
