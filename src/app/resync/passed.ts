import { z } from "zod";
import type { Memory } from "../../reconcile/memory-port.ts";
import type { Spent } from "./call-budget.ts";

/** How far the full pass is in one installation. */
export interface Passed {
  /** When each repository was last read whole, in milliseconds, by its id. */
  readonly at: Readonly<Record<string, number>>;
  readonly spent: Spent;
  /** The last round had no calls left for what was due. */
  readonly unfinished: boolean;
}

const stored = z.object({
  at: z.record(z.string(), z.number()),
  spent: z.array(z.tuple([z.number(), z.number()])),
  unfinished: z.boolean(),
});

type Cursors = Pick<Memory, "cursor" | "saveCursor">;

export async function readPassed(memory: Cursors, installation: number): Promise<Passed> {
  const nothing: Passed = { at: {}, spent: [], unfinished: true };
  const read = stored.safeParse(await memory.cursor(cursorOf(installation)));
  return read.success ? read.data : nothing;
}

export async function savePassed(
  memory: Cursors,
  installation: number,
  passed: Passed,
): Promise<void> {
  await memory.saveCursor(cursorOf(installation), passed);
}

function cursorOf(installation: number): string {
  return `resync:passed:${installation}`;
}
