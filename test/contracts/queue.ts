import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LookQueue } from "../../src/reconcile/queue-port.ts";
import { Looks } from "../support/looks.ts";
import { until } from "../support/until.ts";
import type { TestAddress } from "./test-address.ts";

export interface OpenOptions {
  readonly expireMs?: number;
  readonly pollSeconds?: number;
  readonly onError: (error: unknown) => void;
}

export interface QueueKind {
  /** Opens one more queue; on the same store where `durable`. */
  open(options: OpenOptions): Promise<LookQueue<TestAddress>>;
  /** Whether what one queue took in, the next one opened hands out. */
  readonly durable: boolean;
}

const hourMs = 3_600_000;
/** A poll is so rare that a look which comes far sooner was not found by one. */
const rarePoll = { pollSeconds: 30 };
const muchSoonerMs = 10_000;
let tests = 0;

/** What every queue of looks promises; run over each implementation. */
export function queueContract(name: string, kind: QueueKind): void {
  describe(`the queue ${name}`, () => {
    let prefix: string;
    let queue: LookQueue<TestAddress>;
    let looks: Looks<TestAddress>;
    let errors: unknown[];
    const opened: LookQueue<TestAddress>[] = [];

    const openOne = async (options: Partial<OpenOptions> = {}) => {
      const one = await kind.open({ onError: (error) => errors.push(error), ...options });
      opened.push(one);
      return one;
    };
    const key = (letter: string) => `${prefix}${letter}`;
    const at = (ms: number) => new Date(Date.now() + ms);
    const enqueue = (letter: string, ...seen: (number | string)[]) =>
      queue.enqueue(key(letter), { seen });
    const next = (letter: string) => looks.next(key(letter));
    const start = (concurrency = 3) => queue.work(looks.handler, { concurrency });

    beforeEach(async () => {
      prefix = `${++tests}-`;
      errors = [];
      looks = new Looks(prefix);
      queue = await openOne();
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.stop(0)));
    });

    test("hands out what was enqueued before it began to work", async () => {
      await enqueue("A", 1);
      await start();
      const look = await next("A");
      expect(look.job).toEqual({ key: key("A"), address: { seen: [1] } });
      look.end();
    });

    test("carries any text in an address unharmed", async () => {
      await start();
      const odd = ["\0", "\ud83d", "\u202e", "🚒", "'\"\\", '{"$ref":1}'];
      await enqueue("A", ...odd);
      const look = await next("A");
      expect(look.job.address.seen).toEqual(odd);
      look.end();
    });

    test.each(["", "a\0b", "x".repeat(501), "\ud83d"])("refuses %j as a key", async (bad) => {
      await expect(queue.enqueue(bad, { seen: [] })).rejects.toThrow(/Expected 1 to 500/);
      await expect(queue.setAlarm(bad, { seen: [] }, at(hourMs))).rejects.toThrow(/Expected 1 to/);
    });

    test("lets B's look start and end while A's is held open with one waiting", async () => {
      await start(2);
      await enqueue("A", 1);
      const held = await next("A");
      await enqueue("A", 2);
      for (const hint of [1, 2, 3]) {
        await enqueue("B", hint);
        (await next("B")).end();
      }
      expect(looks.count(key("A"))).toBe(1);
      held.end();
      (await next("A")).end();
    });

    test("starts a waiting look right after a short one ends, without waiting for a poll", async () => {
      queue = await openOne(rarePoll);
      await enqueue("A", 0);
      await start();
      let look = await next("A");
      let waitedMs = 0;
      for (const round of [1, 2, 3, 4, 5, 6]) {
        await enqueue("A", round);
        await delay(100);
        const endedAt = Date.now();
        look.end();
        look = await next("A");
        waitedMs += look.startedAt - endedAt;
      }
      look.end();
      expect(waitedMs).toBeLessThan(muchSoonerMs);
    });

    test("starts a waiting look right after a long one ends, without waiting for a poll", async () => {
      queue = await openOne(rarePoll);
      await enqueue("A", 1);
      await start();
      const long = await next("A");
      await enqueue("A", 2);
      await delay(5000);
      const endedAt = Date.now();
      long.end();
      const look = await next("A");
      expect(look.startedAt - endedAt).toBeLessThan(muchSoonerMs);
      look.end();
    });

    test("leaves exactly one more look when enqueued again and again during one", async () => {
      await start();
      await enqueue("A", 0);
      const first = await next("A");
      for (const hint of [1, 2, 3, 4, 5]) await enqueue("A", hint);
      first.end();
      const second = await next("A");
      expect([...second.job.address.seen].sort()).toEqual([1, 2, 3, 4, 5]);
      second.end();
      await until(async () => (await queue.depth()).running === 0);
      await enqueue("B");
      (await next("B")).end();
      expect(looks.count(key("A"))).toBe(2);
    });

    test("merges everything enqueued before the look starts into one look", async () => {
      for (const hint of [1, 2, 3]) await enqueue("A", hint);
      await start();
      const look = await next("A");
      expect([...look.job.address.seen].sort()).toEqual([1, 2, 3]);
      look.end();
    });

    test("shows a later look only what an earlier one that was done has not seen", async () => {
      await start();
      await enqueue("A", 1);
      (await next("A")).end();
      await until(async () => (await queue.depth()).running === 0);
      await enqueue("A", 2);
      const look = await next("A");
      expect(look.job.address.seen).toEqual([2]);
      look.end();
    });

    test("leaves one look to come after two failing ones, with all they should have seen", async () => {
      await start();
      await enqueue("A", 1);
      const first = await next("A");
      await enqueue("A", 2);
      first.fail(new Error("first"));
      (await next("A")).fail(new Error("second"));
      const third = await next("A");
      expect([...third.job.address.seen].sort()).toEqual([1, 2]);
      third.end();
      expect(errors.map(String)).toEqual(["Error: first", "Error: second"]);
    });

    test("comes again after the time the look asked for, with the same hints", async () => {
      await start();
      await enqueue("A", 1);
      const endedAt = Date.now();
      (await next("A")).end({ kind: "again", afterMs: 600 });
      await enqueue("B");
      (await next("B")).end();
      const again = await next("A");
      expect(again.startedAt - endedAt).toBeGreaterThanOrEqual(590);
      expect(again.job.address.seen).toEqual([1]);
      again.end();
    });

    test("comes again once, however many looks of the key asked for it", async () => {
      await start();
      for (const hint of [1, 2, 3]) {
        await enqueue("A", hint);
        (await next("A")).end({ kind: "again", afterMs: hourMs });
        await until(async () => (await queue.depth()).running === 0);
      }
      expect(await queue.depth()).toMatchObject({ waiting: 1 });
      await enqueue("A", 4);
      const look = await next("A");
      expect([...look.job.address.seen].sort()).toEqual([1, 2, 3, 4]);
      look.end({ kind: "again", afterMs: 0 });
      (await next("A")).end();
    });

    test("rings an alarm, and an immediate look is not shadowed by it", async () => {
      await start();
      await queue.setAlarm(key("A"), { seen: ["alarm"] }, at(hourMs));
      await enqueue("A", 1);
      const look = await next("A");
      expect(look.job.address.seen).toEqual([1]);
      look.end();
      expect(await queue.depth()).toMatchObject({ alarms: 1 });
      const due = at(500);
      await queue.setAlarm(key("A"), { seen: ["sooner"] }, due);
      const rung = await next("A");
      expect(rung.startedAt).toBeGreaterThanOrEqual(due.getTime() - 10);
      expect(rung.job.address.seen).toEqual(["sooner"]);
      rung.end();
      await until(async () => (await queue.depth()).alarms === 0);
    });

    test("neither rings a cleared alarm nor one that was replaced by a later one", async () => {
      await start();
      await queue.setAlarm(key("A"), { seen: [] }, at(300));
      await queue.setAlarm(key("A"), { seen: [] }, at(hourMs));
      await queue.setAlarm(key("B"), { seen: [] }, at(300));
      await queue.clearAlarm(key("B"));
      await queue.clearAlarm(key("nobody"));
      await queue.setAlarm(key("C"), { seen: [] }, at(1000));
      (await next("C")).end();
      expect(looks.count(key("A")) + looks.count(key("B"))).toBe(0);
      expect(await queue.depth()).toMatchObject({ alarms: 1 });
      await queue.clearAlarm(key("A"));
    });

    test("rings at once when the alarm's time is over", async () => {
      await start();
      await queue.setAlarm(key("A"), { seen: ["late"] }, at(-hourMs));
      (await next("A")).end();
    });

    test("starts no look before its time, and holds no other back for it", async () => {
      await start();
      const due = at(1500);
      await queue.enqueue(key("A"), { seen: ["limited"] }, { notBefore: due });
      await queue.enqueue(key("B"), { seen: ["limited"] }, { notBefore: due });
      await enqueue("B", "now");
      const early = await next("B");
      expect(early.startedAt).toBeLessThan(due.getTime());
      expect(early.job.address.seen).toContain("now");
      early.end();
      const [later, other] = await Promise.all([next("A"), next("B")]);
      for (const look of [later, other]) {
        expect(look.startedAt).toBeGreaterThanOrEqual(due.getTime() - 10);
        expect(look.job.address.seen).toContain("limited");
        look.end();
      }
    });

    test("takes the more urgent look first, also when urgency came later", async () => {
      await start(1);
      await enqueue("busy");
      const busy = await next("busy");
      await enqueue("A");
      await queue.enqueue(key("B"), { seen: [] }, { priority: 5 });
      await enqueue("C");
      await queue.enqueue(key("C"), { seen: [] }, { priority: 9 });
      busy.end();
      for (const letter of ["C", "B", "A"]) (await next(letter)).end();
      expect(looks.all.map((look) => look.job.key)).toEqual(["busy", "C", "B", "A"].map(key));
    });

    test("aborts a look that takes too long and comes again", async () => {
      const impatient = await openOne({ expireMs: 1000 });
      await impatient.work(looks.handler, { concurrency: 2 });
      await impatient.enqueue(key("A"), { seen: [1] });
      const slow = await next("A");
      const second = await next("A");
      expect(slow.signal.aborted).toBe(true);
      expect(second.signal.aborted).toBe(false);
      expect(second.job.address.seen).toEqual([1]);
      second.end();
    });

    test("says how much waits and runs", async () => {
      await enqueue("A");
      await enqueue("B");
      await queue.enqueue(key("C"), { seen: [] }, { notBefore: at(hourMs) });
      await queue.setAlarm(key("C"), { seen: [] }, at(hourMs));
      const before = await queue.depth();
      expect(before.waiting).toBeGreaterThanOrEqual(3);
      expect(before.alarms).toBe(1);
      await start(1);
      const held = await Promise.race([next("A"), next("B")]);
      expect(await queue.depth()).toMatchObject({ running: 1, waiting: before.waiting - 1 });
      held.end();
      await queue.clearAlarm(key("C"));
    });

    test("never runs two looks of a key at once and loses nothing under load", async () => {
      const workers = kind.durable ? [queue, await openOne()] : [queue];
      const running = new Map<string, number>();
      const seen = new Map<string, Set<number | string>>();
      let most = 0;
      for (const worker of workers) {
        await worker.work(
          async ({ key, address }) => {
            running.set(key, (running.get(key) ?? 0) + 1);
            most = Math.max(most, running.get(key) ?? 0);
            await delay(5);
            for (const hint of address.seen) seen.set(key, (seen.get(key) ?? new Set()).add(hint));
            running.set(key, (running.get(key) ?? 0) - 1);
            return { kind: "done" };
          },
          { concurrency: 4 },
        );
      }
      const letters = ["A", "B", "C"];
      for (let hint = 0; hint < 40; hint++) {
        await Promise.all(letters.map((letter) => enqueue(letter, hint)));
      }
      await until(() => letters.every((letter) => seen.get(key(letter))?.size === 40));
      expect(most).toBe(1);
    });

    test("waits for the running look when it stops, and takes no other", async () => {
      await start(1);
      await enqueue("A", 1);
      const look = await next("A");
      await enqueue("B", 2);
      const stopped = queue.stop(10_000).then(() => "stopped");
      expect(await Promise.race([stopped, delay(200, "waits")])).toBe("waits");
      expect(look.signal.aborted).toBe(false);
      look.end();
      expect(await stopped).toBe("stopped");
      expect(looks.count(key("B"))).toBe(0);
    });

    test("aborts what still runs when the time to stop is over", async () => {
      await start(1);
      await enqueue("A", 1);
      const look = await next("A");
      await queue.stop(200);
      expect(look.signal.aborted).toBe(true);
    });

    if (kind.durable) {
      test("hands out later what waited or was aborted at a stop", async () => {
        await start(1);
        await enqueue("A", 1);
        await next("A");
        await enqueue("A", 2);
        await enqueue("B", 3);
        await queue.setAlarm(key("C"), { seen: [4] }, at(100));
        await queue.stop(0);
        queue = await openOne();
        await start();
        const [a, b, c] = await Promise.all([next("A"), next("B"), next("C")]);
        expect([...a.job.address.seen].sort()).toEqual([1, 2]);
        expect(b.job.address.seen).toEqual([3]);
        expect(c.job.address.seen).toEqual([4]);
        for (const look of [a, b, c]) look.end();
      });
    }
  });
}
