import { repository } from "./catalog-schema.ts";
import { actionTypeNames, lintRules } from "./config.ts";
import { due, every, soon } from "./duration-schema.ts";
import { listOf, mapOf, oneOf, says, textLike, yesOrNo } from "./expectation.ts";
import { quietHours } from "./quiet-hours-schema.ts";

/** No part may begin with a dot: that leaves out `..`, and `.github`, where files do things. */
const folder = textLike(
  /^[A-Za-z0-9_][\w.-]{0,59}(?:\/[A-Za-z0-9_][\w.-]{0,59}){0,9}\/?$/,
  "a folder of the repository, without a slash in front or a part that begins with a dot",
  "docs/postmortems",
).transform((path) => path.replace(/\/$/, ""));

export const levelName = textLike(
  /^[A-Za-z0-9][A-Za-z0-9_ -]{0,29}$/,
  "the name of a level",
  "SEV1",
);

const rules = mapOf(
  {
    off: listOf(oneOf(lintRules, "timeline-gap"), lintRules.length, "[timeline-gap]")
      .meta({ description: "Rules that do not apply" })
      .optional(),
  },
  "off: [timeline-gap]",
).meta({ description: "What a postmortem is checked for before it is done" });

export const postmortem = mapOf(
  {
    due: due.optional(),
    onResolve: yesOrNo("onResolve: true")
      .meta({ description: "Whether resolving an incident opens its postmortem (default true)" })
      .optional(),
    levels: listOf(levelName, 10, "[SEV1, SEV2]")
      .min(1, says("at least one level; onResolve: false opens none", "[SEV1, SEV2]"))
      .meta({ description: "Severities it is opened for (default all but the last)" })
      .optional(),
    folder: folder
      .meta({ description: "Where it goes when it is committed (default postmortems)" })
      .optional(),
    rules: rules.optional(),
  },
  "due: 48h",
).meta({ description: "The review after an incident" });

export const action = mapOf(
  {
    types: listOf(oneOf(actionTypeNames, "prevent"), actionTypeNames.length, "[prevent, detect]")
      .min(1, says("at least one type", "[prevent, detect]"))
      .meta({ description: "Types an action item may have (default all of them)" })
      .optional(),
    track: yesOrNo("track: true")
      .meta({ description: "Whether each action item gets an issue of its own (default false)" })
      .optional(),
    repository: repository
      .meta({ description: "Where these issues are opened (default: where the service's code is)" })
      .optional(),
  },
  "types: [prevent, detect]",
).meta({ description: "Action items" });

export const reminders = mapOf(
  { soon: soon.optional(), every: every.optional(), quietHours: quietHours.optional() },
  "soon: 24h",
).meta({ description: "Reminders of postmortems and action items" });
