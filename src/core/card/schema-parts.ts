import { z } from "zod";

/** The small pieces of the block, each no longer than it can honestly be. */

export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
export const stamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\/[iecpdmt]\/\d+\/\d+$/);
export const text = z.string().max(70_000);
export const login = z.string().max(100);
export const id = z.number().int().nonnegative();
/** The longest name of what a reminder is about, such as a role. */
export const longestSubject = 160;
/** Which step of its reminders a thing has come to. */
export const slot = z.string().max(120);
/** Whom a policy of escalation names. */
export const policyTarget = z.object({
  by: z.enum(["mention", "pagerduty", "webhook"]),
  name: z.string().max(200),
});
/** The key under which a pager knows a page. */
export const pageKey = z.string().max(255);
