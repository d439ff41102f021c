import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Address,
  keyOf,
  type MustHaveSeen,
  mergeAddresses,
  noIssue,
} from "../../src/reconcile/address.ts";
import { shape } from "../core/incident/shape.ts";

const address = (seen: MustHaveSeen, name = "octo-org/shop"): Address => ({
  installation: 7,
  repository: 987_654_321,
  name,
  issue: 42,
  seen,
});
const instant = fc
  .integer({ min: 0, max: 600 })
  .map((second) => `${new Date(Date.UTC(2026, 7, 1, 12, 0, second)).toISOString().slice(0, 19)}Z`);
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 4 });
const shas = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 });
const edits = (by: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.record({ commentId: fc.integer({ min: 1, max: 9 }), by }), {
    maxLength: 4,
    selector: ({ commentId }) => commentId,
  });
const seenBy = (by: fc.Arbitrary<string>) =>
  shape<MustHaveSeen>(
    {
      commentId: fc.integer({ min: 1, max: 99 }),
      updatedAt: instant,
      deleted: ids,
      edited: edits(by),
      toldAt: instant,
      follow: fc.constant(true),
      named: ids,
      pushed: shas,
      second: fc.record({ commentId: fc.integer({ min: 1, max: 99 }), updatedAt: instant }),
      wants: fc.constant("postmortem"),
    },
    [],
  );
const anySeen = seenBy(fc.constantFrom("alice", "bob"));

/** The same demands in one form: order means nothing, and no list is the same as an empty one. */
function demandsOf({ seen }: Address) {
  const { deleted = [], named = [], pushed = [], edited = [], ...newest } = seen;
  return {
    ...newest,
    deleted: new Set(deleted),
    named: new Set(named),
    pushed: new Set(pushed),
    edited: new Map(edited.map(({ commentId, by }) => [commentId, by])),
  };
}

describe("two jobs for one issue", () => {
  it.each<[string, MustHaveSeen, MustHaveSeen, MustHaveSeen]>([
    ["nothing", {}, {}, {}],
    [
      "what only one asks",
      { commentId: 3 },
      { updatedAt: "2026-08-01T12:00:00Z" },
      { commentId: 3, updatedAt: "2026-08-01T12:00:00Z" },
    ],
    ["the highest comment, by number", { commentId: 9 }, { commentId: 10 }, { commentId: 10 }],
    [
      "the newest change",
      { updatedAt: "2026-08-01T12:00:59Z" },
      { updatedAt: "2026-08-01T12:00:09Z" },
      { updatedAt: "2026-08-01T12:00:59Z" },
    ],
    [
      "the newest telling",
      { toldAt: "2026-08-01T12:00:00Z" },
      { toldAt: "2026-08-01T12:00:01Z" },
      { toldAt: "2026-08-01T12:00:01Z" },
    ],
    ["every deletion once", { deleted: [3, 1] }, { deleted: [3, 20] }, { deleted: [1, 3, 20] }],
    ["every named comment once", { named: [10] }, { named: [9] }, { named: [9, 10] }],
    [
      "every pushed commit once",
      { pushed: ["b", "a"] },
      { pushed: ["b", "c"] },
      { pushed: ["a", "b", "c"] },
    ],
    [
      "every edited comment once, by its last editor",
      {
        edited: [
          { commentId: 1, by: "alice" },
          { commentId: 2, by: "bob" },
        ],
      },
      { edited: [{ commentId: 1, by: "carol" }] },
      {
        edited: [
          { commentId: 1, by: "carol" },
          { commentId: 2, by: "bob" },
        ],
      },
    ],
  ])("become one that must have seen %s", (_what, a, b, both) => {
    expect(mergeAddresses(address(a), address(b)).seen).toEqual(both);
  });

  it("keep the name that was heard last, and their key", () => {
    const merged = mergeAddresses(address({}, "octo-org/old"), address({}, "octo-org/new"));
    expect(merged.name).toBe("octo-org/new");
    expect(keyOf(merged)).toBe("987654321#42");
  });

  it("of the files of one repository are one, and never one with an issue's", () => {
    const files = { ...address({}), issue: noIssue };
    expect(keyOf(files)).toBe("987654321#0");
    expect(keyOf(mergeAddresses(files, files))).toBe("987654321#0");
  });

  it("that are the same are one", () => {
    fc.assert(
      fc.property(anySeen, (seen) => {
        const once = address(seen);
        expect(demandsOf(mergeAddresses(once, once))).toEqual(demandsOf(once));
        const merged = mergeAddresses(once, once);
        expect(mergeAddresses(merged, once)).toEqual(merged);
      }),
    );
  });

  // Who edited a comment last is the one thing that the order of the deliveries decides.
  it("ask the same in either order, as long as nobody edits what another edited", () => {
    const byAlice = seenBy(fc.constant("alice"));
    fc.assert(
      fc.property(byAlice, byAlice, (a, b) => {
        const forward = mergeAddresses(address(a), address(b));
        expect(demandsOf(mergeAddresses(address(b), address(a)))).toEqual(demandsOf(forward));
      }),
    );
  });

  it("and a third are one, whichever two met first", () => {
    fc.assert(
      fc.property(anySeen, anySeen, anySeen, (a, b, c) => {
        const [first, second, third] = [address(a), address(b), address(c)];
        const left = mergeAddresses(mergeAddresses(first, second), third);
        const right = mergeAddresses(first, mergeAddresses(second, third));
        expect(demandsOf(left)).toEqual(demandsOf(right));
      }),
    );
  });

  it("leave what they were made of alone", () => {
    fc.assert(
      fc.property(anySeen, anySeen, (a, b) => {
        const before = structuredClone([a, b]);
        mergeAddresses(address(a), address(b));
        expect([a, b]).toEqual(before);
      }),
    );
  });
});
