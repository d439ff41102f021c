import { z } from "zod";
import { pageStates } from "../incident/escalation.ts";
import { dismissalReasons } from "../incident/incident.ts";
import { statuses } from "../incident/lifecycle.ts";
import { postmortemStates } from "../incident/postmortem.ts";
import { owed } from "./owed-schema.ts";
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

/** The block as it must look to be believed. Unknown keys of this schema version are dropped. */

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
  verified: text.optional(),
  state: z.enum(["open", "done", "dropped"]),
  note: text.optional(),
  tracked: z
    .object({
      repository: text,
      repositoryId: id,
      number: id,
      id,
      url: text,
      state: z.enum(["open", "closed"]),
    })
    .optional(),
});

const postmortem = z.object({
  state: z.enum(postmortemStates),
  stamp,
  by: login,
  dueAt: instant.optional(),
  owner: login.optional(),
  issue: z.object({ number: id, id, url: text }).optional(),
  why: text.optional(),
  review: z.object({ digest: z.string().max(64), findings: id }).optional(),
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

const mitigation = z.object({
  id,
  kind: z.enum(["rollback", "hotfix"]),
  stamp,
  by: login,
  repository: text,
  repositoryId: id,
  what: text,
  branch: text,
  sha: z.string().max(64),
  state: z.enum([
    "opening",
    "not-opened",
    "draft",
    "open",
    "merged",
    "closed",
    "deployed",
    "deploy-failed",
  ]),
  pull: z.object({ number: id, id, url: text }).optional(),
  checks: z.enum(["pending", "passed", "failed"]).optional(),
  mergedSha: z.string().max(64).optional(),
  mergedAt: instant.optional(),
  environment: text.optional(),
  proposed: z.literal(true).optional(),
  why: text.optional(),
  planCheck: z.object({ sha: z.string().max(64), filled: z.boolean() }).optional(),
});

const runbook = z.object({
  name: text,
  title: text,
  commentId: id,
  stamp,
  steps: z.array(
    z.object({
      text,
      state: z.enum(["open", "done", "skipped", "failed"]),
      by: login.optional(),
    }),
  ),
  picked: z.literal(true).optional(),
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
  mitigations: z.array(mitigation).optional(),
  runbook: runbook.optional(),
  postmortem: postmortem.optional(),
  reminded: z.record(z.string().max(longestSubject), slot).optional(),
  clockBeganAt: instant.optional(),
  changesAskedAt: instant.optional(),
  remindersAskedFor: z
    .array(z.object({ id: z.string().max(40), by: login, at: instant, text: text.optional() }))
    .optional(),
  snoozedUntil: instant.optional(),
  watchUntil: instant.optional(),
  draft: text.optional(),
  response: z
    .object({
      since: instant,
      by: login.optional(),
      reason: text.optional(),
      first: z.literal(true).optional(),
    })
    .optional(),
  calls: z
    .array(z.object({ stamp, policy: z.string().max(100), by: login, reason: text.optional() }))
    .optional(),
  respondedAt: instant.optional(),
  pages: z
    .array(
      z.object({ key: pageKey, call: instant, target: policyTarget, state: z.enum(pageStates) }),
    )
    .optional(),
  told: z.array(z.string().max(200)).optional(),
  room: z
    .object({
      channel: z.string().max(100),
      thread: z.string().max(100).optional(),
      url: text,
      archived: z.literal(true).optional(),
    })
    .optional(),
  dismissal: z
    .object({
      reason: z.enum(dismissalReasons),
      duplicateOf: text.optional(),
      text: text.optional(),
    })
    .optional(),
  setBy: z.record(z.string(), stamp),
});

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
  schema: z.literal([1, 2, 3, 4]),
  generation: id,
  writer: z.string().max(100),
  run: z.string().max(100).optional(),
  floor: stamp,
  seenUntil: instant,
  readAt: instant.optional(),
  heardAt: instant.optional(),
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
  postmortemRead: z
    .object({ seenUntil: instant, processed: z.array(z.tuple([id, instant])) })
    .optional(),
  owed: z.array(owed),
  notices: z.array(notice),
});
