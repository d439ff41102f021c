import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openIssue } from "../../src/sandbox/github/model/open-issue.ts";
import { createSandbox } from "../../src/sandbox/github/sandbox.ts";

/**
 * Runs the live tests against the stand-in, which proves the tests themselves and nothing about
 * GitHub: `node test/live/rehearsal.ts [--late] [names of tests]`.
 */
const words = process.argv.slice(2);
const late = words.includes("--late");
const names = words.filter((word) => word !== "--late");
const folder = await mkdtemp(join(tmpdir(), "allclear-live-"));
const sleeper = createServer(() => undefined).listen(0, "127.0.0.1");
await once(sleeper, "listening");
const sandbox = await createSandbox({ rateLimit: 1_000_000 });
try {
  process.exitCode = await run(await prepare());
} finally {
  await sandbox.close();
  sleeper.closeAllConnections();
  sleeper.close();
  await rm(folder, { recursive: true, force: true });
}

async function prepare(): Promise<Readonly<Record<string, string>>> {
  sandbox.organization("octo", { customRoles: { oncall: "triage" } });
  const collaborators = { ada: "admin", dave: "triage", olga: "oncall" };
  const scratch = sandbox.repository("octo/scratch", { collaborators });
  sandbox.repository("octo/secret", { private: true, collaborators });
  sandbox.install("octo");
  const { token } = sandbox.person("ada");
  const reader = sandbox.person("rita");
  sandbox.person("octocat");
  const pull = { title: "A pull request", isPullRequest: true };
  const { number } = openIssue(sandbox.world, { login: "ada" }, scratch, pull);
  const { port } = sleeper.address() as AddressInfo;
  sandbox.hookTo(late ? `http://127.0.0.1:${port}/` : "http://127.0.0.1:1/");
  const keyPath = join(folder, "app.pem");
  await writeFile(keyPath, sandbox.privateKey);
  return {
    ALLCLEAR_LIVE_TOKEN: token,
    ALLCLEAR_LIVE_REPOSITORY: "octo/scratch",
    ALLCLEAR_LIVE_API_URL: sandbox.url,
    ALLCLEAR_LIVE_READER_TOKEN: reader.token,
    ALLCLEAR_LIVE_TRIAGER_TOKEN: sandbox.person("dave").token,
    ALLCLEAR_LIVE_PRIVATE_REPOSITORY: "octo/secret",
    ALLCLEAR_LIVE_CUSTOM_ROLE_LOGIN: "olga",
    ALLCLEAR_LIVE_PULL_REQUEST: String(number),
    ALLCLEAR_LIVE_APP_ID: String(sandbox.app.id),
    ALLCLEAR_LIVE_PRIVATE_KEY_PATH: keyPath,
    ALLCLEAR_LIVE_HOOK: late ? "late" : "unreachable",
  };
}

async function run(settings: Readonly<Record<string, string>>): Promise<number> {
  const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
  const child = spawn(
    process.execPath,
    [vitest, "run", "--config", "vitest.live.config.ts", ...names],
    {
      cwd: fileURLToPath(new URL("../../", import.meta.url)),
      env: { ...settings, TMPDIR: tmpdir() },
      stdio: "inherit",
    },
  );
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}
