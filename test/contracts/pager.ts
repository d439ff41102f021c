import { beforeEach, describe, expect, test } from "vitest";
import type { Page, Pager, PageTarget } from "../../src/reconcile/pager-port.ts";
import type { OpenAlert } from "../support/in-memory-pager.ts";
import { outcome } from "./outcome.ts";

/** What lies behind a pager, in front of which a contract can be checked. */
export interface PagerWorld {
  readonly pager: Pager;
  /** What is open, by the name of the target and the key: `checkout 1#12`. */
  readonly open: ReadonlyMap<string, OpenAlert>;
  setMood(mood: "fine" | "down" | "refusing"): void;
}

/** What every pager promises; `start` gives an empty one that knows `checkout` and `search`. */
export function pagerContract(
  name: string,
  by: PageTarget["by"],
  start: () => Promise<PagerWorld>,
): void {
  describe(`the pager of ${name}`, () => {
    let world: PagerWorld;
    beforeEach(async () => {
      world = await start();
    });
    const page = (action: Page["action"], change: Partial<Page> = {}) =>
      outcome(world.pager.page({ ...outage, target: { by, name: "checkout" }, action, ...change }));
    const state = (key = outage.key, target = "checkout") =>
      world.open.get(`${target} ${key}`)?.state ?? "closed";

    test("opens an alert that says what is wrong, and how bad it is", async () => {
      expect(await page("trigger")).toBe("done");
      expect(Object.fromEntries(world.open)).toEqual({
        "checkout 1#12": { state: "triggered", summary: outage.summary, severity: "critical" },
      });
    });

    test("follows an alert from its trigger to its end", async () => {
      for (const [action, after] of [
        ["trigger", "triggered"],
        ["acknowledge", "acknowledged"],
        ["resolve", "closed"],
      ] as const) {
        expect(await page(action)).toBe("done");
        expect(state()).toBe(after);
      }
    });

    test.each(["trigger", "acknowledge", "resolve"] as const)("may %s twice", async (action) => {
      await page("trigger");
      expect(await page(action)).toBe("done");
      const once = new Map(world.open);
      expect(await page(action)).toBe("done");
      expect(world.open).toEqual(once);
    });

    test.each(["acknowledge", "resolve"] as const)("may %s what is not open", async (action) => {
      expect(await page(action)).toBe("done");
      expect(world.open.size).toBe(0);
    });

    test("keeps the alerts of different keys and targets apart", async () => {
      await page("trigger");
      await page("trigger", { key: "1#13" });
      await page("trigger", { target: { by, name: "search" } });
      await page("resolve", { key: "1#13" });
      expect([state(), state("1#13"), state("1#12", "search")]).toEqual([
        "triggered",
        "closed",
        "triggered",
      ]);
    });

    test.each(["critical", "error", "warning", "info"] as const)(
      "knows the severity %s",
      async (severity) => {
        expect(await page("trigger", { severity })).toBe("done");
        expect(world.open.get("checkout 1#12")?.severity).toBe(severity);
      },
    );

    test("takes a key and a summary of the greatest length, and any text", async () => {
      const key = "k".repeat(255);
      const summary = `"🚒" \\ <b> ${"x".repeat(1000)}`;
      expect(await page("trigger", { key, summary, details: {} })).toBe("done");
      expect(world.open.get(`checkout ${key}`)?.summary).toBe(summary);
    });

    test.each(["trigger", "acknowledge", "resolve"] as const)(
      "stops where nobody configured the target of a %s",
      async (action) => {
        for (const unknown of ["nobody", "", "constructor"]) {
          expect(await page(action, { target: { by, name: unknown } })).toBe("stop: unsupported");
        }
        expect(world.open.size).toBe(0);
      },
    );

    test("comes again while the service is down, and arrives when it is back", async () => {
      world.setMood("down");
      expect(await page("trigger")).toBe("again");
      expect(world.open.size).toBe(0);
      world.setMood("fine");
      expect(await page("trigger")).toBe("done");
      expect(state()).toBe("triggered");
    });

    test("stops where the service refuses", async () => {
      world.setMood("refusing");
      expect(await page("trigger")).toBe("stop: refused");
      expect(world.open.size).toBe(0);
    });
  });
}

export const outage: Omit<Page, "target"> = {
  action: "trigger",
  key: "1#12",
  summary: "SEV1: checkout answers 500",
  severity: "critical",
  source: "octo-org/shop#12",
  url: "https://github.com/octo-org/shop/issues/12",
  details: { commander: "mona", services: "checkout, cart" },
};
