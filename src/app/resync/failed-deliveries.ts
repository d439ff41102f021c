import type { Round } from "./resync.ts";

const cursor = "resync:deliveries";
/** Each batch is at most a hundred deliveries; the rest waits for the next round. */
const mostBatches = 10;

/** Looks at what failed deliveries were about. GitHub keeps their list for three days. */
export async function readFailedDeliveries(round: Round): Promise<void> {
  for (let batch = 0; batch < mostBatches && !round.signal.aborted; batch += 1) {
    const since = await round.memory.cursor(cursor);
    const known = typeof since === "string" ? since : undefined;
    const { addresses, mark, more } = await round.directory.failedDeliveries(known);
    await round.enqueue("failed-delivery", addresses);
    // Saved after the looks are stored: a crash between the two only repeats them.
    if (mark !== undefined && mark !== known) await round.memory.saveCursor(cursor, mark);
    if (!more) return;
  }
}
