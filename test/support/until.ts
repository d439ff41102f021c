import { setTimeout as delay } from "node:timers/promises";

/** Resolves when the condition holds; the wide limit only keeps a broken test from hanging. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs = 15_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Still not so after ${limitMs} ms: ${condition}`);
    await delay(20);
  }
}
