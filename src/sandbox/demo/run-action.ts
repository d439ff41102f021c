import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "../github/sandbox.ts";

const bundle = fileURLToPath(new URL("../../../action/dist/index.js", import.meta.url));

/**
 * Runs the committed bundle of the Action as a runner does, with the token of a workflow run;
 * returns what it wrote at the page of the run.
 */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  given: { sandbox: Sandbox; repository: string; stateKey: string },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "allclear-demo-action-"));
  try {
    const [event, summary] = [join(folder, "event.json"), join(folder, "summary.md")];
    await Promise.all([writeFile(event, "{}"), writeFile(summary, "")]);
    const child = spawn(process.execPath, [bundle], {
      cwd: folder,
      env: {
        ...variablesOf(given),
        ...Object.fromEntries(
          Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
        ),
        GITHUB_EVENT_PATH: event,
        GITHUB_STEP_SUMMARY: summary,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    const [log, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [status] = await ended;
    if (status !== 0) throw new Error(`the Action ended with status ${status}: ${log}${errors}`);
    return await readFile(summary, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function variablesOf({
  sandbox,
  repository,
  stateKey,
}: {
  sandbox: Sandbox;
  repository: string;
  stateKey: string;
}): Readonly<Record<string, string>> {
  return {
    INPUT_TOKEN: sandbox.actionsToken(repository),
    STATE_KEYS: stateKey,
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_API_URL: sandbox.url,
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_RUN_ID: "1",
    GITHUB_SHA: "0".repeat(40),
    GITHUB_ACTOR: "ada",
  };
}
