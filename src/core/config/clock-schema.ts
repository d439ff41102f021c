import { durationOr } from "./duration-schema.ts";
import { listOf, mapOf, wholeNumber, yesOrNo } from "./expectation.ts";
import { roleName } from "./role-schema.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const firstUpdate = durationOr(["none"], {
  leastMs: minuteMs,
  mostMs: dayMs,
  expected: 'a duration from 1m to 1d, a number and a unit, or "none"',
  example: "5m",
}).meta({ description: "Time until the first status update (default 5m)" });

const draft = durationOr(["none"], {
  leastMs: minuteMs,
  mostMs: hourMs,
  expected: 'a duration from 1m to 1h, a number and a unit, or "none"',
  example: "3m",
}).meta({
  description:
    "How long before a status update is due a draft is offered (default 3m, or half of the " +
    "shortest time between updates)",
});

const raise = durationOr([], {
  leastMs: minuteMs,
  mostMs: dayMs,
  expected: "a duration from 1m to 1d, a number and a unit",
  example: "5m",
}).meta({
  description:
    "Time between telling the communications lead, the commander and those above that a status " +
    "update is late (default 5m)",
});

const watch = durationOr([], {
  leastMs: 5 * minuteMs,
  mostMs: 7 * dayMs,
  expected: "a duration from 5m to 7d, a number and a unit",
  example: "1h",
}).meta({
  description: "How long a mitigated incident is watched, unless /watch says (default 1h)",
});

/** When status updates are due, and for how long it is watched that it stays well. */
export const clock = mapOf(
  {
    on: yesOrNo("on: true")
      .meta({
        description: "Whether anything but pages and /remind comes up by itself (default true)",
      })
      .optional(),
    firstUpdate: firstUpdate.optional(),
    draft: draft.optional(),
    raise: raise.optional(),
    watch: watch.optional(),
  },
  "firstUpdate: 5m",
).meta({ description: "Status updates and the watch after the mitigation" });

const every = durationOr(["none"], {
  leastMs: minuteMs,
  mostMs: dayMs,
  expected: 'a duration from 1m to 1d, a number and a unit, or "none"',
  example: "10m",
}).meta({ description: "How often what is missing is asked for; none never asks (default 10m)" });

const silent = durationOr(["none"], {
  leastMs: 5 * minuteMs,
  mostMs: 7 * dayMs,
  expected: 'a duration from 5m to 7d, a number and a unit, or "none"',
  example: "30m",
}).meta({ description: "After how long without a word somebody is asked (default 30m)" });

/** What is asked for again and again while it is missing. */
export const nags = mapOf(
  {
    every: every.optional(),
    most: wholeNumber(0, 20, "most: 3")
      .meta({ description: "How many times each thing is asked for (default 3)" })
      .optional(),
    silent: silent.optional(),
    roles: listOf(roleName, 20, "[commander]")
      .meta({
        description: "Roles that somebody must hold (default commander and communications lead)",
      })
      .optional(),
  },
  "every: 10m",
).meta({ description: "What is asked for while it is missing: a severity, roles, a word" });
