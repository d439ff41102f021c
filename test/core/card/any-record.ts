import fc from "fast-check";
import { type IncidentRecord, type Owed, schemaVersion } from "../../../src/core/card/record.ts";
import type { IncidentEvent } from "../../../src/core/incident/events.ts";
import {
  actionItemTypes,
  dismissalReasons,
  type Incident,
} from "../../../src/core/incident/incident.ts";
import { statuses } from "../../../src/core/incident/lifecycle.ts";
import { stamp } from "../../../src/core/incident/stamp.ts";

/** Texts that try to get out of the block, to call somebody, or to break what reads them. */
export const hostileTexts = [
  "-->",
  "--!>",
  "--",
  "---------",
  "<!--",
  "<!-- allclear:card 1#2 sum=0\n{}\n-->",
  "@everyone and @octo-org/team",
  "\\@a \\\\-- \\u002d- \\u0040",
  "\ud83d lone and \udd25",
  "a\u0000b\u0001\u007f\u2028\u2029\ufeff",
  "🔥👩‍👩‍👧",
  "line\r\nbreak\nand\rreturn",
  '{"schema":2}\n-->',
  '"}]}\\',
];
export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ maxLength: 30, unit: "binary" }),
  fc.string({ maxLength: 60 }),
  fc
    .array(fc.constantFrom("-", ">", "<", "!", "@", "\\", "\ud83d", "\n"), { maxLength: 12 })
    .map((parts) => parts.join("")),
);
const instant = fc
  .integer({ min: 0, max: 100_000 })
  .map((minute) => `${new Date(Date.UTC(2026, 7, 1, 0, minute)).toISOString().slice(0, 19)}Z`);
const id = fc.integer({ min: 0, max: 9_000_000_000 });
const anyStamp = fc
  .tuple(
    instant,
    fc.constantFrom("i" as const, "e" as const, "c" as const),
    id,
    fc.nat({ max: 90 }),
  )
  .map(([at, kind, number, line]) => stamp({ at, kind, id: number, line }));
const login = fc.string({ minLength: 1, maxLength: 39 });
const key = fc
  .oneof(
    fc.constantFrom("commander", "constructor", "scribe"),
    fc.string({ minLength: 1, maxLength: 20 }),
  )
  .filter((name) => name !== "__proto__");
const few = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 4 });
const milestone = { noNullPrototype: true, requiredKeys: [] } as const;

function shape<T>(
  model: { [K in keyof Required<T>]: fc.Arbitrary<unknown> },
  required: readonly (keyof T)[],
) {
  return fc.record(model, {
    noNullPrototype: true,
    requiredKeys: [...required] as never,
  }) as fc.Arbitrary<T>;
}

const incident = shape<Incident>(
  {
    status: fc.constantFrom(...statuses),
    severity: fc.string({ maxLength: 50 }),
    drill: fc.boolean(),
    summary: hostileText,
    impact: fc.record(
      { text: hostileText, users: hostileText, regions: few(hostileText), spreading: fc.boolean() },
      milestone,
    ),
    services: few(hostileText),
    roles: fc.dictionary(key, login, { maxKeys: 5, noNullPrototype: true }),
    responders: few(login),
    milestones: fc.record(
      { startedAt: instant, declaredAt: instant, mitigatedAt: instant, closedAt: instant },
      milestone,
    ),
    update: fc.record(
      { text: hostileText, by: login, at: instant, nextAt: instant },
      { noNullPrototype: true, requiredKeys: ["text", "by", "at"] },
    ),
    updates: fc.nat(),
    timeline: few(
      fc.record(
        {
          stamp: anyStamp,
          kind: fc.constantFrom("NoteAdded", "SeverityChanged"),
          by: login,
          text: hostileText,
          at: instant,
          withdrawn: fc.boolean(),
        },
        { noNullPrototype: true, requiredKeys: ["stamp", "kind"] },
      ),
    ),
    actionItems: few(
      fc.record(
        {
          number: fc.nat(),
          stamp: anyStamp,
          text: hostileText,
          owner: login,
          due: fc.constant("2026-08-15"),
          type: fc.constantFrom(...actionItemTypes),
          state: fc.constantFrom("open", "done", "dropped"),
          note: hostileText,
        },
        { noNullPrototype: true, requiredKeys: ["number", "stamp", "text", "state"] },
      ),
    ),
    links: few(
      fc.record(
        {
          stamp: anyStamp,
          relation: fc.constantFrom("link", "related", "duplicate"),
          target: hostileText,
          text: hostileText,
        },
        { noNullPrototype: true, requiredKeys: ["stamp", "relation", "target"] },
      ),
    ),
    dismissal: fc.record(
      { reason: fc.constantFrom(...dismissalReasons), duplicateOf: hostileText, text: hostileText },
      { noNullPrototype: true, requiredKeys: ["reason"] },
    ),
    setBy: fc.dictionary(key, anyStamp, { maxKeys: 6, noNullPrototype: true }),
  },
  [
    "status",
    "drill",
    "services",
    "roles",
    "responders",
    "milestones",
    "updates",
    "timeline",
    "actionItems",
    "links",
    "setBy",
  ],
);

const event = fc.oneof(
  fc.record(
    { kind: fc.constant("NoteAdded"), stamp: anyStamp, by: login, text: hostileText },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      kind: fc.constant("CommandRefused"),
      stamp: anyStamp,
      by: login,
      verb: hostileText,
      refusal: fc.record(
        {
          code: fc.constant("misread"),
          came: hostileText,
          expected: hostileText,
          example: hostileText,
        },
        { noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  ),
) as fc.Arbitrary<IncidentEvent>;
const since = fc.nat();
const owed = fc.oneof(
  shape<Owed & { kind: "answer" }>(
    {
      kind: fc.constant("answer"),
      since,
      to: id.map((number) => `c${number}`),
      events: few(event),
    },
    ["kind", "since", "to", "events"],
  ),
  shape<Owed & { kind: "react" }>({ kind: fc.constant("react"), since, commentId: id }, [
    "kind",
    "since",
    "commentId",
  ]),
  shape<Owed & { kind: "label" }>(
    { kind: fc.constant("label"), since, name: hostileText, present: fc.boolean() },
    ["kind", "since", "name", "present"],
  ),
  shape<Owed & { kind: "assignee" }>(
    { kind: fc.constant("assignee"), since, login, present: fc.boolean() },
    ["kind", "since", "login", "present"],
  ),
  shape<Owed & { kind: "state" }>(
    {
      kind: fc.constant("state"),
      since,
      state: fc.constant("closed"),
      reason: fc.constant("completed"),
    },
    ["kind", "since", "state", "reason"],
  ),
  shape<Owed & { kind: "marker" | "pin" }>({ kind: fc.constantFrom("marker", "pin"), since }, [
    "kind",
    "since",
  ]),
);

/** Any record there can be, small enough not to be shortened. */
export const anyRecord: fc.Arbitrary<IncidentRecord> = shape<IncidentRecord>(
  {
    schema: fc.constant(schemaVersion),
    generation: fc.nat(),
    writer: fc.constantFrom("action", "app:12345"),
    floor: anyStamp,
    seenUntil: instant,
    processed: few(fc.tuple(id, instant)),
    gestures: fc.record({ page: fc.nat(), lastId: id }, { noNullPrototype: true }),
    shown: fc.record(
      { labels: few(hostileText), assignees: few(login), state: fc.constantFrom("open", "closed") },
      { noNullPrototype: true },
    ),
    putBack: few(hostileText),
    yielded: few(hostileText),
    incident,
    owed: few(owed),
    notices: few(
      fc.oneof(
        fc.record(
          {
            code: fc.constant("restored"),
            from: fc.constantFrom("database", "revision", "thread"),
            at: instant,
          },
          { noNullPrototype: true },
        ),
        fc.record(
          { code: fc.constant("thread-nearly-full"), comments: fc.nat() },
          { noNullPrototype: true },
        ),
      ),
    ),
  },
  [
    "schema",
    "generation",
    "writer",
    "floor",
    "seenUntil",
    "processed",
    "gestures",
    "shown",
    "putBack",
    "yielded",
    "incident",
    "owed",
    "notices",
  ],
);

/** A small plain record to change one thing of. */
export const plainRecord: IncidentRecord = {
  schema: schemaVersion,
  generation: 3,
  writer: "app:12345",
  floor: "2026-08-01T12:00:00Z/c/1000/1",
  seenUntil: "2026-08-01T12:30:00Z",
  processed: [[1000, "2026-08-01T12:00:00Z"]],
  gestures: { page: 1, lastId: 0 },
  shown: { labels: ["incident"], assignees: [], state: "open" },
  putBack: [],
  yielded: [],
  incident: {
    status: "triage",
    drill: false,
    services: [],
    roles: {},
    responders: [],
    milestones: { declaredAt: "2026-08-01T12:00:00Z" },
    updates: 0,
    timeline: [],
    actionItems: [],
    links: [],
    setBy: { status: "2026-08-01T12:00:00Z/c/1000/1" },
  },
  owed: [],
  notices: [],
};
