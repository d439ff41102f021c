import { expect, test } from "vitest";
import { runUntilRest } from "../../action/run-until-rest.ts";
import { Failed } from "../../action/running.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";

/** A run whose clock only moves while it waits. */
function patient() {
  let at = 0;
  const waits: number[] = [];
  const lines: string[] = [];
  return {
    waits,
    lines,
    world: { clock: { now: () => new Date(at) } },
    say: { info: (text: string) => void lines.push(text) },
    sleep: async (ms: number) => {
      waits.push(ms);
      at += ms;
    },
  };
}

function failing(times: number, failure: Error) {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw failure;
    return "done";
  };
}

test("what may work later is tried again after the time it names, and that is said", async () => {
  const run = patient();
  const attempt = failing(2, new Again("not visible yet", { afterMs: 1_500 }));
  expect(await runUntilRest(attempt, run)).toBe("done");
  expect(run.waits).toEqual([1_500, 1_500]);
  expect(run.lines[0]).toBe("Waiting 2 s: not visible yet");
});

test("without a time the waits grow", async () => {
  const run = patient();
  await runUntilRest(failing(4, new Again("busy")), run);
  expect(run.waits).toEqual([1_000, 2_000, 5_000, 15_000]);
});

test("what would take longer than a few minutes is left to the next run", async () => {
  const run = patient();
  const limited = failing(1, new Again("GitHub asked us to wait", { afterMs: 3_600_000 }));
  await expect(runUntilRest(limited, run)).rejects.toThrow(Failed);
  expect(run.waits).toEqual([]);
});

test("a look that asks for one more look without end is ended", async () => {
  const run = patient();
  const endless = failing(Number.POSITIVE_INFINITY, new Again("one more", { afterMs: 100 }));
  await expect(runUntilRest(endless, run)).rejects.toThrow("not finished after 40 tries: one more");
});

test("what trying again would not help is told at once", async () => {
  const run = patient();
  await expect(runUntilRest(failing(1, new Stop("gone", "no issue")), run)).rejects.toThrow(
    "no issue",
  );
  expect(run.waits).toEqual([]);
});
