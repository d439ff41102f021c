import { type Address, keyOf } from "./address.ts";
import { describeFiles } from "./describe-files.ts";
import { Stop } from "./failure.ts";
import { waitFor } from "./observe.ts";
import { readFilesAt } from "./read-files-at.ts";
import type { Guard } from "./reconcile.ts";
import type { World } from "./world.ts";

export const filesCheckName = "allclear/config";

/**
 * Says on each commit that was pushed whether what we would read there is whole. Of two checks of
 * one name GitHub shows the later, so that a second one after a crash does no harm.
 */
export async function checkFiles(address: Address, world: World, guard: Guard): Promise<void> {
  for (const sha of address.seen.pushed ?? []) {
    if (await world.memory.has(keyOf(address), memoryName(sha))) continue;
    try {
      await checkCommit(sha, address, { world, guard });
    } catch (failure) {
      // Without the permission there is no check, and nothing else is missing.
      if (!(failure instanceof Stop)) throw failure;
      world.report?.(`the check of the files at ${sha} was not possible: ${failure.message}`);
      if (failure.reason !== "refused") return;
    }
  }
}

function memoryName(sha: string): string {
  return `files-check:${sha}`;
}

async function checkCommit(
  sha: string,
  address: Address,
  { world, guard }: { world: World; guard: Guard },
): Promise<void> {
  const { installation, repository, name } = address;
  const place = { installation, repository, name };
  // What was pushed just now may not be visible yet, and would pass for files taken away.
  if ((await world.host.readCommit(place, sha)) === undefined) {
    return waitFor(address, world, `commit ${sha}`);
  }
  const files = await readFilesAt(sha, address, world);
  if (files !== undefined) {
    await guard();
    const check = { name: filesCheckName, sha, ...describeFiles(files) };
    await world.host.reportCheck(place, check);
  }
  await world.memory.remember(keyOf(address), memoryName(sha));
}
