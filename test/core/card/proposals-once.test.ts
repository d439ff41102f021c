import { describe, expect, it } from "vitest";
import { decodeBlock, encodeBlock } from "../../../src/core/card/block.ts";
import type { IncidentRecord, Owed } from "../../../src/core/card/record.ts";
import { longPlan } from "./long-plan.ts";
import { plainRecord } from "./plain-record.ts";

const thread = { repository: 987_654_321, issue: 42 };
const { floor: stamp } = plainRecord;
const event = {
  kind: "RollbackProposed",
  stamp,
  by: "ada",
  mitigation: 1,
  plan: longPlan,
} as const;
const answer: Owed = { kind: "answer", since: 3, to: "c1000", events: [event] };
const pull: Owed = { kind: "pull-request", since: 3, event };
const owing = (...owed: readonly Owed[]): IncidentRecord => ({ ...plainRecord, owed });
const written = (record: IncidentRecord) => encodeBlock(record, thread, { sign: () => undefined });
/** A block as anybody could write it who knows the key. */
const framed = (record: unknown) =>
  `<!-- allclear:card ${thread.repository}#${thread.issue} hmac=abc\n${JSON.stringify(record)}\n-->`;

describe("a plan that two effects hold", () => {
  it("stands in the block once", () => {
    const alone = written(owing(pull)).length;
    expect(written(owing(pull, answer)).length - alone).toBeLessThan(300);
    expect(JSON.stringify(longPlan).length).toBeGreaterThan(1_000);
  });

  it.each<[string, IncidentRecord]>([
    ["the answer after it", owing(pull, answer)],
    ["the answer before it", owing(answer, pull)],
    ["the pull request opened already", owing(answer)],
    ["another plan in the answer", owing(pull, { ...answer, events: [{ ...event, by: "bob" }] })],
    [
      "the same words of another command",
      owing(pull, {
        ...answer,
        events: [{ ...event, stamp: "2026-08-01T12:00:00Z/c/1000/2" }],
      }),
    ],
  ])("is read whole in both: %s", (_what, record) => {
    const decoded = decodeBlock(written(record), thread);
    expect(decoded).toMatchObject({ kind: "read", record });
  });

  it("is read from a card that holds it twice", () => {
    const decoded = decodeBlock(framed(owing(pull, answer)), thread);
    expect(decoded).toMatchObject({ kind: "read", record: owing(pull, answer) });
  });

  it("is never read where only the reference is left", () => {
    const { plan, ...bare } = event;
    const reference = { ...bare, whole: "pull-request" };
    const dangling = { ...plainRecord, owed: [{ ...answer, events: [reference] }] };
    expect(decodeBlock(framed(dangling), thread).kind).toBe("damaged");
    const circle = { ...plainRecord, owed: [{ ...pull, event: reference }, ...dangling.owed] };
    expect(decodeBlock(framed(circle), thread).kind).toBe("damaged");
  });
});
