import type { Inputs } from "./inputs.ts";
import type { OpenWorld } from "./open-world.ts";
import type { Runner } from "./runner.ts";
import type { Say } from "./say.ts";

/** What a mode works with. */
export interface Running extends OpenWorld {
  readonly inputs: Inputs;
  readonly runner: Runner;
  readonly say: Say;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** One mode of the Action: throws what `main.ts` tells as one failure. */
export type RunMode = (running: Running) => Promise<void>;

/** Something did not work out, in words that say what to do; the step fails with just these. */
export class Failed extends Error {
  override readonly name = "Failed";
}
