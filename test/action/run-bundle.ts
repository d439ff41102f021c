import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "../../src/sandbox/github/sandbox.ts";
import { readOutputs } from "./read-outputs.ts";

const program = fileURLToPath(new URL("../../action/dist/index.js", import.meta.url));

export interface BundleRun {
  readonly status: number | null;
  /** What the log of the step would show. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface RunOptions {
  readonly sandbox: Pick<Sandbox, "url">;
  readonly token: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly repository?: string;
  readonly event?: { readonly name: string; readonly payload: object };
  readonly actor?: string;
  readonly runId?: number;
  /** The working directory; an empty one unless given. */
  readonly folder?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs the committed bundle as a runner does: plain Node, inputs and files named by variables. */
export async function runBundle(options: RunOptions): Promise<BundleRun> {
  const folder = await mkdtemp(join(tmpdir(), "allclear-action-"));
  try {
    const { name, payload } = options.event ?? { name: "workflow_dispatch", payload: {} };
    const files = {
      GITHUB_EVENT_PATH: join(folder, "event.json"),
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
    };
    await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(payload));
    await writeFile(files.GITHUB_OUTPUT, "");
    await writeFile(files.GITHUB_STEP_SUMMARY, "");
    const { status, log } = await run(options.folder ?? folder, {
      ...files,
      GITHUB_EVENT_NAME: name,
      GITHUB_REPOSITORY: options.repository ?? "acme/shop",
      GITHUB_API_URL: options.sandbox.url,
      GITHUB_SERVER_URL: options.sandbox.url,
      GITHUB_RUN_ID: String(options.runId ?? 1001),
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      GITHUB_ACTOR: options.actor ?? "mona",
      ...inputVariables({ token: options.token, ...options.inputs }),
      ...options.variables,
    });
    const outputs = readOutputs(await readFile(files.GITHUB_OUTPUT, "utf8"));
    return { status, log, outputs, summary: await readFile(files.GITHUB_STEP_SUMMARY, "utf8") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The runner writes names in capitals, and keeps their hyphens. */
function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  );
  return Object.fromEntries(entries);
}

function run(
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ status: number | null; log: string }> {
  const child = spawn(process.execPath, [program], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  const hear = (chunk: Buffer) => {
    log += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, log }));
  });
}
