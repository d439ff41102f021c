import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

/** A server in a process of its own; nothing of ours shares its event loop or its memory. */
export interface Child {
  readonly pid: number;
  readonly url: string;
  /** Asks it to end, and waits until it has. */
  end(): Promise<void>;
}

export interface ChildOptions {
  /** From `src/`. */
  readonly program: string;
  readonly folder: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly argument?: string;
}

const patienceMs = 60_000;

/**
 * Starts a program and waits until it prints where it listens. It gets only these variables and
 * works in that folder, so that nobody's `.env` is read. `onStart` is told its process id at once.
 */
export async function startChild(
  { program, folder, variables = {}, argument }: ChildOptions,
  onStart: (pid: number) => void = () => undefined,
): Promise<Child> {
  const file = fileURLToPath(new URL(`../../${program}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...(argument === undefined ? [] : [argument])], {
    env: variables,
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  onStart(child.pid ?? 0);
  const url = await Promise.race([
    urlPrintedBy(child.stdout),
    ended.then(([code]) => Promise.reject(new Error(`${program} ended with status ${code}`))),
    late(program),
  ]).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    pid: child.pid ?? 0,
    url,
    async end() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Goes on reading what is printed, so that the pipe never fills. */
function urlPrintedBy(output: Readable): Promise<string> {
  let text = "";
  return new Promise((resolve) => {
    output.on("data", (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-1_000);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}

function late(program: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${program} does not listen yet`)), patienceMs).unref();
  });
}
