import fc from "fast-check";
import {
  type IncidentRecord,
  type Notice,
  type Owed,
  type Shown,
  schemaVersion,
} from "../../../src/core/card/record.ts";
import type { CommandRefused, NoteAdded } from "../../../src/core/incident/events.ts";
import {
  type Dismissal,
  dismissalReasons,
  type Impact,
  type Incident,
  type Link,
  type Milestones,
  type StatusUpdate,
  type TimelineEntry,
} from "../../../src/core/incident/incident.ts";
import { statuses } from "../../../src/core/incident/lifecycle.ts";
import type {
  FollowedRunbook,
  Mitigation,
  RunbookStep,
} from "../../../src/core/incident/mitigation.ts";
import type {
  HotfixProposed,
  RollbackProposed,
} from "../../../src/core/incident/mitigation-events.ts";
import type { Refusal } from "../../../src/core/incident/refusal.ts";
import type { Risk, RollbackPlan, Undone } from "../../../src/core/rollback/plan.ts";
import { anyReminder } from "../incident/any-command.ts";
import { shape } from "../incident/shape.ts";
import { askedReminder, call, page, response, room } from "./any-clock.ts";
import { anyStamp, id, instant, login, text, yesOrNo } from "./any-parts.ts";
import { item, postmortem } from "./any-promise.ts";

/** Config knows no role of this name; a reader must drop it. */
const key = fc
  .oneof(fc.constantFrom("commander", "constructor", "scribe"), fc.string({ maxLength: 20 }))
  .filter((name) => name !== "__proto__");
const few = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 4 });
const some = <T>(values: fc.Arbitrary<T>) =>
  fc.dictionary(key, values, { maxKeys: 5, noNullPrototype: true });

const impact = shape<Impact>({ text, users: text, regions: few(text), spreading: yesOrNo }, []);
const milestones = shape<Milestones>(
  {
    startedAt: instant,
    detectedAt: instant,
    declaredAt: instant,
    acknowledgedAt: instant,
    mitigatedAt: instant,
    resolvedAt: instant,
    closedAt: instant,
  },
  [],
);
const update = shape<StatusUpdate>(
  { text, by: login, at: instant, etaAt: instant, nextAt: instant },
  ["text", "by", "at"],
);
export const entry = shape<TimelineEntry>(
  {
    stamp: anyStamp,
    kind: fc.constantFrom("NoteAdded", "SeverityChanged"),
    by: login,
    text,
    at: instant,
    withdrawn: yesOrNo,
  },
  ["stamp", "kind"],
);
const link = shape<Link>(
  {
    stamp: anyStamp,
    relation: fc.constantFrom("link", "related", "duplicate"),
    target: text,
    text,
  },
  ["stamp", "relation", "target"],
);
const dismissal = shape<Dismissal>(
  { reason: fc.constantFrom(...dismissalReasons), duplicateOf: text, text },
  ["reason"],
);
const sha = fc.constant(`${"0123456789abcdef".repeat(2)}01234567`);
export const mitigation = shape<Mitigation>(
  {
    id: fc.nat(),
    kind: fc.constantFrom("rollback", "hotfix"),
    stamp: anyStamp,
    by: login,
    repository: text,
    repositoryId: id,
    what: text,
    branch: text,
    sha,
    state: fc.constantFrom("opening", "not-opened", "draft", "open", "merged", "deployed"),
    pull: fc.record({ number: fc.nat(), id, url: text }, { noNullPrototype: true }),
    checks: fc.constantFrom("pending", "passed", "failed"),
    mergedSha: sha,
    mergedAt: instant,
    environment: text,
    proposed: fc.constant(true),
    why: text,
    planCheck: fc.record({ sha, filled: yesOrNo }, { noNullPrototype: true }),
  },
  [
    ...(["id", "kind", "stamp", "by", "repository", "repositoryId", "what"] as const),
    ...(["branch", "sha", "state"] as const),
  ],
);
export const step = shape<RunbookStep>(
  { text, state: fc.constantFrom("open", "done", "skipped", "failed"), by: login },
  ["text", "state"],
);
const runbook = shape<FollowedRunbook>(
  {
    name: text,
    title: text,
    commentId: id,
    stamp: anyStamp,
    steps: few(step),
    picked: fc.constant(true),
  },
  ["name", "title", "commentId", "stamp", "steps"],
);
const incident = shape<Incident>(
  {
    status: fc.constantFrom(...statuses),
    severity: fc.string({ maxLength: 50 }),
    drill: yesOrNo,
    summary: text,
    impact,
    services: few(text),
    roles: some(login),
    responders: few(login),
    milestones,
    update,
    updates: fc.nat(),
    timeline: few(entry),
    actionItems: few(item),
    links: few(link),
    mitigations: few(mitigation),
    runbook,
    postmortem,
    reminded: fc.dictionary(
      fc.constantFrom("postmortem", "item:1", "item:12", "update", "role:commander", "phase"),
      fc.constantFrom("soon@2026-08-15", "overdue2@2026-08-15", "step2@2026-08-15T12:00:00Z"),
      { noNullPrototype: true },
    ),
    clockBeganAt: instant,
    changesAskedAt: instant,
    remindersAskedFor: few(askedReminder),
    snoozedUntil: instant,
    watchUntil: instant,
    draft: text,
    response,
    calls: few(call),
    respondedAt: instant,
    pages: few(page),
    told: few(fc.constantFrom("slack:incidents", "webhook:teams")),
    room,
    dismissal,
    setBy: some(anyStamp),
  },
  [
    ...(["status", "drill", "services", "roles", "responders", "milestones", "updates"] as const),
    ...(["timeline", "actionItems", "links", "setBy"] as const),
  ],
);

type Misread = Extract<Refusal, { code: "misread" }>;
const refusal = shape<Misread>(
  { code: fc.constant("misread"), came: text, expected: text, example: text },
  ["code", "came", "expected", "example"],
);
const note = shape<NoteAdded>(
  { kind: fc.constant("NoteAdded"), stamp: anyStamp, by: login, text, at: instant },
  ["kind", "stamp", "by", "text"],
);
const refused = shape<CommandRefused>(
  {
    kind: fc.constant("CommandRefused"),
    stamp: anyStamp,
    by: login,
    verb: text,
    refusal,
    gesture: text,
  },
  ["kind", "stamp", "by", "verb", "refusal"],
);
const undone = shape<Undone>({ sha, title: text, pull: fc.nat(), author: login, at: instant }, [
  "sha",
  "title",
  "at",
]);
const risk: fc.Arbitrary<Risk> = fc.oneof(
  fc.record(
    {
      code: fc.constantFrom("built-upon", "irreversible", "workflows-kept"),
      files: few(text),
      more: fc.nat(),
      commitsSince: fc.nat(),
      why: text,
    },
    { noNullPrototype: true },
  ),
  fc.record({ code: fc.constant("required-checks"), checks: few(text) }, { noNullPrototype: true }),
  fc.record({ code: fc.constant("rule"), rule: text }, { noNullPrototype: true }),
);
const plan = shape<RollbackPlan>(
  {
    repository: fc.constant("acme/web"),
    repositoryId: id,
    base: text,
    head: sha,
    kind: fc.constantFrom("revert", "restore"),
    method: fc.constantFrom("paths", "merge", "restore"),
    target: text,
    sha,
    undone: few(undone),
    undoneCount: fc.nat(),
    tree: sha,
    branch: fc.constant("allclear/rollback-1-2-0123456789ab"),
    risks: few(risk),
    files: fc.nat(),
  },
  [
    ...(["repository", "repositoryId", "base", "head", "kind", "method", "target"] as const),
    ...(["sha", "undone", "undoneCount", "branch", "risks", "files"] as const),
  ],
);
/** What is owed a pull request. */
export const proposed: fc.Arbitrary<RollbackProposed | HotfixProposed> = fc.oneof(
  shape<RollbackProposed>(
    {
      kind: fc.constant("RollbackProposed"),
      stamp: anyStamp,
      by: login,
      mitigation: fc.nat({ max: 9 }),
      plan,
    },
    ["kind", "stamp", "by", "mitigation", "plan"],
  ),
  shape<HotfixProposed>(
    {
      kind: fc.constant("HotfixProposed"),
      stamp: anyStamp,
      by: login,
      mitigation: fc.nat({ max: 9 }),
      title: text,
      repository: text,
      repositoryId: id,
      base: text,
      sha,
      tree: sha,
      branch: text,
      deployed: fc.record({ environment: text }, { noNullPrototype: true }),
    },
    [
      ...(["kind", "stamp", "by", "mitigation", "title", "repository"] as const),
      ...(["repositoryId", "base", "sha", "tree", "branch"] as const),
    ],
  ),
);

type OwedKind<K extends Owed["kind"]> = Owed & { readonly kind: K };
const since = fc.nat();
const owed = fc.oneof(
  shape<OwedKind<"answer">>(
    {
      kind: fc.constant("answer"),
      since,
      owedAt: instant,
      to: id.map((number) => `c${number}`),
      events: few(fc.oneof(note, refused, proposed)),
      on: id,
    },
    ["kind", "since", "to", "events"],
  ),
  shape<OwedKind<"react">>({ kind: fc.constant("react"), since, owedAt: instant, commentId: id }, [
    ...(["kind", "since", "commentId"] as const),
  ]),
  shape<OwedKind<"label">>(
    { kind: fc.constant("label"), since, owedAt: instant, name: text, present: yesOrNo },
    ["kind", "since", "name", "present"],
  ),
  shape<OwedKind<"assignee">>(
    { kind: fc.constant("assignee"), since, owedAt: instant, login, present: yesOrNo },
    ["kind", "since", "login", "present"],
  ),
  fc.constantFrom<Owed>(
    { kind: "state", since: 2, state: "closed", reason: "not_planned" },
    { kind: "marker", since: 1 },
    { kind: "drill-title", since: 1 },
    { kind: "pin", since: 1 },
    { kind: "suspects", since: 1, to: "c12" },
    { kind: "runbook", since: 1, to: "c12", stamp: "2026-08-01T12:00:00Z/c/12/1", by: "ada" },
    { kind: "ticks", since: 3, commentId: 40 },
    { kind: "plan-check", since: 3, mitigation: 1, sha: "0123" },
    { kind: "postmortem", since: 3, stamp: "2026-08-01T12:00:00Z/c/12/1", by: "ada" },
    { kind: "checklist", since: 3 },
    { kind: "postmortem-state", since: 3, state: "closed" },
    { kind: "postmortem-owner", since: 3, login: "grace", before: "ada" },
    { kind: "review", since: 3, digest: "1k2j3" },
    { kind: "tracked", since: 3, number: 2, stamp: "2026-08-01T12:00:00Z/m/12/0" },
    { kind: "tracked-state", since: 3, number: 2, state: "closed", reason: "completed" },
    { kind: "known", since: 3, to: "c12" },
    {
      ...{ kind: "page", since: 3, stamp: "2026-08-01T12:00:00Z/t/12/0", level: 2, turn: 5 },
      ...{ call: "2026-08-01T11:00:00Z", policy: "default" },
      targets: [{ by: "pagerduty", name: "checkout" }],
    },
    {
      ...{ kind: "page-state", since: 3, key: "allclear/7#1/abc/1/pagerduty:checkout" },
      ...{ to: "resolved", stamp: "2026-08-01T12:00:00Z/c/12/1" },
    },
    {
      ...{ kind: "tell", since: 3, stamp: "2026-08-01T12:00:00Z/c/12/1" },
      ...{ destination: { by: "slack", name: "incidents" }, announcement: { text: "x" } },
    },
    {
      ...{ kind: "room", since: 3, stamp: "2026-08-01T12:00:00Z/c/12/1" },
      messages: [{ stamp: "2026-08-01T12:00:00Z/c/12/1", announcement: { text: "x" } }],
    },
  ),
  shape<OwedKind<"reminder">>(
    {
      kind: fc.constant("reminder"),
      since,
      owedAt: instant,
      stamp: fc.constant("2026-08-01T12:00:00Z/t/0/0"),
      reminders: few(anyReminder),
    },
    ["kind", "since", "stamp", "reminders"],
  ),
);
/** As a look owes it: the pull request, and the answer that tells of it. */
const owedTwice = proposed.map((event): Owed[] => [
  { kind: "pull-request", since: 1, event },
  { kind: "answer", since: 1, to: "c77", events: [event] },
]);
const notice = fc.constantFrom<Notice>(
  { code: "restored", from: "thread", at: "2026-08-01T12:00:00Z" },
  { code: "thread-nearly-full", comments: 2_001 },
);

/** Any record there can be, small enough not to be shortened. */
export const anyRecord = shape<IncidentRecord>(
  {
    schema: fc.constant(schemaVersion),
    generation: fc.nat(),
    writer: fc.constantFrom("action", "app:12345"),
    run: fc.constantFrom("7001-1", "7002-2"),
    floor: anyStamp,
    seenUntil: instant,
    heardAt: instant,
    readAt: instant,
    processed: few(fc.tuple(id, instant)),
    gestures: fc.record({ page: fc.nat(), lastId: id }, { noNullPrototype: true }),
    shown: shape<Shown>(
      { labels: few(text), assignees: few(login), state: fc.constantFrom("open", "closed") },
      ["labels", "assignees", "state"],
    ),
    putBack: few(text),
    yielded: few(text),
    incident,
    postmortemRead: fc.record(
      { seenUntil: instant, processed: few(fc.tuple(id, instant)) },
      { noNullPrototype: true },
    ),
    owed: fc
      .tuple(few(owed), fc.array(owedTwice, { maxLength: 2 }))
      .map(([once, twice]) => [...once, ...twice.flat()]),
    notices: few(notice),
  },
  [
    ...(["schema", "generation", "writer", "floor", "seenUntil", "processed", "gestures"] as const),
    ...(["shown", "putBack", "yielded", "incident", "owed", "notices"] as const),
  ],
);
