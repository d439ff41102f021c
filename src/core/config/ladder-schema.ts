import { z } from "zod";
import { builtInLadderNames } from "./built-in-ladders.ts";
import { channels } from "./destination-schema.ts";
import { respond, update } from "./duration-schema.ts";
import { policyName } from "./escalation-schema.ts";
import { line, listOf, mapOf, oneOf, says, textLike } from "./expectation.ts";
import { mention } from "./mention-schema.ts";

const levelDetails = {
  respond: respond.optional(),
  update: update.optional(),
  tell: listOf(mention, 20, "[octocat, octo-org/on-call]")
    .meta({ description: "Logins and teams mentioned once when an incident gets this severity" })
    .optional(),
  channels: channels.optional(),
  escalate: policyName
    .meta({ description: "The escalation policy it starts (default none)" })
    .optional(),
  color: textLike(/^#?[0-9A-Fa-f]{6}$/, "six hex digits in quotes", '"b60205"')
    .transform((text) => text.replace("#", "").toLowerCase())
    .meta({ description: "Color of the label" })
    .optional(),
  words: listOf(
    textLike(/^[A-Za-z][A-Za-z0-9_-]{0,29}$/, "a word of at most 30 letters", "outage").transform(
      (word) => word.toLowerCase(),
    ),
    20,
    "[outage]",
  )
    .meta({ description: "Further words for this level after /sev" })
    .optional(),
};

const criteria = line("complete outage or data loss").meta({
  description: "When an incident has this severity",
});

const ownLevel = mapOf(
  {
    name: textLike(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,29}$/,
      "a name of letters, digits, - and _, at most 30",
      "SEV1",
    ).meta({ description: "As labels and messages write it" }),
    criteria,
    ...levelDetails,
  },
  "name: SEV1",
).meta({ id: "level" });

/** A built-in ladder's name or an own ladder. */
export const ladder = z
  .union(
    [
      oneOf(builtInLadderNames, "sev1-sev4"),
      z
        .array(ownLevel, says("a list of levels, worst first", "- name: SEV1"))
        .min(2, says("2 to 10 levels, worst first", "- name: SEV1"))
        .max(10, says("2 to 10 levels, worst first", "- name: SEV1")),
    ],
    says(
      `one of ${builtInLadderNames.join(", ")}, or a list of levels, worst first`,
      "sev1-sev4",
      builtInLadderNames,
    ),
  )
  .meta({ description: "Severity levels: a built-in ladder or your own, worst first" });

/** Changes to a built-in ladder. */
export const levels = z
  .record(
    z.string(),
    mapOf({ criteria: criteria.optional(), ...levelDetails }, "update: 15m"),
    says("a map from level names to what differs", "SEV1: { update: 15m }"),
  )
  .meta({ description: "Changes to the levels of a built-in ladder, by level name" });
