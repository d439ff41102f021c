import { beforeEach, describe, expect, test } from "vitest";
import type { CardCopy, Memory } from "../../src/reconcile/memory-port.ts";
import { until } from "../support/until.ts";

/**
 * What every memory promises; run over each implementation. `open` gives the same one each time.
 */
export function memoryContract(name: string, open: () => Promise<Memory>): void {
  describe(`the memory of ${name}`, () => {
    let memory: Memory;
    beforeEach(async () => {
      memory = await open();
      await memory.forgetEverything();
    });

    test("knows nothing at first", async () => {
      expect(await memory.lastCard("1#1")).toBeUndefined();
      expect(await memory.has("1#1", "reply-5")).toBe(false);
      expect(await memory.notBefore(7)).toBeUndefined();
      expect(await memory.cursor("repository-1")).toBeUndefined();
    });

    describe("of cards", () => {
      test("gives back exactly what was written, whatever stands in it", async () => {
        const body = `NUL \0, half a surrogate \ud83d, quotes '"\\, ${"🚒".repeat(20_000)}`;
        await memory.rememberCard("1#1", card({ body, commentId: 2 ** 40 + 1 }));
        expect(await memory.lastCard("1#1")).toEqual(card({ body, commentId: 2 ** 40 + 1 }));
      });

      test("keeps the newest generation when writes arrive out of order", async () => {
        await memory.rememberCard("1#1", card({ generation: 3, body: "three" }));
        await memory.rememberCard("1#1", card({ generation: 2, body: "two" }));
        expect((await memory.lastCard("1#1"))?.body).toBe("three");
        await memory.rememberCard("1#1", card({ generation: 3, body: "three again" }));
        expect((await memory.lastCard("1#1"))?.body).toBe("three again");
      });

      test("keeps the cards of different keys apart", async () => {
        await memory.rememberCard("1#1", card({ body: "one" }));
        await memory.rememberCard("1#2", card({ body: "two" }));
        expect((await memory.lastCard("1#1"))?.body).toBe("one");
      });
    });

    describe("of done effects", () => {
      test("knows what was done, for its key only", async () => {
        await memory.remember("1#1", "label-severity");
        await memory.remember("1#1", "label-severity");
        expect(await memory.has("1#1", "label-severity")).toBe(true);
        expect(await memory.has("1#1", "reply-5")).toBe(false);
        expect(await memory.has("1#2", "label-severity")).toBe(false);
      });

      test("forgets what the new card no longer owes", async () => {
        for (const effect of ["label", "reply-5", "page"]) await memory.remember("1#1", effect);
        await memory.remember("1#2", "label");
        await memory.keepOnly("1#1", ["reply-5"]);
        expect(await memory.has("1#1", "label")).toBe(false);
        expect(await memory.has("1#1", "reply-5")).toBe(true);
        expect(await memory.has("1#2", "label")).toBe(true);
        await memory.keepOnly("1#1", []);
        expect(await memory.has("1#1", "reply-5")).toBe(false);
      });
    });

    describe("of leases", () => {
      test("gives a key to one holder at a time", async () => {
        const token = await memory.lease("1#1", "a", 60_000);
        expect(token).toBeDefined();
        expect(await memory.lease("1#1", "b", 60_000)).toBeUndefined();
        expect(await memory.lease("1#2", "b", 60_000)).toBeDefined();
        expect(await memory.stillHeld("1#1", token ?? "")).toBe(true);
      });

      test("gives exactly one of many who ask at once", async () => {
        const holders = Array.from({ length: 10 }, (_, index) => `holder-${index}`);
        const tokens = await Promise.all(
          holders.map((holder) => memory.lease("1#1", holder, 60_000)),
        );
        expect(tokens.filter((token) => token !== undefined)).toHaveLength(1);
      });

      test("ends the older look's token when its holder leases again", async () => {
        const old = (await memory.lease("1#1", "a", 60_000)) ?? "";
        const fresh = (await memory.lease("1#1", "a", 60_000)) ?? "";
        expect(await memory.stillHeld("1#1", old)).toBe(false);
        await memory.release("1#1", old);
        expect(await memory.stillHeld("1#1", fresh)).toBe(true);
      });

      test("frees a released key at once", async () => {
        await memory.release("1#1", (await memory.lease("1#1", "a", 60_000)) ?? "");
        expect(await memory.lease("1#1", "b", 60_000)).toBeDefined();
      });

      test("lets others in when the time is over, and the old token ends", async () => {
        const old = (await memory.lease("1#1", "a", 5)) ?? "";
        await until(async () => (await memory.lease("1#1", "b", 60_000)) !== undefined);
        expect(await memory.stillHeld("1#1", old)).toBe(false);
      });
    });

    describe("of limited installations", () => {
      test("says from when on an installation may be called again", async () => {
        const later = inMinutes(10);
        await memory.limit(7, later);
        expect(await memory.notBefore(7)).toEqual(later);
        expect(await memory.notBefore(8)).toBeUndefined();
      });

      test("never shortens a limit", async () => {
        const later = inMinutes(10);
        await memory.limit(7, later);
        await memory.limit(7, inMinutes(5));
        expect(await memory.notBefore(7)).toEqual(later);
      });

      test("says nothing about a limit that is over", async () => {
        await memory.limit(7, inMinutes(-1));
        expect(await memory.notBefore(7)).toBeUndefined();
      });
    });

    test.each([
      ["an object", { etag: 'W/"a\0b"', since: "2030-01-01T00:00:00Z", pages: [1, 2] }],
      ["a text", "2030-01-01"],
      ["null", null],
    ])("gives a cursor back: %s", async (_, value) => {
      await memory.saveCursor("repository-1", "older");
      await memory.saveCursor("repository-1", value);
      expect(await memory.cursor("repository-1")).toEqual(value);
    });

    test("forgets everything when told to", async () => {
      await memory.rememberCard("1#1", card({}));
      await memory.remember("1#1", "label");
      await memory.limit(7, inMinutes(10));
      await memory.saveCursor("repository-1", 1);
      const token = (await memory.lease("1#1", "a", 60_000)) ?? "";
      await memory.forgetEverything();
      expect(await memory.lastCard("1#1")).toBeUndefined();
      expect(await memory.has("1#1", "label")).toBe(false);
      expect(await memory.notBefore(7)).toBeUndefined();
      expect(await memory.cursor("repository-1")).toBeUndefined();
      expect(await memory.stillHeld("1#1", token)).toBe(false);
    });
  });
}

function card(change: Partial<CardCopy>): CardCopy {
  const at = new Date("2030-01-01T12:00:00Z");
  return { commentId: 11, generation: 1, body: "the card", at, ...change };
}

function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}
