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
