import { z } from "zod";
import { dismissalReasons } from "../incident/incident.ts";
import { statuses } from "../incident/lifecycle.ts";
import { summaryVersion } from "../statistics/incident-summary.ts";

/** A summary as it must look to be believed. Unknown keys of this version are dropped. */

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const count = z.number().int().nonnegative();
const text = z.string().max(1500);

const outcomes = z
  .object({
    opening: count,
    "not-opened": count,
    draft: count,
    open: count,
    merged: count,
    closed: count,
    deployed: count,
    "deploy-failed": count,
  })
  .partial();

export const summarySchema = z.object({
  version: z.literal(summaryVersion),
  status: z.enum(statuses),
  severity: text.optional(),
  drill: z.boolean(),
  services: z.array(text),
  moreServices: count.optional(),
  milestones: z
    .object({
      startedAt: instant,
      detectedAt: instant,
      declaredAt: instant,
      acknowledgedAt: instant,
      mitigatedAt: instant,
      resolvedAt: instant,
      closedAt: instant,
    })
    .partial(),
  updates: z.object({
    posted: count,
    longestGapMs: count.optional(),
    cadence: z.object({ due: count, kept: count }).optional(),
  }),
  actionItems: z.object({
    total: count,
    done: count,
    dropped: count,
    inTime: count,
    late: count,
    openDue: z.array(z.string().regex(/^\d{4}-\d\d-\d\d$/)),
  }),
  mitigations: z.object({ rollback: outcomes, hotfix: outcomes }).partial(),
  dismissal: z.enum(dismissalReasons).optional(),
  reopened: count,
});
