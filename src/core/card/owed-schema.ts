import { z } from "zod";
import {
  id,
  instant,
  login,
  longestSubject,
  pageKey,
  policyTarget,
  slot,
  stamp,
  text,
} from "./schema-parts.ts";

const subject = z
  .enum(["postmortem", "update", "acknowledge", "escalation", "severity", "silence"])
  .or(z.enum(["phase", "watch"]))
  .or(z.templateLiteral(["item:", z.number()]))
  .or(z.templateLiteral(["escalation:", z.string().max(longestSubject)]))
  .or(z.templateLiteral(["role:", z.string().max(longestSubject)]))
  .or(z.templateLiteral(["asked:", z.string().max(longestSubject)]));

const reminder = z.object({
  subject,
  slot,
  step: z.enum(["soon", "due", "overdue"]),
  at: instant,
  due: z.string().max(40),
  to: z.array(z.string().max(200)),
  text: text.optional(),
  last: z.literal(true).optional(),
});

/**
 * Events are our own words for what happened; their kind and stamp are checked, the rest is kept.
 */
const event = z.looseObject({ kind: z.string().max(40), stamp, by: login });

const destination = z.object({ by: z.enum(["slack", "webhook"]), name: z.string().max(200) });
const announcement = z.record(z.string().max(40), text);

/** What is owed, by its kind. */
export const owed = z.discriminatedUnion("kind", [
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("answer"),
    to: z.string().max(40),
    events: z.array(event),
    on: id.optional(),
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
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("pull-request"),
    event,
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("suspects"),
    to: z.string().max(40),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("runbook"),
    to: z.string().max(40),
    stamp,
    by: login,
    name: text.optional(),
  }),
  z.object({ since: id, owedAt: instant.optional(), kind: z.literal("ticks"), commentId: id }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("plan-check"),
    mitigation: id,
    sha: z.string().max(64),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("postmortem"),
    stamp,
    by: login,
  }),
  z.object({ since: id, owedAt: instant.optional(), kind: z.literal("checklist") }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("postmortem-state"),
    state: z.enum(["open", "closed"]),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("postmortem-owner"),
    login,
    before: login.optional(),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("review"),
    digest: z.string().max(64),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("reminder"),
    stamp,
    reminders: z.array(reminder),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("page"),
    stamp,
    call: instant,
    policy: z.string().max(100),
    asked: z.literal(true).optional(),
    level: id,
    turn: id,
    targets: z.array(policyTarget),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("page-state"),
    key: pageKey,
    to: z.enum(["acknowledged", "resolved"]),
    stamp,
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("tell"),
    stamp,
    destination,
    announcement,
    missed: id.optional(),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("room"),
    stamp,
    messages: z.array(z.object({ stamp, announcement })),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("tracked"),
    number: id,
    stamp,
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("tracked-state"),
    number: id,
    state: z.enum(["open", "closed"]),
    reason: z.enum(["completed", "not_planned", "reopened"]),
  }),
  z.object({
    since: id,
    owedAt: instant.optional(),
    kind: z.literal("known"),
    to: z.string().max(40),
  }),
]);
