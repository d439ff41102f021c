import { decodeBlock, encodeBlock } from "../../../src/core/card/block.ts";
import type { IncidentRecord } from "../../../src/core/card/record.ts";

const thread = { repository: 987_654_321, issue: 42 };
export const at = (index: number) =>
  `${new Date(Date.UTC(2026, 7, 1, 12, 0, index)).toISOString().slice(0, 19)}Z`;
export const stampOf = (index: number) => `${at(index)}/c/${5_012_345_678 + index}/1`;
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const steps = (count: number) =>
  times(count, (index) => ({
    text: `${index} ${"look ".repeat(15)}`,
    state: index % 2 === 0 ? ("done" as const) : ("open" as const),
    by: "octocat",
  }));
export const runbook = (count: number) => ({
  name: "high-cpu",
  title: "High CPU",
  commentId: 77,
  stamp: stampOf(1),
  steps: steps(count),
});
/** A record as it is read out of its own block. */
export function written(record: IncidentRecord): { block: string; read: IncidentRecord } {
  const block = encodeBlock(record, thread, { sign: () => "f".repeat(64) });
  const decoded = decodeBlock(block, thread);
  if (decoded.kind !== "read") throw new Error(`it is ${JSON.stringify(decoded)}`);
  return { block, read: decoded.record };
}
