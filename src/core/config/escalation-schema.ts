import { z } from "zod";
import type { PolicyTarget } from "./clock-settings.ts";
import { durationOr } from "./duration-schema.ts";
import { listOf, mapOf, oneOf, says, textLike, wholeNumber } from "./expectation.ts";
import { mention, mentionForm, withoutAt } from "./mention-schema.ts";
import { hours } from "./quiet-hours-schema.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

export const policyName = textLike(
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/,
  "the name of a policy: letters, digits, - and _, at most 30",
  "default",
);

/** What may follow `pagerduty:` and `webhook:`, inside of a pattern. */
export const targetName = "[A-Za-z0-9][A-Za-z0-9._-]{0,49}";

const target = textLike(
  new RegExp(`^(?:${mentionForm}|(?:pagerduty|webhook):${targetName})$`),
  "a GitHub login, a team, or a name after pagerduty: or webhook:",
  "octo-org/on-call or pagerduty:checkout",
)
  .transform((text): PolicyTarget => {
    const [, by, name] = /^(pagerduty|webhook):(.*)$/.exec(text) ?? [];
    if (by !== "pagerduty" && by !== "webhook") return { by: "mention", name: withoutAt(text) };
    return { by, name: name ?? "" };
  })
  .meta({ id: "pageTarget" });

/** As a week begins in most of the world; the first one is day 1. */
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const day = oneOf(days, "mon").transform((name) => days.indexOf(name) + 1);

const wait = durationOr([], {
  leastMs: minuteMs,
  mostMs: dayMs,
  expected: "a duration from 1m to 1d, a number and a unit",
  example: "5m",
}).meta({ description: "How long it waits for somebody to acknowledge (default 5m)" });

const level = mapOf(
  {
    page: listOf(target, 20, "[octocat, octo-org/on-call]")
      .min(1, says("somebody to page", "[octocat, octo-org/on-call]"))
      .meta({
        description:
          "Who is paged: logins, teams, and by pagerduty:name or webhook:name what the " +
          "environment of the app configures under that name",
      }),
    wait: wait.optional(),
    hours: hours.optional(),
    days: listOf(day, days.length, "[mon, tue, wed, thu, fri]")
      .min(1, says("at least one day", "[mon, tue, wed, thu, fri]"))
      .meta({ description: "On which days this level is paged at all (default: every day)" })
      .optional(),
  },
  "page: [octocat]",
).meta({ id: "policyLevel" });

const policy = mapOf(
  {
    name: policyName.meta({ description: "What escalate, policy and /page call it" }),
    repeat: wholeNumber(0, 9, "repeat: 1")
      .meta({ description: "How many times it begins again after its last level (default 0)" })
      .optional(),
    levels: z
      .array(level, says("a list of levels, first paged first", "- page: [octocat]"))
      .min(1, says("1 to 10 levels", "- page: [octocat]"))
      .max(10, says("1 to 10 levels", "- page: [octocat]"))
      .meta({ description: "Who is paged, and who next while nobody acknowledges" }),
  },
  "name: default",
).meta({ id: "policy" });

/** Who is woken, in which order, by what. */
export const escalation = mapOf(
  {
    fallback: listOf(mention, 20, "[octo-org/on-call]")
      .meta({ description: "Logins and teams that are told when a page fails" })
      .optional(),
    policies: listOf(policy, 50, "[{ name: default, levels: [{ page: [octocat] }] }]")
      .meta({ description: "Who is paged, and who next while nobody acknowledges" })
      .optional(),
  },
  "policies: [{ name: default, levels: [{ page: [octocat] }] }]",
).meta({ description: "Whom to page, through GitHub, PagerDuty or a webhook" });
