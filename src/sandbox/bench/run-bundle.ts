import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Place, stateKey } from "./stage.ts";

export const bundle = fileURLToPath(new URL("../../../action/dist/index.js", import.meta.url));

/** What a run took is known only to itself: it says so on its way out. */
const meter =
  "data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();" +
  "process.stderr.write('cpu='+(user+system))})";

export interface BundleRun {
  readonly mode: string;
  readonly token: string;
  readonly event: { readonly name: string; readonly payload: object };
}

/** Runs the bundle of the Action as a runner does; the seconds of CPU it took. */
export async function runBundle(place: Place, run: BundleRun): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "allclear-bench-"));
  try {
    const event = join(folder, "event.json");
    await writeFile(event, JSON.stringify(run.event.payload));
    const child = spawn(process.execPath, ["--import", meter, bundle], {
      cwd: folder,
      env: variablesOf(place, run, event),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    const [log, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [status] = await ended;
    if (status !== 0) throw new Error(`the Action ended with status ${status}: ${log}`);
    return Number(/cpu=(\d+)/.exec(said)?.[1]) / 1_000_000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function variablesOf(
  { sandbox, repository }: Place,
  { mode, token, event }: BundleRun,
  eventPath: string,
): Readonly<Record<string, string>> {
  return {
    INPUT_MODE: mode,
    INPUT_TOKEN: token,
    STATE_KEYS: stateKey,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_API_URL: sandbox.url,
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_RUN_ID: "1",
    GITHUB_SHA: "0".repeat(40),
    GITHUB_ACTOR: "ada",
  };
}
