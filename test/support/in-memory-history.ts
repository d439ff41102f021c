import type { History } from "../../src/reconcile/repository-port.ts";
import { type InMemoryHistoryOptions, inMemoryCode } from "./in-memory-code.ts";
import { inMemoryHistoryWriter } from "./in-memory-history-writer.ts";
import { inMemoryPulls } from "./in-memory-pulls.ts";
import { inMemoryShipping } from "./in-memory-shipping.ts";

/** A repository's history straight on the sandbox's model of GitHub. */
export function inMemoryHistory(options: InMemoryHistoryOptions): History {
  return {
    ...inMemoryCode(options),
    ...inMemoryPulls(options),
    ...inMemoryShipping(options),
    ...inMemoryHistoryWriter(options),
  };
}
