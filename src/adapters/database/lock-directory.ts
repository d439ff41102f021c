import { randomUUID } from "node:crypto";
import {
  link,
  mkdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { processStart } from "./process-start.ts";

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Somebody else has the directory open. Two embedded databases on it would lose data silently. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
}

interface LockOptions {
  /** Called when somebody took the lock from us, so that the process stops writing. */
  readonly onLost: (error: Error) => void;
  /** How often the lock shows that its holder lives. */
  readonly beatMs?: number;
}

/** A holder elsewhere (another container on the same volume) is known only by its beats. */
const beatsUntilStale = 4;

const lockContent = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
  place: z.string(),
  nonce: z.string(),
});
type Holder = z.infer<typeof lockContent>;

/** Locks a directory for this process; a lock whose holder is gone is taken over. */
export async function lockDirectory(
  directory: string,
  options: LockOptions,
): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, "lock");
  const beatMs = options.beatMs ?? 5000;
  const mine = JSON.stringify(await describeSelf());
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await create(path, mine)) return keepAlive(path, mine, { ...options, beatMs });
    await removeStale(path, directory, beatMs);
  }
  throw new DirectoryInUse(`Others keep taking the lock ${path}. Only one process may use it.`);
}

async function describeSelf(): Promise<Holder> {
  const startedAt = (await processStart(process.pid)) ?? "unknown";
  return { pid: process.pid, startedAt, place: await placeOfPids(), nonce: randomUUID() };
}

/** Process ids mean something only within one host and one process namespace. */
async function placeOfPids(): Promise<string> {
  const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
  return `${hostname()} ${namespace}`.trim();
}

/** A link appears with its content or not at all, so nobody reads a half-written lock. */
async function create(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Throws when the holder lives; otherwise the lock is gone when this resolves. */
async function removeStale(path: string, directory: string, beatMs: number): Promise<void> {
  const content = await readFile(path, "utf8").catch(() => undefined);
  if (content === undefined) return;
  const holder = parseHolder(content);
  if (holder !== undefined) await refuseIfAlive(holder, { path, directory, beatMs });
  const aside = `${path}.stale.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, "utf8").catch(() => undefined);
  // Somebody was faster and what we moved away is their fresh lock: put it back.
  if (moved !== undefined && moved !== content) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function refuseIfAlive(
  holder: Holder,
  lock: { readonly path: string; readonly directory: string; readonly beatMs: number },
): Promise<void> {
  const here = holder.place === (await placeOfPids());
  const alive = here
    ? (await processStart(holder.pid)) === holder.startedAt
    : await beatsSince(lock.path, lock.beatMs);
  if (!alive) return;
  const where = here ? "" : ` on ${holder.place}`;
  throw new DirectoryInUse(
    `The database directory ${lock.directory} is in use by process ${holder.pid}${where}. ` +
      "An embedded database serves one process: stop that one, give this one another directory, " +
      "or set DATABASE_URL to a PostgreSQL server to run several." +
      (here ? "" : ` If it is gone, this works ${beatLimitSeconds(lock.beatMs)} s after its end.`),
  );
}

async function beatsSince(path: string, beatMs: number): Promise<boolean> {
  const seen = await stat(path).catch(() => undefined);
  return seen !== undefined && Date.now() - seen.mtimeMs < beatsUntilStale * beatMs;
}

function beatLimitSeconds(beatMs: number): number {
  return Math.ceil((beatsUntilStale * beatMs) / 1000);
}

function keepAlive(
  path: string,
  mine: string,
  options: { readonly onLost: (error: Error) => void; readonly beatMs: number },
): DirectoryLock {
  const isMine = async () => (await readFile(path, "utf8").catch(() => undefined)) === mine;
  const beat = async () => {
    if (await isMine()) return utimes(path, new Date(), new Date());
    clearInterval(timer);
    options.onLost(
      new DirectoryInUse(`The lock ${path} was taken from this process: it must end.`),
    );
  };
  const timer = setInterval(() => void beat().catch(options.onLost), options.beatMs);
  timer.unref();
  return {
    release: async () => {
      clearInterval(timer);
      if (await isMine()) await rm(path, { force: true });
    },
  };
}

function parseHolder(content: string): Holder | undefined {
  try {
    return lockContent.parse(JSON.parse(content));
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
