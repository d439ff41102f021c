import { describe, expect, test } from "vitest";
import type { RollbackTarget } from "../../../src/core/rollback/target.ts";
import { openRollback } from "../../../src/reconcile/rollback/propose.ts";
import { callsMade } from "./calls-made.ts";
import { ready } from "./history-place.ts";
import { lines, SmallRepository, type Texts } from "./small-repository.ts";

// A whole `/rollback #n` may take 20 calls, 26 where a merge is needed. The look itself reads
// twice, asks for one permission, writes the card twice and answers once.
const ownCalls = 6;
const clean = 20 - ownCalls;
const threeWay = 26 - ownCalls;

async function callsFor(
  make: (world: SmallRepository) => RollbackTarget,
  reviewers: readonly string[] = [],
): Promise<{ calls: number; method: string; known: boolean }> {
  const world = new SmallRepository();
  const target = make(world);
  const plan = await ready(world, { target });
  const texts = { title: "Roll back", body: "", message: "Roll back", draft: true, reviewers };
  await openRollback({ place: world.place, plan, texts }, world);
  const known = plan.risks.every((risk) => risk.code !== "checks" || risk.state !== "unknown");
  return { calls: callsMade(world.calls), method: plan.method, known };
}

const many: Texts = Object.fromEntries(
  Array.from({ length: 400 }, (_, index) => [`folder-${index % 20}/file-${index}`, `${index}`]),
);

const pull = (number: number): RollbackTarget => ({ kind: "pull", number });

const landings = ["merge", "squash", "rebase"] as const;

describe("what a rollback costs", () => {
  test.each(landings)("clean, four hundred files, by %s", async (how) => {
    const { calls, method } = await callsFor((world) => {
      const { number } = world.pull("Many", [many, { a: "1" }], how);
      world.push({ later: "x" });
      return pull(number);
    });
    expect(method).toBe("paths");
    expect(calls).toBeLessThanOrEqual(clean);
  });

  test("clean, one commit, with the checks and with reviewers", async () => {
    const { calls, known } = await callsFor(
      (world) => {
        const { number } = world.pull("Many", [many]);
        world.push({ later: "x" });
        return pull(number);
      },
      ["bob"],
    );
    expect(known).toBe(true);
    expect(calls).toBeLessThanOrEqual(clean);
  });

  test.each(landings)("with a merge, four hundred files, by %s", async (how) => {
    const { calls, method, known } = await callsFor(
      (world) => {
        world.push({ a: lines() });
        const { number } = world.pull("Many", [many, { a: lines({ 2: "bad" }) }], how);
        world.push({ a: lines({ 2: "bad", 11: "fine" }) });
        return pull(number);
      },
      ["bob"],
    );
    expect(method).toBe("merge");
    expect(known).toBe(true);
    expect(calls).toBeLessThanOrEqual(threeWay);
  });

  test("a commit by its digits", async () => {
    const { calls } = await callsFor((world) => {
      const sha = world.push({ a: "1" });
      world.push({ later: "x" });
      return { kind: "commit", sha };
    });
    expect(calls).toBeLessThanOrEqual(clean);
  });

  test("a range, and going back", async () => {
    const range = await callsFor((world) => {
      const from = world.push({ a: "1" });
      const to = world.push({ a: "2" });
      world.push({ later: "x" });
      return { kind: "range", from, to };
    });
    const back = await callsFor((world) => {
      world.deploy(world.push({ a: "1" }), "success");
      world.push({ a: "2" });
      return { kind: "last-good" };
    });
    expect(range.calls).toBeLessThanOrEqual(clean + 2);
    expect(back.calls).toBeLessThanOrEqual(clean);
  });
});
