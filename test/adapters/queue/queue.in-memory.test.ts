import { createInMemoryQueue } from "../../../src/adapters/queue/in-memory.ts";
import { queueContract } from "../../contracts/queue.ts";
import { mergeTestAddresses } from "../../contracts/test-address.ts";

queueContract("in memory", {
  durable: false,
  open: async (options) =>
    createInMemoryQueue({
      merge: mergeTestAddresses,
      now: () => new Date(),
      schedule: (task, afterMs) => setTimeout(task, afterMs).unref(),
      ...options,
    }),
});
