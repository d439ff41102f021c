import fc from "fast-check";
import { authorities } from "../../../src/core/incident/authority.ts";
import type { Asked, Command } from "../../../src/core/incident/commands.ts";
import { actionItemTypes, dismissalReasons } from "../../../src/core/incident/incident.ts";
import { activeStatuses } from "../../../src/core/incident/lifecycle.ts";
import { stamp } from "../../../src/core/incident/stamp.ts";

/** What people write at their worst, and names the language itself knows. */
export const anyText = fc.oneof(
  fc.constantFrom("", "web", "--", "-->", "<!--", "@everyone", "\u0000", "\ud83d", "🔥\r\nx"),
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "1", "SEV1", "x:y"),
  fc.string({ maxLength: 40, unit: "binary" }),
);
export const anyLogin = fc.constantFrom("alice", "Bob", "bob", "carol", "__proto__", "toString");
export const anyInstant = fc
  .integer({ min: 0, max: 600 })
  .map((minute) => `${new Date(Date.UTC(2026, 7, 1, 6, minute)).toISOString().slice(0, 19)}Z`);
const role = fc.constantFrom("lead", "comms", "commander", "scribe", "constructor", "boss");
const optional = { noNullPrototype: true } as const;

/** Stamps of a few comments, so that amendments and deletions find something. */
export const anyStamp = fc
  .tuple(anyInstant, fc.constantFrom("i" as const, "e" as const, "c" as const), fc.nat({ max: 40 }))
  .map(([at, kind, id]) => stamp({ at, kind, id, line: kind === "c" ? 1 : 0 }));

function shape<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, required: readonly (keyof T)[]) {
  return fc.record(model, { ...optional, requiredKeys: [...required] }) as fc.Arbitrary<T>;
}

const kind = <K extends Command["kind"]>(name: K) => fc.constant(name);
const services = fc.array(anyText, { maxLength: 4 });

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  shape(
    {
      kind: kind("DeclareIncident"),
      title: anyText,
      severity: anyText,
      services,
      startedAt: anyInstant,
      drill: fc.boolean(),
    },
    ["kind", "services", "drill"],
  ),
  shape({ kind: kind("AcknowledgeIncident"), note: anyText }, ["kind"]),
  shape({ kind: kind("ChangeSeverity"), severity: anyText, reason: anyText }, ["kind", "severity"]),
  shape({ kind: kind("ChangeStatus"), status: fc.constantFrom(...activeStatuses) }, [
    "kind",
    "status",
  ]),
  shape({ kind: kind("MitigateIncident"), how: anyText, at: anyInstant }, ["kind"]),
  shape({ kind: kind("ResolveIncident"), summary: anyText, force: anyText }, ["kind"]),
  shape({ kind: kind("CloseIncident"), note: anyText }, ["kind"]),
  shape(
    {
      kind: kind("DismissIncident"),
      reason: fc.constantFrom(...dismissalReasons),
      duplicateOf: anyText,
      text: anyText,
    },
    ["kind", "reason"],
  ),
  shape({ kind: kind("ReopenIncident"), reason: anyText }, ["kind"]),
  shape({ kind: kind("AssignRole"), role, login: anyLogin }, ["kind", "role"]),
  shape({ kind: kind("HandOffRole"), role, login: anyLogin, note: anyText }, [
    "kind",
    "role",
    "login",
  ]),
  shape({ kind: kind("VacateRole"), role, login: anyLogin }, ["kind", "role", "login"]),
  shape({ kind: kind("JoinResponse"), login: anyLogin }, ["kind", "login"]),
  shape({ kind: kind("LeaveResponse"), login: anyLogin }, ["kind", "login"]),
  shape(
    {
      kind: kind("StateImpact"),
      text: anyText,
      users: anyText,
      regions: services,
      spreading: fc.boolean(),
    },
    ["kind"],
  ),
  shape({ kind: kind("ChangeServices"), add: services, remove: services }, [
    "kind",
    "add",
    "remove",
  ]),
  shape({ kind: kind("WriteSummary"), text: anyText }, ["kind", "text"]),
  shape({ kind: kind("PostUpdate"), text: anyText, etaAt: anyInstant, nextAt: anyInstant }, [
    "kind",
    "text",
  ]),
  shape({ kind: kind("AddNote"), text: anyText, at: anyInstant }, ["kind", "text"]),
  shape({ kind: kind("AmendNote"), entry: anyStamp, text: anyText, at: anyInstant }, [
    "kind",
    "entry",
    "text",
  ]),
  shape({ kind: kind("WithdrawEntry"), commentId: fc.nat({ max: 40 }) }, ["kind", "commentId"]),
  shape(
    {
      kind: kind("AddLink"),
      relation: fc.constantFrom("link" as const, "related" as const, "duplicate" as const),
      target: anyText,
      text: anyText,
    },
    ["kind", "relation", "target"],
  ),
  shape(
    {
      kind: kind("AddActionItem"),
      text: anyText,
      owner: anyLogin,
      due: fc.constant("2026-08-15"),
      type: fc.constantFrom(...actionItemTypes),
    },
    ["kind", "text"],
  ),
  shape({ kind: kind("CompleteActionItem"), number: fc.nat({ max: 4 }), link: anyText }, [
    "kind",
    "number",
  ]),
  shape({ kind: kind("DropActionItem"), number: fc.nat({ max: 4 }), reason: anyText }, [
    "kind",
    "number",
    "reason",
  ]),
  shape({ kind: kind("RemoveIncidentLabel") }, ["kind"]),
  shape({ kind: kind("TouchOwnLabel"), instead: anyText }, ["kind", "instead"]),
  shape({ kind: kind("DistrustEdit"), editor: anyLogin }, ["kind"]),
  shape(
    {
      kind: kind("Ask"),
      topic: fc.constantFrom("status" as const, "list" as const, "check" as const, "help" as const),
      about: anyText,
    },
    ["kind", "topic"],
  ),
  shape({ kind: kind("Misread"), came: anyText, expected: anyText, example: anyText }, [
    "kind",
    "came",
    "expected",
    "example",
  ]),
);

export const anyAsked: fc.Arbitrary<Asked> = shape<Asked>(
  {
    command: anyCommand,
    verb: fc.oneof(fc.constantFrom("sev", "lead", "role", "note", "resolve"), anyText),
    by: anyLogin,
    stamp: anyStamp,
    authority: fc.constantFrom(...authorities),
    gesture: anyText,
  },
  ["command", "verb", "by", "stamp", "authority"],
);
