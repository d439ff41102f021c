import { Again, TooEarly } from "./failure.ts";
import type { World } from "./world.ts";

/** Writes whose answer was lost: they may have been applied, and lists lag. */

export async function rememberTry(key: string, what: string, world: World): Promise<void> {
  await world.memory.saveCursor(cursorName(key, what), world.clock.now().toISOString());
}

/** Milliseconds since such a write was last sent; undefined when none is known. */
export async function recentlyTried(
  key: string,
  what: string,
  world: World,
): Promise<number | undefined> {
  const at = await world.memory.cursor(cursorName(key, what));
  return typeof at === "string" ? world.clock.now().getTime() - Date.parse(at) : undefined;
}

function cursorName(key: string, what: string): string {
  return `tried:${key}:${what}`;
}

/** Absence of a comment that we may have written is believed only after this long. */
export const absenceMs = 20_000;

/** Ends the look when the write was sent so recently that it may still appear. */
export async function waitIfJustTried(key: string, what: string, world: World): Promise<void> {
  const age = await recentlyTried(key, what, world);
  if (age !== undefined && age < absenceMs) {
    throw new TooEarly(`${what} was sent and may still appear`, { afterMs: absenceMs - age });
  }
}

/** Remembers the attempt when its answer is lost. */
export async function createOnce<T>(
  create: () => Promise<T>,
  given: { key: string; what: string; world: World },
): Promise<T> {
  try {
    return await create();
  } catch (failure) {
    if (failure instanceof Again && failure.lost) {
      await rememberTry(given.key, given.what, given.world);
    }
    throw failure;
  }
}
