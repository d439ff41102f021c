import { describe, expect, it } from "vitest";
import { githubLimiter, type LimiterOptions } from "../../../src/adapters/github/limiter.ts";
import { outcomeOf, virtualClock } from "./nocked-host.ts";

const second = 1000;

function limiterAt(options: Partial<LimiterOptions> = {}) {
  const clock = virtualClock();
  const start = clock.now().getTime();
  const sent: [string, number][] = [];
  const limiter = githubLimiter({ clock, sleep: clock.sleep, ...options });
  const send = (name: string, pace: "read" | "edit" | "notify", installation = 1) =>
    limiter.run({ installation, pace }, async () => {
      sent.push([name, clock.now().getTime() - start]);
      return name;
    });
  return { clock, limiter, send, sent };
}

function memoryStore() {
  const limits = new Map<number, Date>();
  let asked = 0;
  return {
    limits,
    asked: () => asked,
    notBefore: async (installation: number) => {
      asked += 1;
      return limits.get(installation);
    },
    limit: async (installation: number, until: Date) => {
      limits.set(installation, until);
    },
  };
}

describe("the limiter", () => {
  it("keeps a second between writes that notify and a quarter between others", async () => {
    const { send, sent } = limiterAt();
    await Promise.all([send("a", "notify"), send("b", "edit"), send("c", "notify")]);
    expect(sent).toEqual([
      ["a", 0],
      ["b", 250],
      ["c", 1000],
    ]);
  });

  it("keeps no gap where none is set", async () => {
    const { send, sent } = limiterAt({ notifyGapMs: 0, editGapMs: 0 });
    await Promise.all([send("a", "notify"), send("b", "notify"), send("c", "edit")]);
    expect(sent.map(([, at]) => at)).toEqual([0, 0, 0]);
  });

  it("does not let one installation wait for another", async () => {
    const { send, sent } = limiterAt();
    await Promise.all([send("a", "notify", 1), send("b", "notify", 2)]);
    expect(sent.map(([, at]) => at)).toEqual([0, 0]);
  });

  it("sends one write at a time, also after one that failed", async () => {
    const { limiter, clock } = limiterAt();
    let running = 0;
    let most = 0;
    const write = (fails: boolean) =>
      limiter.run({ installation: 1, pace: "edit" }, async () => {
        running += 1;
        most = Math.max(most, running);
        await clock.sleep(100);
        running -= 1;
        if (fails) throw new Error("refused");
        return "done";
      });
    const outcomes = await Promise.allSettled([write(false), write(true), write(false)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(most).toBe(1);
  });

  it("runs so many reads at a time and no more", async () => {
    const { limiter } = limiterAt({ concurrentReads: 3 });
    const waiting: (() => void)[] = [];
    const read = () =>
      limiter.run(
        { installation: 1, pace: "read" },
        () => new Promise<void>((go) => waiting.push(go)),
      );
    const reads = Array.from({ length: 8 }, read);
    const started: number[] = [];
    while (waiting.length > 0 || started.length < 3) {
      await new Promise((turn) => setImmediate(turn));
      started.push(waiting.length);
      for (const go of waiting.splice(0)) go();
    }
    await Promise.all(reads);
    expect(started.filter((count) => count > 0)).toEqual([3, 3, 2]);
  });

  it("comes again rather than waiting longer than five seconds in the queue", async () => {
    const { send, sent } = limiterAt();
    const all = Array.from({ length: 8 }, (_, index) => outcomeOf(send(`${index}`, "notify")));
    const outcomes = await Promise.all(all);
    expect(sent).toHaveLength(6);
    expect(outcomes.slice(6)).toEqual([
      { again: second, lost: false },
      { again: second, lost: false },
    ]);
  });

  it("sends nothing to a limited installation before its time, reads neither", async () => {
    const { clock, limiter, send, sent } = limiterAt();
    await limiter.limit(1, new Date(clock.now().getTime() + 60 * second));
    expect(await outcomeOf(send("a", "read"))).toEqual({ again: 60 * second, lost: false });
    expect(await outcomeOf(send("b", "notify"))).toEqual({ again: 60 * second, lost: false });
    expect(await outcomeOf(send("c", "read", 2))).toEqual({ value: "c" });
    clock.advance(60 * second);
    expect(await outcomeOf(send("d", "read"))).toEqual({ value: "d" });
    expect(sent.map(([name]) => name)).toEqual(["c", "d"]);
  });

  it("waits out a limit of up to five seconds", async () => {
    const { clock, limiter, send, sent } = limiterAt();
    await limiter.limit(1, new Date(clock.now().getTime() + 3 * second));
    await send("a", "read");
    expect(sent).toEqual([["a", 3 * second]]);
  });

  it("stops a write that was already waiting for its turn when a limit is met", async () => {
    const { clock, limiter, send, sent } = limiterAt();
    const first = limiter.run({ installation: 1, pace: "edit" }, async () => {
      await limiter.limit(1, new Date(clock.now().getTime() + 60 * second));
    });
    const late = outcomeOf(send("late", "edit"));
    await first;
    expect(await late).toMatchObject({ lost: false });
    expect(sent).toEqual([]);
  });

  it("never moves a limit forward", async () => {
    const { clock, limiter, send } = limiterAt();
    const at = (ms: number) => new Date(clock.now().getTime() + ms);
    await limiter.limit(1, at(60 * second));
    await limiter.limit(1, at(10 * second));
    expect(await outcomeOf(send("a", "read"))).toEqual({ again: 60 * second, lost: false });
  });

  it("keeps the limit in the store, so that a restart and a replica respect it", async () => {
    const store = memoryStore();
    const before = limiterAt({ store });
    await before.limiter.limit(1, new Date(before.clock.now().getTime() + 60 * second));
    const after = limiterAt({ store });
    expect(await outcomeOf(after.send("a", "read"))).toEqual({ again: 60 * second, lost: false });
  });

  it("asks the store about an installation at most once a second", async () => {
    const store = memoryStore();
    const { clock, send } = limiterAt({ store });
    await send("a", "read");
    await send("b", "read");
    expect(store.asked()).toBe(1);
    clock.advance(second);
    await send("c", "read");
    expect(store.asked()).toBe(2);
  });

  it("stays within 80 notifying writes a minute and 500 an hour", async () => {
    const { clock, send, sent } = limiterAt({ notifyGapMs: 100, editGapMs: 100 });
    const end = clock.now().getTime() + 3_600_000;
    while (clock.now().getTime() < end) {
      const outcome = await outcomeOf(send("note", "notify"));
      if ("again" in outcome) clock.advance(Number(outcome.again));
    }
    const times = sent.map(([, at]) => at);
    const most = (span: number) =>
      Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + span).length));
    expect(most(60 * second)).toBe(80);
    expect(most(3600 * second)).toBe(500);
  });

  it("does not wait for the old time when the clock is set back", async () => {
    const { clock, send } = limiterAt();
    await send("a", "notify");
    clock.advance(-7_200_000);
    expect(await outcomeOf(send("b", "notify"))).toEqual({ value: "b" });
  });

  it("does not count quiet writes against that budget", async () => {
    const { send, sent } = limiterAt({ editGapMs: 0, notifyPerMinute: 2 });
    for (let count = 0; count < 20; count += 1) await send("label", "edit");
    expect(sent).toHaveLength(20);
  });
});
