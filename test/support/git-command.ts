import { spawnSync } from "node:child_process";

/** Git, whatever the machine's and the person's settings are. */
export function runGit(folder: string, args: readonly string[], input = ""): string {
  return run(folder, ["git", ...args], input);
}

/** A shell script that runs git many times; complaints are kept out of its answer. */
export function runScript(folder: string, script: string, input: string): string {
  return run(folder, ["sh", "-c", script], input);
}

function run(folder: string, command: readonly string[], input: string): string {
  const [program = "", ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      // Nothing here has to survive a power cut.
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsync",
      GIT_CONFIG_VALUE_0: "none",
      LC_ALL: "C",
      GIT_AUTHOR_NAME: "A Person",
      GIT_AUTHOR_EMAIL: "person@example.com",
      GIT_COMMITTER_NAME: "A Person",
      GIT_COMMITTER_EMAIL: "person@example.com",
    },
  });
  if (error !== undefined) throw error;
  if (status === 0) return stdout;
  throw new Error(`${command.slice(0, 2).join(" ")} ended with ${status}: ${stderr.slice(-2000)}`);
}
