import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IncidentEvent } from "../../../src/core/incident/events.ts";
import { evolveAll } from "../../../src/core/incident/evolve.ts";
import { actionItemTypes, dismissalReasons } from "../../../src/core/incident/incident.ts";
import { activeStatuses } from "../../../src/core/incident/lifecycle.ts";
import { compareStamps, stamp } from "../../../src/core/incident/stamp.ts";
import { anyInstant, anyLogin, anyText } from "./any-command.ts";

const levels = fc.constantFrom("SEV1", "SEV2", "SEV3");
const roles = fc.constantFrom("commander", "scribe", "constructor", "__proto__");
const names = fc.array(fc.constantFrom("web", "api", "search", "__proto__"), { maxLength: 3 });
const optional = { noNullPrototype: true } as const;

type Bare<E> = E extends IncidentEvent ? Omit<E, "stamp" | "by"> : never;
type BareEvent = Bare<IncidentEvent>;

function event<K extends IncidentEvent["kind"], M extends object>(
  kind: K,
  model: { [P in keyof M]: fc.Arbitrary<M[P]> },
  required: readonly (keyof M & string)[],
): fc.Arbitrary<BareEvent> {
  const requiredKeys = ["kind", ...required];
  const whole = { kind: fc.constant(kind), ...model };
  return fc.record(whole, { ...optional, requiredKeys: requiredKeys as never }) as never;
}

/** Events that name nothing that has to be there first. */
const independent = fc.oneof(
  event("IncidentAcknowledged", { note: anyText }, []),
  event("SeverityChanged", { to: levels, direction: fc.constant("worse") }, ["to", "direction"]),
  event(
    "StatusChanged",
    {
      from: fc.constantFrom(...activeStatuses),
      to: fc.constantFrom(...activeStatuses),
      regression: fc.boolean(),
    },
    ["from", "to", "regression"],
  ),
  event("IncidentMitigated", { how: anyText, at: anyInstant }, ["at"]),
  event("IncidentResolved", { summary: anyText, missing: fc.constant([]) }, ["missing"]),
  event("IncidentClosed", { note: anyText }, []),
  event("IncidentDismissed", { reason: fc.constantFrom(...dismissalReasons), text: anyText }, [
    "reason",
  ]),
  event("IncidentReopened", { reason: anyText }, []),
  event("RoleAssigned", { role: roles, login: anyLogin }, ["role", "login"]),
  event("RoleVacated", { role: roles, login: anyLogin }, ["role", "login"]),
  event("ResponderJoined", { login: anyLogin }, ["login"]),
  event("ResponderLeft", { login: anyLogin }, ["login"]),
  event(
    "ImpactStated",
    {
      impact: fc.record(
        { text: anyText, users: anyText, regions: names },
        { requiredKeys: [], ...optional },
      ),
    },
    ["impact"],
  ),
  event("ServicesChanged", { add: names, remove: names }, ["add", "remove"]),
  event("SummaryWritten", { text: anyText }, ["text"]),
  event("UpdatePosted", { text: anyText, status: fc.constant("triage"), nextAt: anyInstant }, [
    "text",
    "status",
  ]),
  event("NoteAdded", { text: anyText, at: anyInstant }, ["text"]),
  event("LinkAdded", { relation: fc.constant("related"), target: anyText }, ["relation", "target"]),
  event("PostmortemRequested", { dueAt: anyInstant, owner: anyLogin }, ["dueAt"]),
  event("PostmortemWaived", { reason: anyText }, ["reason"]),
  event("WarningGiven", { verb: anyText, warning: anyText }, ["verb", "warning"]),
  event("NothingChanged", { verb: anyText, already: anyText }, ["verb", "already"]),
);

/** Events that name something that was there before all of them. */
const about = (entries: readonly string[]) =>
  fc.oneof(
    event("NoteAmended", { entry: fc.constantFrom(...entries), text: anyText, at: anyInstant }, [
      "entry",
      "text",
    ]),
    event("EntryWithdrawn", { commentId: fc.constantFrom(1, 2) }, ["commentId"]),
    event("ActionItemCompleted", { number: fc.constantFrom(1, 2, 9), link: anyText }, ["number"]),
    event("ActionItemDropped", { number: fc.constantFrom(1, 2, 9), reason: anyText }, [
      "number",
      "reason",
    ]),
    event("ActionItemReopened", { number: fc.constantFrom(1, 2, 9) }, ["number"]),
    event(
      "ActionItemEdited",
      { number: fc.constantFrom(1, 2, 9), text: anyText, owner: anyLogin, verified: anyText },
      ["number", "text"],
    ),
    event("PostmortemScheduled", { dueAt: anyInstant }, ["dueAt"]),
    event("PostmortemOwned", { login: anyLogin }, ["login"]),
    event("PostmortemCompleted", {}, []),
    event("PostmortemReopened", {}, []),
  );

const at = (minute: number) =>
  `${new Date(Date.UTC(2026, 7, 1, 12, minute)).toISOString().slice(0, 19)}Z`;
const said = (minute: number, id: number) => ({
  stamp: stamp({ at: at(minute), kind: "c", id, line: 1 }),
  by: "alice",
});
const declaration: IncidentEvent = {
  kind: "IncidentDeclared",
  ...said(0, 0),
  severity: "SEV3",
  services: ["web"],
  responders: ["bob"],
  drill: false,
};
const earlier: readonly IncidentEvent[] = [
  declaration,
  { kind: "NoteAdded", ...said(1, 1), text: "one", at: at(-5) },
  { kind: "NoteAdded", ...said(2, 2), text: "two" },
  { kind: "ActionItemAdded", ...said(3, 3), number: 1, text: "a" },
  { kind: "ActionItemAdded", ...said(4, 4), number: 2, text: "b", owner: "bob" },
  { kind: "PostmortemRequested", ...said(5, 5), dueAt: at(2_885), owner: "bob" },
];
const noteStamps = [said(1, 1).stamp, said(2, 2).stamp];

/** Distinct stamps in their order; some share their second. */
function stamped(events: readonly BareEvent[]): IncidentEvent[] {
  return events.map(
    (bare, index) =>
      ({ ...bare, ...said(10 + Math.floor(index / 3), 100 + index) }) as IncidentEvent,
  );
}

function inAnyOrder(events: fc.Arbitrary<BareEvent>) {
  return fc
    .array(events, { minLength: 2, maxLength: 14 })
    .map(stamped)
    .chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      ),
    );
}

describe("evolve", () => {
  it("gives the same state in whatever order the events after the declaration come", () => {
    fc.assert(
      fc.property(inAnyOrder(independent), ([ordered, shuffled]) => {
        expect(evolveAll(undefined, [declaration, ...shuffled])).toEqual(
          evolveAll(undefined, [declaration, ...ordered]),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  // An amendment, a withdrawal or the end of an action item means nothing before the thing it
  // names is there, and what is there is read first: deciding on them needs it. So here, and only
  // here, what they name comes before all of them; among themselves they may come in any order.
  it("gives the same state in whatever order things that are there are changed", () => {
    const events = fc.oneof(about(noteStamps), independent);
    fc.assert(
      fc.property(inAnyOrder(events), ([ordered, shuffled]) => {
        expect(evolveAll(undefined, [...earlier, ...shuffled])).toEqual(
          evolveAll(undefined, [...earlier, ...ordered]),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it("numbers nothing itself: action items come in any order", () => {
    const items = [1, 2, 3, 4].map(
      (number): IncidentEvent => ({
        kind: "ActionItemAdded",
        ...said(20 + number, 20 + number),
        number,
        text: `item ${number}`,
        type: actionItemTypes[number % 4] ?? "prevent",
      }),
    );
    const forward = evolveAll(undefined, [declaration, ...items]);
    expect(evolveAll(undefined, [declaration, ...items.toReversed()])).toEqual(forward);
  });

  it("keeps the timeline in the order in which things were said", () => {
    fc.assert(
      fc.property(inAnyOrder(independent), ([, shuffled]) => {
        const timeline = evolveAll(undefined, [declaration, ...shuffled])?.timeline ?? [];
        const stamps = timeline.map((entry) => entry.stamp);
        expect(stamps).toEqual([...stamps].sort(compareStamps));
      }),
    );
  });

  it("knows nothing before the declaration", () => {
    fc.assert(
      fc.property(fc.array(independent, { maxLength: 5 }).map(stamped), (events) => {
        expect(evolveAll(undefined, events)).toBeUndefined();
      }),
    );
  });
});
