import { z } from "zod";
import { dismissalReasons } from "../incident/incident.ts";
import { statuses } from "../incident/lifecycle.ts";

/** The block as it must look to be believed. Unknown keys of this schema version are dropped. */

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const stamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\/[iec]\/\d+\/\d+$/);
const text = z.string().max(70_000);
const login = z.string().max(100);
const id = z.number().int().nonnegative();

const entry = z.object({
  stamp,
  kind: z.string().max(40),
  by: login.optional(),
  text: text.optional(),
  at: instant.optional(),
  withdrawn: z.boolean().optional(),
});

const actionItem = z.object({
  number: id,
  stamp,
  text,
  owner: login.optional(),
  due: z.string().max(20).optional(),
  type: z.enum(["prevent", "detect", "mitigate", "process"]).optional(),
  state: z.enum(["open", "done", "dropped"]),
  note: text.optional(),
});

const milestones = z.object({
  startedAt: instant.optional(),
  detectedAt: instant.optional(),
  declaredAt: instant.optional(),
  acknowledgedAt: instant.optional(),
  mitigatedAt: instant.optional(),
  resolvedAt: instant.optional(),
  closedAt: instant.optional(),
});

const incident = z.object({
  status: z.enum(statuses),
  severity: z.string().max(100).optional(),
  drill: z.boolean(),
  summary: text.optional(),
  impact: z
    .object({
      text: text.optional(),
      users: text.optional(),
      regions: z.array(text).optional(),
      spreading: z.boolean().optional(),
    })
    .optional(),
  services: z.array(text),
  roles: z.record(z.string(), login),
  responders: z.array(login),
  milestones,
  update: z
    .object({
      text,
      by: login,
      at: instant,
      etaAt: instant.optional(),
      nextAt: instant.optional(),
    })
    .optional(),
  updates: id,
  timeline: z.array(entry),
  actionItems: z.array(actionItem),
  links: z.array(
    z.object({
      stamp,
      relation: z.enum(["link", "related", "duplicate"]),
      target: text,
      text: text.optional(),
    }),
  ),
  dismissal: z
    .object({
      reason: z.enum(dismissalReasons),
      duplicateOf: text.optional(),
      text: text.optional(),
    })
    .optional(),
  setBy: z.record(z.string(), stamp),
});

/**
 * Events are our own words for what happened; their kind and stamp are checked, the rest is kept.
 */
const event = z.looseObject({ kind: z.string().max(40), stamp, by: login });

const owed = z.discriminatedUnion("kind", [
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("answer"),
    to: z.string().max(40),
    events: z.array(event),
  }),
  z.object({ since: id, owedAt: instant.optional(), kind: z.literal("react"), commentId: id }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("label"),
    name: text,
    present: z.boolean(),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("assignee"),
    login,
    present: z.boolean(),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("state"),
    state: z.enum(["open", "closed"]),
    reason: z.enum(["completed", "not_planned", "reopened"]),
  }),
  z.object({ since: id, owedAt: instant.optional(), kind: z.literal("marker") }),
  z.object({ since: id, owedAt: instant.optional(), kind: z.literal("drill-title") }),
  z.object({ since: id, owedAt: instant.optional(), kind: z.literal("pin") }),
]);

const notice = z.discriminatedUnion("code", [
  z.object({
    code: z.literal("restored"),
    from: z.enum(["database", "revision", "thread"]),
    at: instant,
  }),
  z.object({ code: z.literal("thread-nearly-full"), comments: id }),
  z.object({ code: z.literal("not-done"), what: text, why: text }),
]);

export const recordSchema = z.object({
  schema: z.literal(1),
  generation: id,
  writer: z.string().max(100),
  floor: stamp,
  seenUntil: instant,
  readAt: instant.optional(),
  processed: z.array(z.tuple([id, instant])),
  gestures: z.object({ page: id, lastId: id }),
  shown: z.object({
    labels: z.array(text),
    assignees: z.array(login),
    state: z.enum(["open", "closed"]),
  }),
  putBack: z.array(text),
  yielded: z.array(text),
  incident,
  owed: z.array(owed),
  notices: z.array(notice),
});
