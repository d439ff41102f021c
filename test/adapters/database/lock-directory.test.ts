import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDirectory } from "../../../src/adapters/database/lock-directory.ts";
import { makeDirectory } from "../../support/directory.ts";
import { failOnError } from "../../support/fail-on-error.ts";
import { until } from "../../support/until.ts";

let directory: Awaited<ReturnType<typeof makeDirectory>>;
let path: string;

beforeEach(async () => {
  directory = await makeDirectory();
  path = join(directory.path, "lock");
});

afterEach(() => directory.remove());

const options = { onLost: failOnError };

async function lockOf(change: Record<string, unknown>, ageMs = 0): Promise<void> {
  const lock = await lockDirectory(directory.path, options);
  const content = JSON.parse(await readFile(path, "utf8"));
  await lock.release();
  await writeFile(path, JSON.stringify({ ...content, nonce: "another", ...change }));
  const seen = new Date(Date.now() - ageMs);
  await utimes(path, seen, seen);
}

test("leaves nothing behind when released", async () => {
  const lock = await lockDirectory(directory.path, options);
  expect(await readdir(directory.path)).toEqual(["lock"]);
  await lock.release();
  expect(await readdir(directory.path)).toEqual([]);
});

test("lets exactly one of many have it, also over a stale lock", async () => {
  await lockOf({ startedAt: "long ago" });
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, () => lockDirectory(directory.path, options)),
  );
  const locks = tries.filter((result) => result.status === "fulfilled");
  expect(locks).toHaveLength(1);
  for (const lock of locks) await lock.value.release();
});

describe("takes over", () => {
  test.each([
    ["a process that is gone", { pid: 2 ** 22 + 1 }],
    ["a process whose id another one has now", { startedAt: "long ago" }],
  ])("the lock of %s", async (_, change) => {
    await lockOf(change);
    const lock = await lockDirectory(directory.path, options);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  test.each(["", "{", "null", '{"pid":"1"}'])("a damaged lock: %j", async (content) => {
    await writeFile(path, content);
    await (await lockDirectory(directory.path, options)).release();
  });

  test("the lock of another container that shows no sign of life any more", async () => {
    await lockOf({ place: "another-container", pid: 1 }, 21_000);
    await (await lockDirectory(directory.path, options)).release();
  });
});

test("refuses while another container on the same volume lives, whatever its process id", async () => {
  await lockOf({ place: "another-container", pid: 2 ** 22 + 1 }, 10_000);
  await expect(lockDirectory(directory.path, options)).rejects.toThrow(
    /in use by process 4194305 on another-container.*works 20 s after its end/s,
  );
});

test("tells its holder when somebody took it, and does not remove the other's", async () => {
  const lost: Error[] = [];
  const lock = await lockDirectory(directory.path, {
    onLost: (error) => lost.push(error),
    beatMs: 20,
  });
  await writeFile(path, "somebody else's");
  await until(() => lost.length > 0);
  await lock.release();
  expect(String(lost[0])).toMatch(/taken from this process/);
  expect(await readFile(path, "utf8")).toBe("somebody else's");
});
