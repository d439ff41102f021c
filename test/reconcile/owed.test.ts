import { describe, expect, it } from "vitest";
import { type Effect, nameOf, type Owed } from "../../src/core/card/record.ts";
import type { IncidentEvent } from "../../src/core/incident/events.ts";
import { answersTo, owe } from "../../src/reconcile/desired.ts";

const comment = (id: number, line = 1) => ({
  stamp: `2026-08-01T12:00:00Z/c/${id}/${line}`,
  by: "bob",
});
const gesture = (id: number) => ({ stamp: `2026-08-01T12:00:00Z/e/${id}/0`, by: "bob" });
const declaring = { stamp: "2026-08-01T12:00:00Z/i/9/0", by: "bob" };
const note = { kind: "NoteAdded", text: "x" } as const;
const refused = {
  kind: "CommandRefused",
  verb: "sev",
  refusal: { code: "not-allowed", needs: ["triage"] },
} as const;
const severity = { kind: "SeverityChanged", to: "SEV1", direction: "first" } as const;
const role = (login: string) => ({ kind: "RoleAssigned", role: "scribe", login }) as const;

describe("what answers a comment or gesture", () => {
  it.each<[string, readonly IncidentEvent[], readonly string[]]>([
    ["nothing for nothing", [], []],
    ["a rocket where there is nothing to say", [{ ...note, ...comment(1) }], ["react:1"]],
    [
      "one rocket for many lines",
      [
        { ...note, ...comment(1, 1) },
        { ...note, ...comment(1, 2) },
      ],
      ["react:1"],
    ],
    ["words where there is something to say", [{ ...severity, ...comment(1) }], ["answer:c1"]],
    [
      "words and no rocket where one line was refused",
      [
        { ...note, ...comment(1, 1) },
        { ...refused, ...comment(1, 2) },
      ],
      ["answer:c1"],
    ],
    [
      "each comment by itself",
      [
        { ...note, ...comment(1) },
        { ...severity, ...comment(2) },
        { ...note, ...comment(3) },
      ],
      ["react:1", "answer:c2", "react:3"],
    ],
    ["a gesture that was refused with words", [{ ...refused, ...gesture(5) }], ["answer:e5"]],
    [
      "a gesture with nothing to say not at all",
      [{ kind: "ResponderJoined", login: "bob", ...gesture(5) }],
      [],
    ],
    [
      "a declaration with words",
      [{ kind: "IncidentDeclared", services: [], drill: false, ...declaring }],
      ["answer:i9"],
    ],
    ["taking a role with a rocket", [{ ...role("BOB"), ...comment(1) }], ["react:1"]],
    [
      "giving a role with words to the one who gets it",
      [{ ...role("carol"), ...comment(1) }],
      ["answer:c1"],
    ],
    [
      "a first summary with a rocket",
      [{ kind: "SummaryWritten", text: "x", ...comment(1) }],
      ["react:1"],
    ],
    [
      "a replaced summary with the old one",
      [{ kind: "SummaryWritten", text: "x", before: "y", ...comment(1) }],
      ["answer:c1"],
    ],
    [
      "resolving with a rocket",
      [{ kind: "IncidentResolved", missing: [], ...comment(1) }],
      ["react:1"],
    ],
    [
      "closing by hand with what is missing",
      [{ kind: "IncidentResolved", missing: ["summary"], ...gesture(5) }],
      ["answer:e5"],
    ],
    [
      "an edited note not at all",
      [{ kind: "NoteAmended", entry: comment(1).stamp, text: "x", ...comment(1) }],
      [],
    ],
    [
      "a deleted comment not at all",
      [{ kind: "EntryWithdrawn", commentId: 1, ...comment(1, 0) }],
      [],
    ],
    [
      "an edited note beside a new one with a rocket",
      [
        { kind: "NoteAmended", entry: comment(1).stamp, text: "x", ...comment(1) },
        { ...note, ...comment(1, 2) },
      ],
      ["react:1"],
    ],
  ])("is %s", (_what, events, effects) => {
    expect(answersTo(events).map(nameOf)).toEqual(effects);
  });

  it("holds everything that happened, in its order", () => {
    const events = [
      { ...note, ...comment(1, 1) },
      { ...refused, ...comment(1, 2) },
      { ...note, ...comment(1, 3) },
    ];
    expect(answersTo(events)).toEqual([{ kind: "answer", to: "c1", events }]);
  });
});

describe("what is owed", () => {
  const label = (name: string, present = true): Effect => ({ kind: "label", name, present });
  const since = (effect: Effect, generation: number): Owed => ({ ...effect, since: generation });
  const answer: Effect = { kind: "answer", to: "c1", events: [{ ...refused, ...comment(1) }] };
  const react: Effect = { kind: "react", commentId: 1 };
  const closed: Effect = { kind: "state", state: "closed", reason: "completed" };
  const opened: Effect = { kind: "state", state: "open", reason: "reopened" };
  const grace = (present: boolean): Effect => ({ kind: "assignee", login: "grace", present });

  it.each<[string, readonly Owed[], readonly Effect[], readonly Owed[]]>([
    ["nothing stays nothing", [], [], []],
    [
      "what is new carries the write that owes it",
      [],
      [react, label("a")],
      [since(react, 9), since(label("a"), 9)],
    ],
    [
      "what is owed already keeps its write",
      [since(label("a"), 3)],
      [label("a")],
      [since(label("a"), 3)],
    ],
    ["an answer that was not given stays", [since(answer, 3)], [], [since(answer, 3)]],
    [
      "a rocket, the marker and the pin stay",
      [since(react, 3), since({ kind: "marker" }, 1), since({ kind: "pin" }, 1)],
      [],
      [since(react, 3), since({ kind: "marker" }, 1), since({ kind: "pin" }, 1)],
    ],
    ["a label no longer wanted goes", [since(label("a"), 3)], [], []],
    ["a person no longer wanted goes", [since(grace(true), 3)], [], []],
    [
      "a wish for a state goes with the opposite wish",
      [since(closed, 3)],
      [opened],
      [since(opened, 9)],
    ],
    [
      "a wish for a person goes with the opposite wish",
      [since(grace(true), 3)],
      [grace(false)],
      [since(grace(false), 9)],
    ],
    ["an answer is owed once", [since(answer, 3)], [answer], [since(answer, 3)]],
  ])("%s", (_what, owed, effects, expected) => {
    expect(owe(owed, effects, { since: 9 })).toEqual(expected);
  });

  it("does not grow when the same is wanted again and again", () => {
    const wanted = [label("a"), label("b", false), grace(true), closed];
    const once = owe([], wanted, { since: 1 });
    expect(owe(owe(once, wanted, { since: 2 }), wanted, { since: 3 })).toEqual(once);
  });
});
