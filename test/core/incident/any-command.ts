import fc from "fast-check";
import { authorities } from "../../../src/core/incident/authority.ts";
import type { Asked, Command } from "../../../src/core/incident/commands.ts";
import { actionItemTypes, dismissalReasons } from "../../../src/core/incident/incident.ts";
import { activeStatuses } from "../../../src/core/incident/lifecycle.ts";
import type { Reminder } from "../../../src/core/incident/reminder.ts";
import { stamp } from "../../../src/core/incident/stamp.ts";
import type { RollbackFinding } from "../../../src/core/rollback/plan.ts";
import type { RunbookChoice } from "../../../src/core/runbook/choice.ts";
import { ready } from "./a-plan.ts";
import { type Model, shape } from "./shape.ts";

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

/** Stamps of a few comments, so that amendments and deletions find something. */
export const anyStamp = fc
  .tuple(anyInstant, fc.constantFrom("i" as const, "e" as const, "c" as const), fc.nat({ max: 40 }))
  .map(([at, kind, id]) => stamp({ at, kind, id, line: kind === "c" ? 1 : 0 }));

type CommandOf<K extends Command["kind"]> = Extract<Command, { kind: K }>;

function command<K extends Command["kind"]>(
  kind: K,
  model: Omit<Model<CommandOf<K>>, "kind">,
  required: readonly Exclude<keyof CommandOf<K>, "kind">[],
): fc.Arbitrary<Command> {
  return shape<CommandOf<K>>({ ...model, kind: fc.constant(kind) } as Model<CommandOf<K>>, [
    "kind",
    ...required,
  ]);
}

const target = { kind: "pull", number: 123 } as const;
const anyFinding = fc.constantFrom<RollbackFinding>(
  ready(),
  ready({ branch: "allclear/rollback-7-1-c0ffee111111-2" }),
  { kind: "nothing", target: "#123" },
  { kind: "impossible", target: "#123", why: "not-merged" },
);
const hotfixFound = {
  kind: "ready",
  repository: "acme/web",
  repositoryId: 7,
  base: "main",
  sha: "d".repeat(40),
  tree: "e".repeat(40),
  incidentRepository: 7,
  issue: 1,
} as const;
const services = fc.array(anyText, { maxLength: 4 });
const anyReviewed = fc.record(
  { digest: anyText, findings: fc.nat({ max: 2 }), worst: services },
  { noNullPrototype: true },
);
export const anyReminder: fc.Arbitrary<Reminder> = fc.record(
  {
    subject: fc.constantFrom("postmortem", "item:1", "item:2"),
    slot: fc.constantFrom("soon@2026-08-15", "due@2026-08-15", "overdue1@2026-08-15"),
    step: fc.constantFrom("soon", "due", "overdue"),
    at: anyInstant,
    due: fc.constant("2026-08-15"),
    to: fc.array(anyLogin, { maxLength: 2 }),
  },
  { noNullPrototype: true },
);

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  command(
    "DeclareIncident",
    { title: anyText, severity: anyText, services, startedAt: anyInstant, drill: fc.boolean() },
    ["services", "drill"],
  ),
  command("AcknowledgeIncident", { note: anyText }, []),
  command("ChangeSeverity", { severity: anyText, reason: anyText }, ["severity"]),
  command("ChangeStatus", { status: fc.constantFrom(...activeStatuses) }, ["status"]),
  command("MitigateIncident", { how: anyText, at: anyInstant }, []),
  command("ResolveIncident", { summary: anyText, force: anyText }, []),
  command("CloseIncident", { note: anyText }, []),
  command(
    "DismissIncident",
    { reason: fc.constantFrom(...dismissalReasons), duplicateOf: anyText, text: anyText },
    ["reason"],
  ),
  command("ReopenIncident", { reason: anyText }, []),
  command("AssignRole", { role, login: anyLogin }, ["role"]),
  command("HandOffRole", { role, login: anyLogin, note: anyText }, ["role", "login"]),
  command("VacateRole", { role, login: anyLogin }, ["role", "login"]),
  command("JoinResponse", { login: anyLogin }, ["login"]),
  command("LeaveResponse", { login: anyLogin }, ["login"]),
  command(
    "StateImpact",
    { text: anyText, users: anyText, regions: services, spreading: fc.boolean() },
    [],
  ),
  command("ChangeServices", { add: services, remove: services }, ["add", "remove"]),
  command("WriteSummary", { text: anyText }, ["text"]),
  command(
    "PostUpdate",
    { text: anyText, draft: fc.constant(true), etaAt: anyInstant, nextAt: anyInstant },
    ["text"],
  ),
  command("SnoozeReminders", { until: anyInstant }, ["until"]),
  command("UnsnoozeReminders", {}, []),
  command("AskForReminder", { at: anyInstant, text: anyText }, ["at"]),
  command("SetWatch", { until: anyInstant }, ["until"]),
  command("PageResponders", { login: anyLogin, policy: anyText, reason: anyText }, []),
  command("AddNote", { text: anyText, at: anyInstant }, ["text"]),
  command("AmendNote", { entry: anyStamp, text: anyText, at: anyInstant }, ["entry", "text"]),
  command("WithdrawEntry", { commentId: fc.nat({ max: 40 }) }, ["commentId"]),
  command(
    "AddLink",
    {
      relation: fc.constantFrom("link" as const, "related" as const, "duplicate" as const),
      target: anyText,
      text: anyText,
    },
    ["relation", "target"],
  ),
  command(
    "AddActionItem",
    {
      text: anyText,
      owner: anyLogin,
      due: fc.constant("2026-08-15"),
      type: fc.constantFrom(...actionItemTypes),
      verified: anyText,
      todo: fc.constant(true),
      done: fc.constant(true),
    },
    ["text"],
  ),
  command("CompleteActionItem", { number: fc.nat({ max: 4 }), link: anyText }, ["number"]),
  command("DropActionItem", { number: fc.nat({ max: 4 }), reason: anyText }, ["number", "reason"]),
  command("ProposeRollback", { target: fc.constant(target), found: anyFinding }, ["target"]),
  command("OpenHotfix", { title: anyText, found: fc.constant(hotfixFound) }, ["title"]),
  command(
    "PickRunbook",
    {
      name: anyText,
      found: fc.constantFrom<RunbookChoice>(
        { kind: "found", name: "bad-deploy" },
        { kind: "unknown", names: ["bad-deploy"] },
      ),
    },
    ["name"],
  ),
  command(
    "MarkStep",
    {
      step: fc.nat({ max: 4 }),
      to: fc.constantFrom("open", "done", "skipped", "failed"),
      note: anyText,
      commentId: fc.nat({ max: 40 }),
    },
    ["step", "to"],
  ),
  command(
    "FollowPullRequest",
    {
      mitigation: fc.nat({ max: 3 }),
      to: fc.constantFrom("draft", "open", "merged", "closed", "deployed", "deploy-failed"),
      sha: anyText,
      environment: anyText,
      url: anyText,
      deploys: fc.boolean(),
    },
    ["mitigation", "to"],
  ),
  command(
    "FollowChecks",
    {
      mitigation: fc.nat({ max: 3 }),
      to: fc.constantFrom("pending", "passed", "failed"),
      failed: services,
    },
    ["mitigation", "to", "failed"],
  ),
  command(
    "ReviewHotfixPlan",
    { mitigation: fc.nat({ max: 3 }), sha: anyText, filled: fc.boolean() },
    ["mitigation", "sha", "filled"],
  ),
  command("OpenPostmortem", {}, []),
  command("WaivePostmortem", { reason: anyText }, ["reason"]),
  command("SchedulePostmortem", { dueAt: anyInstant }, ["dueAt"]),
  command("OwnPostmortem", { login: anyLogin }, ["login"]),
  command("CompletePostmortem", { found: anyReviewed }, []),
  command("ReopenPostmortem", {}, []),
  command("ReviewPostmortem", { review: anyReviewed }, ["review"]),
  command(
    "EditActionItem",
    {
      number: fc.nat({ max: 4 }),
      text: anyText,
      owner: anyLogin,
      due: fc.constant("2026-08-16"),
      type: fc.constantFrom(...actionItemTypes),
      verified: anyText,
    },
    ["number", "text"],
  ),
  command("ReopenActionItem", { number: fc.nat({ max: 4 }) }, ["number"]),
  command(
    "FollowTrackedIssue",
    {
      number: fc.nat({ max: 4 }),
      state: fc.constantFrom("open", "closed"),
      dropped: fc.boolean(),
    },
    ["number", "state"],
  ),
  command("GiveReminders", { reminders: fc.array(anyReminder, { maxLength: 3 }) }, ["reminders"]),
  command("RemoveIncidentLabel", {}, []),
  command("TouchOwnLabel", { instead: anyText }, ["instead"]),
  command("DistrustEdit", { editor: anyLogin }, []),
  command(
    "Ask",
    {
      topic: fc.constantFrom(
        "status",
        "list",
        "check",
        "help",
        "changes",
        "runbooks",
        "postmortem",
      ),
      about: anyText,
      since: anyInstant,
      lookBackMs: fc.nat(),
      services,
      target: fc.constant(target),
    },
    ["topic"],
  ),
  command("Misread", { came: anyText, expected: anyText, example: anyText }, [
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
    warnings: fc.array(anyText, { maxLength: 2 }),
    on: fc.nat({ max: 40 }),
  },
  ["command", "verb", "by", "stamp", "authority"],
);
